import { describe, expect } from 'vitest';
import { test, type Caller, type Database } from '../fixtures/database.ts';
import { notifications } from './outbox.ts';

/** Sends all contents in one statement. */
function sendAll(db: Database, caller: Caller, chatId: string, contents: string[]) {
	const sql =
		'insert into public.support_messages (chat_id, content) select $1, unnest($2::text[]) returning seq, created_at';
	return db.as(caller, () => db.rows(sql, [chatId, contents]));
}

describe('several messages in one statement', () => {
	test('bring each chat up to date once, with the last of its messages', async ({ db }) => {
		const admin = await db.createAdmin();
		const chats = [
			await db.openChat(await db.createUser()),
			await db.openChat(await db.createUser())
		];
		const sql =
			"insert into public.support_messages (chat_id, content) values ($1, 'a'), ($2, 'b'), ($1, 'c') returning id";
		await db.as(admin, () => db.rows(sql, chats));
		const rows = await db.rows(
			`select last_message_preview, last_message_sender, message_count, unread_reply_count,
				(
					select count(*)::int from realtime.messages
					where event = 'chat_updated' and payload->'chat'->>'id' = chat.id::text
				) as updates
			from public.support_chats as chat
			where id = any($1)
			order by message_count`,
			[chats]
		);
		const both = { last_message_sender: 'admin', updates: 1 };
		expect(rows).toEqual([
			{ ...both, last_message_preview: 'b', message_count: '1', unread_reply_count: '1' },
			{ ...both, last_message_preview: 'c', message_count: '2', unread_reply_count: '2' }
		]);
	});

	test('are sent to both sides one by one', async ({ db }) => {
		const user = await db.createUser();
		const chatId = await db.openChat(user);
		await sendAll(db, user, chatId, ['a', 'b']);
		const sql = `select event, payload->'message'->>'content' as content from realtime.messages
			where payload->'message'->>'chat_id' = $1 order by event, content`;
		expect(await db.rows(sql, [chatId])).toEqual([
			{ event: 'new_message', content: 'a' },
			{ event: 'new_message', content: 'b' },
			{ event: 'new_user_message', content: 'a' },
			{ event: 'new_user_message', content: 'b' }
		]);
	});

	test('wait for one mail, due from the first of them', async ({ db }) => {
		const [user, admin] = [await db.createUser(), await db.createAdmin()];
		const chatId = await db.openChat(user);
		await db.send(admin, chatId);
		await db.as(user, () => db.rows('select public.mark_support_chat_read($1, 1)', [chatId]));
		const [first] = await sendAll(db, admin, chatId, ['a', 'b']);
		await sendAll(db, admin, chatId, ['c', 'd']);
		const [notification, ...more] = await notifications(db, chatId);
		expect(more).toEqual([]);
		expect(notification?.from_seq).toBe('2');
		expect(notification?.due_at.getTime()).toBe(first?.created_at.getTime() + 5 * 60 * 1000);
	});

	test('cost a token each, and are refused together', async ({ db }) => {
		await db.rows(
			"update public.support_settings set user_message_burst = 3, user_message_interval = '1 hour'"
		);
		const user = await db.createUser();
		const chatId = await db.openChat(user);
		await expect(sendAll(db, user, chatId, ['a', 'b', 'c', 'd'])).rejects.toMatchObject({
			code: 'PT429'
		});
		await sendAll(db, user, chatId, ['a', 'b']);
		await sendAll(db, user, chatId, ['c']);
		await expect(sendAll(db, user, chatId, ['d'])).rejects.toMatchObject({ code: 'PT429' });
	});
});
