import { randomUUID } from 'node:crypto';
import { describe, expect } from 'vitest';
import { test, type Caller, type Database } from '../fixtures/database.ts';
import { refusal } from './refusal.ts';

interface ListRow {
	last_message_preview: string;
	last_message_sender: string;
	message_count: string;
	unread: boolean;
	archived: boolean;
}

async function listRow(db: Database, caller: Caller, chatId: string): Promise<ListRow | undefined> {
	const sql = 'select * from public.support_chat_list where id = $1';
	return db.as(
		caller,
		async () => (await db.rows<ListRow & Record<string, unknown>>(sql, [chatId]))[0]
	);
}

describe('support_chat_list', () => {
	test('has one row a chat, kept by triggers', async ({ db }) => {
		const [user, admin] = [await db.createUser(), await db.createAdmin()];
		const chatId = await db.openChat(user);
		await db.send(user, chatId, 'x'.repeat(150));
		expect(await listRow(db, admin, chatId)).toMatchObject({
			id: chatId,
			user_id: user.id,
			user_email: user.email,
			last_message_preview: 'x'.repeat(100),
			last_message_sender: 'user',
			message_count: '1',
			unread: true,
			archived: false
		});
		const reply = await db.send(admin, chatId, 'Hello!');
		expect(await listRow(db, admin, chatId)).toMatchObject({
			last_message_preview: 'Hello!',
			last_message_sender: 'admin',
			last_message_at: reply.created_at,
			message_count: '2'
		});
	});

	test('is unread until an admin has seen the user’s last message', async ({ db }) => {
		const [user, admin] = [await db.createUser(), await db.createAdmin()];
		const chatId = await db.openChat(user);
		expect(await listRow(db, admin, chatId)).toMatchObject({ unread: false });
		await db.send(user, chatId);
		await db.send(user, chatId);
		const viewed = 'select public.mark_support_chat_viewed($1, $2)';
		await db.as(admin, () => db.rows(viewed, [chatId, 1]));
		expect(await listRow(db, admin, chatId)).toMatchObject({ unread: true });
		await db.as(admin, () => db.rows(viewed, [chatId, 2]));
		expect(await listRow(db, admin, chatId)).toMatchObject({ unread: false });
	});

	test('shows a user nothing, not even their own chat', async ({ db }) => {
		const user = await db.createUser();
		const chatId = await db.openChat(user);
		expect(await listRow(db, user, chatId)).toBeUndefined();
		const sql = 'select count(*)::int from public.support_chats where id = $1';
		expect(await db.value(sql, [chatId])).toBe(1);
	});

	test('is closed to visitors', async ({ db }) => {
		await expect(
			db.as('anon', () => db.rows('select id from public.support_chat_list'))
		).rejects.toMatchObject({ code: '42501' });
	});

	test.for([
		['active', 'archived = false'],
		['archived', 'archived = true']
	] as const)(
		'its %s page is read from an index, without a sort',
		async ([tab, filter], { db }) => {
			const admin = await db.createAdmin();
			await db.rows(`
			with people as (
				insert into auth.users (id, email)
				select gen_random_uuid(), n || '@example.com' from generate_series(1, 2000) as n
				returning id
			)
			insert into public.support_chats (user_id, message_count, last_message_at, archived_at)
			select id, 1, now() - random() * interval '1 year', case when random() < 0.5 then now() end
			from people
		`);
			await db.rows('analyze public.support_chats');
			const plan = await db.as(admin, () =>
				db.rows(`explain (costs off) select * from public.support_chat_list
				where ${filter} and message_count > 0
				order by last_message_at desc, id desc limit 25`)
			);
			const text = plan.map((row) => Object.values(row)[0]).join('\n');
			expect(text).toContain(`support_chats_${tab}_idx`);
			expect(text).not.toMatch(/Sort|Seq Scan on support_chats/);
		}
	);
});

describe('archive', () => {
	const archive = 'select public.archive_support_chat(chat_id => $1)';
	const unarchive = 'select public.unarchive_support_chat(chat_id => $1)';

	test('an admin archives and restores a chat', async ({ db }) => {
		const admin = await db.createAdmin();
		const chatId = await db.openChat(await db.createUser());
		await db.as(admin, () => db.rows(archive, [chatId]));
		expect(await listRow(db, admin, chatId)).toMatchObject({ archived: true });
		await db.as(admin, () => db.rows(unarchive, [chatId]));
		expect(await listRow(db, admin, chatId)).toMatchObject({ archived: false });
	});

	test('a user’s message restores it, an admin’s does not', async ({ db }) => {
		const [user, admin] = [await db.createUser(), await db.createAdmin()];
		const chatId = await db.openChat(user);
		await db.as(admin, () => db.rows(archive, [chatId]));
		await db.send(admin, chatId);
		expect(await listRow(db, admin, chatId)).toMatchObject({ archived: true });
		await db.send(user, chatId);
		expect(await listRow(db, admin, chatId)).toMatchObject({ archived: false });
	});

	test.for([archive, unarchive])('a user may not: %s', async (sql, { db }) => {
		const user = await db.createUser();
		const chatId = await db.openChat(user);
		await expect(db.as(user, () => db.rows(sql, [chatId]))).rejects.toMatchObject({
			code: '42501'
		});
	});

	test.for([archive, unarchive])('an unknown chat is reported: %s', async (sql, { db }) => {
		const admin = await db.createAdmin();
		await expect(db.as(admin, () => db.rows(sql, [randomUUID()]))).rejects.toMatchObject(
			refusal('PT404', 'no_chat')
		);
	});
});
