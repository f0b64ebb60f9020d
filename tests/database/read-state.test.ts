import { randomUUID } from 'node:crypto';
import { describe, expect } from 'vitest';
import { test, type Caller, type Database } from '../fixtures/database.ts';
import { refusal } from './refusal.ts';

/** A number, or what pg would not send as one. */
type Seq = number | string | null;

function markRead(db: Database, caller: Caller, chatId: string, upToSeq: Seq): Promise<number> {
	const sql = 'select public.mark_support_chat_read(chat_id => $1, up_to_seq => $2)';
	return db.as(caller, () => db.value(sql, [chatId, upToSeq]));
}

function markViewed(db: Database, caller: Caller, chatId: string, upToSeq: Seq): Promise<number> {
	const sql = 'select public.mark_support_chat_viewed(chat_id => $1, up_to_seq => $2)';
	return db.as(caller, () => db.value(sql, [chatId, upToSeq]));
}

async function unreadReplies(db: Database, chatId: string): Promise<number> {
	const sql = `select unread_reply_count = (
		select count(*) from public.support_messages
		where chat_id = chat.id and sender_type = 'admin' and read_at is null
	) as agrees, unread_reply_count::int as count
	from public.support_chats as chat where id = $1`;
	const [row] = await db.rows<{ agrees: boolean; count: number }>(sql, [chatId]);
	expect(row?.agrees).toBe(true);
	return row?.count ?? -1;
}

describe('mark_support_chat_read', () => {
	test('marks admin messages up to the given one and never later ones', async ({ db }) => {
		const [user, admin] = [await db.createUser(), await db.createAdmin()];
		const chatId = await db.openChat(user);
		for (const sender of [user, admin, admin, admin]) await db.send(sender, chatId);
		expect(await unreadReplies(db, chatId)).toBe(3);
		expect(await markRead(db, user, chatId, 3)).toBe(2);
		expect(await unreadReplies(db, chatId)).toBe(1);
		const unread = await db.rows(
			'select seq from public.support_messages where chat_id = $1 and read_at is null order by seq',
			[chatId]
		);
		expect(unread).toEqual([{ seq: '1' }, { seq: '4' }]);
	});

	test('counts nothing twice and nothing new as nothing', async ({ db }) => {
		const [user, admin] = [await db.createUser(), await db.createAdmin()];
		const chatId = await db.openChat(user);
		await db.send(admin, chatId);
		expect(await markRead(db, user, chatId, 1)).toBe(1);
		expect(await markRead(db, user, chatId, 1)).toBe(0);
		expect(await markRead(db, user, chatId, 99)).toBe(0);
	});

	test('is the owner’s alone, and does not reveal which chats exist', async ({ db }) => {
		const [user, stranger, admin] = [
			await db.createUser(),
			await db.createUser(),
			await db.createAdmin()
		];
		const chatId = await db.openChat(user);
		await db.send(admin, chatId);
		const refused = refusal('42501', 'not_your_chat');
		await expect(markRead(db, stranger, chatId, 1)).rejects.toMatchObject(refused);
		await expect(markRead(db, stranger, randomUUID(), 1)).rejects.toMatchObject(refused);
		await expect(markRead(db, admin, chatId, 1)).rejects.toMatchObject(refused);
		expect(await unreadReplies(db, chatId)).toBe(1);
	});
});

const BEYOND = [99, '9223372036854775807'];
const BEFORE = [0, -1, '-9223372036854775808', null];

describe('a number that is no message’s', () => {
	/** The numbers of the events that say how far was read. */
	const sent = (db: Database, chatId: string) =>
		db.rows(
			`select payload->'reader' as reader, payload->'up_to_seq' as up_to_seq from realtime.messages
			where topic = 'support_chat:' || $1 and event = 'messages_read'`,
			[chatId]
		);

	test.for(BEYOND)('%s marks what is there: later replies stay unread', async (beyond, { db }) => {
		const [user, admin] = [await db.createUser(), await db.createAdmin()];
		const chatId = await db.openChat(user);
		for (const sender of [user, admin]) await db.send(sender, chatId);
		expect(await markRead(db, user, chatId, beyond)).toBe(1);
		await db.send(admin, chatId);
		expect(await unreadReplies(db, chatId)).toBe(1);
		expect(await sent(db, chatId)).toEqual([{ reader: 'user', up_to_seq: 2 }]);
	});

	test.for(BEYOND)('%s shows what is there: a later message is new', async (beyond, { db }) => {
		const [user, admin] = [await db.createUser(), await db.createAdmin()];
		const chatId = await db.openChat(user);
		for (const sender of [admin, user, user]) await db.send(sender, chatId);
		expect(await markViewed(db, admin, chatId, beyond)).toBe(2);
		const { read_at } = await db.send(user, chatId);
		expect(read_at).toBeNull();
		const unread = 'select unread from public.support_chat_list where id = $1';
		expect(await db.as(admin, () => db.value(unread, [chatId]))).toBe(true);
		expect(await sent(db, chatId)).toEqual([{ reader: 'admin', up_to_seq: 3 }]);
	});

	test.for(BEFORE.map((seq) => [String(seq), seq] as const))(
		'%s marks nothing',
		async (given, { db }) => {
			const [, before] = given;
			const [user, admin] = [await db.createUser(), await db.createAdmin()];
			const chatId = await db.openChat(user);
			for (const sender of [user, admin]) await db.send(sender, chatId);
			expect(await markRead(db, user, chatId, before)).toBe(0);
			expect(await markViewed(db, admin, chatId, before)).toBe(0);
			expect(await unreadReplies(db, chatId)).toBe(1);
			const seen = `select admin_viewed_at is null and not exists (
				select from public.support_messages where chat_id = $1 and read_at is not null
			) from public.support_chats where id = $1`;
			expect(await db.value(seen, [chatId])).toBe(true);
			expect(await sent(db, chatId)).toEqual([]);
		}
	);
});

describe('mark_support_chat_viewed', () => {
	const viewedSeq = `select message.seq::int from public.support_chats as chat
		left join public.support_messages as message
			on message.chat_id = chat.id and message.created_at = chat.admin_viewed_at
		where chat.id = $1`;

	test('moves admin_viewed_at to that message, never back and never past the last', async ({
		db
	}) => {
		const [user, admin] = [await db.createUser(), await db.createAdmin()];
		const chatId = await db.openChat(user);
		for (let i = 0; i < 3; i++) await db.send(user, chatId);
		expect(await markViewed(db, admin, chatId, 2)).toBe(2);
		expect(await db.value(viewedSeq, [chatId])).toBe(2);
		expect(await markViewed(db, admin, chatId, 1)).toBe(0);
		expect(await db.value(viewedSeq, [chatId])).toBe(2);
		expect(await markViewed(db, admin, chatId, 99)).toBe(1);
		expect(await db.value(viewedSeq, [chatId])).toBe(3);
	});

	test('leaves a chat without messages alone', async ({ db }) => {
		const admin = await db.createAdmin();
		const chatId = await db.openChat(await db.createUser());
		expect(await markViewed(db, admin, chatId, 5)).toBe(0);
		expect(await db.value(viewedSeq, [chatId])).toBeNull();
	});

	test('is the admins’ alone', async ({ db }) => {
		const user = await db.createUser();
		const chatId = await db.openChat(user);
		await expect(markViewed(db, user, chatId, 1)).rejects.toMatchObject({ code: '42501' });
	});

	test('refuses an admin when there is no such chat', async ({ db }) => {
		const admin = await db.createAdmin();
		await expect(markViewed(db, admin, randomUUID(), 1)).rejects.toMatchObject(
			refusal('PT404', 'no_chat')
		);
	});
});
