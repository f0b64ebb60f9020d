import { randomUUID } from 'node:crypto';
import { describe, expect } from 'vitest';
import { test, type Caller, type Database } from '../fixtures/database.ts';
import { refusal } from './refusal.ts';

/** A chat with a message from each side, an e-mail waiting, and a preference. */
async function converse(db: Database) {
	const [user, admin] = [await db.createUser(), await db.createAdmin()];
	const chatId = await db.openChat(user);
	await db.send(user, chatId, 'Help!');
	await db.send(admin, chatId, 'Gladly.');
	await db.as(user, () => db.rows('select public.set_support_reply_emails(true)'));
	return { user, admin, chatId };
}

async function exported(db: Database, caller: Caller | 'service_role', userId: string | null) {
	const sql = 'select public.export_support_data($1)';
	return db.as(caller, () => db.value<Record<string, unknown>>(sql, [userId]));
}

async function erase(db: Database, caller: Caller | 'service_role', userId: string | null) {
	const sql = 'select public.erase_support_data($1)';
	return db.as(caller, () => db.value(sql, [userId]));
}

/** Everything that mentions the user or the chat, table by table. */
async function traces(db: Database, userId: string, chatId: string) {
	return db.rows(
		`select 'chats' as place, count(*)::int from public.support_chats where user_id = $1
		union all select 'messages', count(*)::int from public.support_messages where chat_id = $2
		union all select 'notifications', count(*)::int from public.support_reply_notifications where chat_id = $2
		union all select 'preferences', count(*)::int from support_private.support_email_preferences where user_id = $1
		union all select 'events', count(*)::int from realtime.messages where payload::text like '%' || $2::text || '%'`,
		[userId, chatId]
	);
}

const nothing = ['chats', 'messages', 'notifications', 'preferences', 'events'].map((place) => ({
	place,
	count: 0
}));

describe('export_support_data', () => {
	test('has the name, and the page that a message was written from', async ({ db }) => {
		const { user, chatId } = await converse(db);
		await db.rows(`update auth.users set raw_user_meta_data = '{"name": "Ada"}' where id = $1`, [
			user.id
		]);
		await db.rows(
			`insert into public.support_messages (chat_id, content, sender_type, page_url)
			values ($1, 'And this?', 'user', 'https://app.example/cart')`,
			[chatId]
		);
		const data = await exported(db, user, null);
		expect(data).toMatchObject({ chat: { user_name: 'Ada' } });
		const pages = (data.messages as { page_url?: string }[]).map(({ page_url }) => page_url);
		expect(pages).toEqual([undefined, undefined, 'https://app.example/cart']);
	});

	test('returns everything that is stored about a user', async ({ db }) => {
		const { user, chatId } = await converse(db);
		const data = await exported(db, user, null);
		const time = expect.stringMatching(/^\d{4}-\d\d-\d\dT/);
		expect(data).toEqual({
			exported_at: time,
			user: { id: user.id, email: user.email },
			chat: {
				id: chatId,
				user_email: user.email,
				created_at: time,
				last_message_at: time,
				message_count: 2,
				admin_viewed_at: null,
				archived_at: null,
				language: null
			},
			messages: [
				expect.objectContaining({ seq: 1, sender_type: 'user', content: 'Help!' }),
				expect.objectContaining({ seq: 2, sender_type: 'admin', content: 'Gladly.' })
			],
			email_preferences: { reply_emails: true, updated_at: time },
			notifications: [expect.objectContaining({ status: 'pending', sent_at: null })],
			admin: null
		});
		expect(await exported(db, user, user.id)).toEqual(data);
	});

	test('keeps who of the admins wrote, and the secret of the unsubscribe link', async ({ db }) => {
		const { user, admin } = await converse(db);
		const token = await db.value<string>(
			'select unsubscribe_token from support_private.support_email_preferences where user_id = $1',
			[user.id]
		);
		const text = JSON.stringify(await exported(db, user, null));
		expect(text).not.toContain(token);
		expect(text).not.toContain(admin.id);
		expect(text).not.toContain(admin.email);
	});

	test('is the same for an admin and the project, on request', async ({ db }) => {
		const { user, admin } = await converse(db);
		const data = await exported(db, user, null);
		expect(await exported(db, admin, user.id)).toEqual(data);
		expect(await exported(db, 'service_role', user.id)).toEqual(data);
	});

	test('of somebody who never wrote is empty, and says whether they are an admin', async ({
		db
	}) => {
		const admin = await db.createAdmin();
		expect(await exported(db, admin, null)).toMatchObject({
			chat: null,
			messages: [],
			email_preferences: null,
			notifications: [],
			admin: { display_name: 'Support', email_alerts: true }
		});
	});
});

describe('erase_support_data', () => {
	test('leaves nothing of a user, who may then begin anew', async ({ db }) => {
		const { user, chatId } = await converse(db);
		expect(await traces(db, user.id, chatId)).not.toContainEqual(
			expect.objectContaining({ count: 0 })
		);
		expect(await erase(db, user, null)).toEqual({ messages: 2, notifications: 1 });
		expect(await traces(db, user.id, chatId)).toEqual(nothing);
		expect(await erase(db, user, null)).toEqual({ messages: 0, notifications: 0 });
		const next = await db.openChat(user);
		expect(next).not.toBe(chatId);
		expect(await db.send(user, next)).toMatchObject({ seq: '1' });
	});

	test('keeps the wish to get no e-mails, and the link that was made for it', async ({ db }) => {
		const { user } = await converse(db);
		const preference = () =>
			db.rows(
				`select reply_emails, unsubscribe_token from support_private.support_email_preferences
				where user_id = $1`,
				[user.id]
			);
		await db.as(user, () => db.rows('select public.set_support_reply_emails(false)'));
		const before = await preference();
		await erase(db, user, null);
		expect(before).toMatchObject([{ reply_emails: false }]);
		expect(await preference()).toEqual(before);
	});

	test('touches nobody else', async ({ db }) => {
		const [one, other] = [await converse(db), await converse(db)];
		await erase(db, one.admin, one.user.id);
		expect(await traces(db, one.user.id, one.chatId)).toEqual(nothing);
		expect(await traces(db, other.user.id, other.chatId)).not.toContainEqual(
			expect.objectContaining({ count: 0 })
		);
	});

	test('by an admin leaves the user’s right to answer alone', async ({ db }) => {
		const [admin, colleague] = [await db.createAdmin(), await db.createAdmin()];
		await db.send(colleague, await db.openChat(colleague));
		await erase(db, admin, colleague.id);
		const sql = 'select count(*)::int from public.support_admins where user_id = $1';
		expect(await db.value(sql, [colleague.id])).toBe(1);
	});
});

describe('both', () => {
	for (const [name, run] of Object.entries({ export: exported, erase })) {
		test(`refuse another user in the same words whether or not there is one (${name})`, async ({
			db
		}) => {
			const { user } = await converse(db);
			const stranger = await db.createUser();
			const refused = refusal('42501', 'not_your_data');
			await expect(run(db, stranger, user.id)).rejects.toMatchObject(refused);
			await expect(run(db, stranger, randomUUID())).rejects.toMatchObject(refused);
		});

		test(`require the project to name a user, and one that exists (${name})`, async ({ db }) => {
			await expect(run(db, 'service_role', null)).rejects.toMatchObject(
				refusal('22004', 'user_id_missing')
			);
			await expect(run(db, 'service_role', randomUUID())).rejects.toMatchObject(
				refusal('PT404', 'no_user')
			);
		});

		test(`refuse a token whose account is gone (${name})`, async ({ db }) => {
			const gone = { id: randomUUID(), email: 'gone@example.com' };
			await expect(run(db, gone, null)).rejects.toMatchObject({ code: '42501' });
		});
	}
});

describe('deleting the account', () => {
	test('takes everything with it', async ({ db }) => {
		const { user, chatId } = await converse(db);
		await db.rows('delete from auth.users where id = $1', [user.id]);
		expect((await traces(db, user.id, chatId)).filter(({ place }) => place !== 'events')).toEqual(
			nothing.filter(({ place }) => place !== 'events')
		);
	});
});

describe('retention', () => {
	const archive = (db: Database, chatId: string, days: number) =>
		db.rows(
			`update public.support_chats set archived_at = now() - make_interval(days => $2)
			where id = $1`,
			[chatId, days]
		);
	const ids = async (db: Database, chatIds: string[]) =>
		(
			await db.rows<{ id: string }>('select id from public.support_chats where id = any($1)', [
				chatIds
			])
		).map((row) => row.id);
	const run = (db: Database, batch = 1000) =>
		db.value<number>('select support_private.delete_expired_support_chats($1)', [batch]);

	test('is off by default', async ({ db }) => {
		const chatId = await db.openChat(await db.createUser());
		await archive(db, chatId, 10_000);
		expect(await run(db)).toBe(0);
		expect(await ids(db, [chatId])).toEqual([chatId]);
	});

	test('deletes what was archived longer ago than is set, and nothing else', async ({ db }) => {
		await db.rows("update public.support_settings set archived_chat_retention = '3000 days'");
		const [old, recent, active] = [
			await db.openChat(await db.createUser()),
			await db.openChat(await db.createUser()),
			await db.openChat(await db.createUser())
		];
		await archive(db, old, 3001);
		await archive(db, recent, 2999);
		expect(await run(db)).toBe(1);
		expect((await ids(db, [old, recent, active])).sort()).toEqual([recent, active].sort());
	});

	test('takes the oldest first when there is much to do', async ({ db }) => {
		await db.rows("update public.support_settings set archived_chat_retention = '3000 days'");
		const chatIds: string[] = [];
		for (const days of [3001, 3003, 3002]) {
			const chatId = await db.openChat(await db.createUser());
			await archive(db, chatId, days);
			chatIds.push(chatId);
		}
		expect(await run(db, 2)).toBe(2);
		expect(await ids(db, chatIds)).toEqual([chatIds[0]]);
	});

	test('of less than a day is refused', async ({ db }) => {
		const sql = "update public.support_settings set archived_chat_retention = '23 hours'";
		await expect(db.as('service_role', () => db.rows(sql))).rejects.toMatchObject({
			code: '23514'
		});
	});

	test('is run by the clock every hour', async ({ db }) => {
		const sql = "select schedule, active from cron.job where jobname = 'support-retention'";
		expect(await db.rows(sql)).toEqual([{ schedule: '47 * * * *', active: true }]);
	});
});
