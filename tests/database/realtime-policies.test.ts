import { randomUUID } from 'node:crypto';
import { describe, expect } from 'vitest';
import { test, type Database } from '../fixtures/database.ts';
import { canReceive, canSend } from './realtime-probe.ts';

const persons = ['owner', 'stranger', 'admin', 'former admin', 'visitor'] as const;
type Who = (typeof persons)[number];

/** Who may do it, on a topic of the owner's chat. All others may not. */
const expectations: [topic: string, extension: string, receive: Who[], send: Who[]][] = [
	['support_chat:<chat>', 'broadcast', ['owner', 'admin'], []],
	['support_chat:<chat>', 'presence', [], []],
	['support_chat_activity:<chat>', 'broadcast', ['owner', 'admin'], ['owner', 'admin']],
	['support_chat_activity:<chat>', 'presence', ['owner', 'admin'], ['owner', 'admin']],
	['admin_support_notifications', 'broadcast', ['admin'], []],
	['admin_support_notifications', 'presence', [], []],
	['support_presence', 'presence', ['owner', 'stranger', 'admin', 'former admin'], ['admin']],
	['support_presence', 'broadcast', [], []],
	['support_desk', 'presence', ['admin'], ['admin']],
	['support_desk', 'broadcast', [], []],
	['support_desk:<chat>', 'presence', [], []],
	['support_chat:<unknown>', 'broadcast', ['admin'], []],
	['support_chat:no-uuid', 'broadcast', [], []],
	['support_chat', 'broadcast', [], []],
	['support_chat:<chat>:more', 'broadcast', [], []],
	['admin_support_notifications:<chat>', 'broadcast', [], []],
	['anything_else', 'broadcast', [], []]
];

describe('realtime topics', () => {
	test.for(expectations)('%s, %s: receive %j, send %j', async (expectation, { db }) => {
		const [pattern, extension, receivers, senders] = expectation;
		const callers = await makeCallers(db);
		const topic = pattern
			.replace('<chat>', await db.openChat(callers.owner))
			.replace('<unknown>', randomUUID());
		for (const who of persons) {
			const caller = callers[who];
			expect(await canReceive(db, caller, topic, extension), `${who} receives`).toBe(
				receivers.includes(who)
			);
			expect(await canSend(db, caller, topic, extension), `${who} sends`).toBe(
				senders.includes(who)
			);
		}
	});
});

async function makeCallers(db: Database) {
	const former = await db.createAdmin();
	await db.rows('delete from public.support_admins where user_id = $1', [former.id]);
	return {
		owner: await db.createUser(),
		stranger: await db.createUser(),
		admin: await db.createAdmin(),
		'former admin': former,
		visitor: 'anon' as const
	};
}

describe('events', () => {
	const events = `select topic, event, payload from realtime.messages
		where event is not null order by inserted_at, ctid`;

	test('a user’s message goes to the chat and to the admins, with the contract’s fields', async ({
		db
	}) => {
		const user = await db.createUser();
		const chatId = await db.openChat(user);
		const { id } = await db.send(user, chatId, 'Hello');
		const rows = await db.rows(`${events.replace('where', 'where topic = any($1) and')}`, [
			[`support_chat:${chatId}`, 'admin_support_notifications']
		]);
		const message = {
			id,
			chat_id: chatId,
			seq: 1,
			content: 'Hello',
			sender_type: 'user',
			admin_id: null,
			sender_name: null,
			read_at: null,
			created_at: expect.any(String),
			attachments: []
		};
		expect(rows).toEqual(
			expect.arrayContaining([
				{
					topic: `support_chat:${chatId}`,
					event: 'new_message',
					payload: { id: expect.any(String), type: 'new_message', message }
				},
				{
					topic: 'admin_support_notifications',
					event: 'new_user_message',
					payload: {
						id: expect.any(String),
						type: 'new_user_message',
						chat_id: chatId,
						user_email: user.email,
						message,
						chat: await db.as(await db.createAdmin(), () =>
							db.value(
								'select to_jsonb(list) from public.support_chat_list as list where id = $1',
								[chatId]
							)
						)
					}
				}
			])
		);
	});

	test('an admin’s message does not notify the admins as a user’s would', async ({ db }) => {
		const [user, admin] = [await db.createUser(), await db.createAdmin()];
		const chatId = await db.openChat(user);
		await db.send(admin, chatId);
		const sql = `select event from realtime.messages
			where payload->>'chat_id' = $1 and event = 'new_user_message'`;
		expect(await db.rows(sql, [chatId])).toEqual([]);
	});

	test('a user’s message is one event to the admins, whatever else it changes', async ({ db }) => {
		const [user, admin] = [await db.createUser(), await db.createAdmin()];
		const chatId = await db.openChat(user);
		await db.send(user, chatId);
		await db.as(admin, () => db.rows('select public.archive_support_chat($1)', [chatId]));
		await db.send(user, chatId);
		await db.send(admin, chatId);
		const sql = `select event, payload->'chat'->>'archived' as archived from realtime.messages
			where topic = 'admin_support_notifications' and payload->'chat'->>'id' = $1
			order by (payload->'chat'->>'message_count')::int, event desc`;
		expect(await db.rows(sql, [chatId])).toEqual([
			{ event: 'new_user_message', archived: 'false' },
			{ event: 'chat_updated', archived: 'true' },
			{ event: 'new_user_message', archived: 'false' },
			{ event: 'chat_updated', archived: 'false' }
		]);
	});

	test('the admins’ events carry a row of support_chat_list, at each change the inbox shows', async ({
		db
	}) => {
		const [user, admin] = [await db.createUser(), await db.createAdmin()];
		const chatId = await db.openChat(user);
		const last = async () => {
			const sql = `select payload->'chat' from realtime.messages
				where topic = 'admin_support_notifications' and payload->'chat'->>'id' = $1
				order by (payload->'chat'->>'archived')::boolean desc, (payload->'chat'->>'message_count')::int desc,
					(payload->'chat'->>'unread')::boolean limit 1`;
			return db.value(sql, [chatId]);
		};
		const row = () =>
			db.as(admin, () =>
				db.value('select to_jsonb(list) from public.support_chat_list as list where id = $1', [
					chatId
				])
			);
		await db.send(user, chatId);
		expect(await last()).toEqual(await row());
		await db.as(admin, () => db.rows('select public.mark_support_chat_viewed($1, 1)', [chatId]));
		expect(await last()).toEqual(await row());
		await db.send(admin, chatId);
		expect(await last()).toEqual(await row());
		await db.as(admin, () => db.rows('select public.archive_support_chat($1)', [chatId]));
		expect(await last()).toEqual(await row());
		expect(await row()).toMatchObject({ archived: true, unread: false, message_count: 2 });
	});

	test('messages_read names the reader and the position, once', async ({ db }) => {
		const [user, admin] = [await db.createUser(), await db.createAdmin()];
		const chatId = await db.openChat(user);
		await db.send(user, chatId);
		await db.send(admin, chatId);
		for (let i = 0; i < 2; i++) {
			await db.as(user, () => db.rows('select public.mark_support_chat_read($1, 2)', [chatId]));
			await db.as(admin, () => db.rows('select public.mark_support_chat_viewed($1, 2)', [chatId]));
		}
		const sql = `select payload from realtime.messages
			where topic = $1 and event = 'messages_read' order by payload->>'reader'`;
		const payloads = (await db.rows(sql, [`support_chat:${chatId}`])).map((row) => row.payload);
		expect(payloads).toMatchObject([
			{ type: 'messages_read', reader: 'admin', up_to_seq: 2, read_at: expect.any(String) },
			{ type: 'messages_read', reader: 'user', up_to_seq: 2, read_at: expect.any(String) }
		]);
	});
});

describe('the pause of live events', () => {
	const pause = (db: Database, until: string) =>
		db.rows('update public.support_settings set live_events_paused_until = now() + $1::interval', [
			until
		]);

	test('lets messages be stored and nothing be sent', async ({ db }) => {
		const [user, admin] = [await db.createUser(), await db.createAdmin()];
		const chatId = await db.openChat(user);
		const sent = () =>
			db.value(
				"select count(*)::int from realtime.messages where payload::text like '%' || $1 || '%'",
				[chatId]
			);
		await pause(db, '1 hour');
		await db.send(user, chatId);
		await db.send(admin, chatId);
		await db.as(user, () => db.rows('select public.mark_support_chat_read($1, 2)', [chatId]));
		await db.as(admin, () => db.rows('select public.archive_support_chat($1)', [chatId]));
		const count = 'select message_count from public.support_chats where id = $1';
		expect(await db.value(count, [chatId])).toBe('2');
		expect(await sent()).toBe(0);

		await pause(db, '-1 second');
		await db.send(user, chatId);
		expect(await sent()).toBeGreaterThan(0);
	});
});
