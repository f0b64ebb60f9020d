import { randomUUID } from 'node:crypto';
import { describe, expect } from 'vitest';
import { test } from '../fixtures/database.ts';
import { refusal } from './refusal.ts';

describe('get_or_create_support_chat', () => {
	test('makes one chat with the caller’s address and returns it ever after', async ({ db }) => {
		const user = await db.createUser();
		const sql = 'select * from public.get_or_create_support_chat()';
		const [first] = await db.as(user, () => db.rows(sql));
		const [second] = await db.as(user, () => db.rows(sql));
		expect(first).toMatchObject({ user_id: user.id, user_email: user.email, message_count: '0' });
		expect(second).toEqual(first);
	});

	test('keeps the language that the user reads it in, and changes it only for another', async ({
		db
	}) => {
		const user = await db.createUser();
		const ask = (args: string) =>
			db.as(user, () =>
				db.value(`select language from public.get_or_create_support_chat(${args})`)
			);
		expect(await ask("language => 'de'")).toBe('de');
		expect(await ask('')).toBe('de');
		expect(await ask(`user_id => '${user.id}'`)).toBe('de');
		expect(await ask(`'${user.id}', 'pt-BR'`)).toBe('pt-BR');
		expect(await ask("language => 'zh-Hans'")).toBe('zh-Hans');
		expect(await ask('language => null')).toBe('zh-Hans');
	});

	test('gives a chat that has no language the first one that it gets', async ({ db }) => {
		const user = await db.createUser();
		const ask = (args: string) =>
			db.as(user, () =>
				db.value(`select language from public.get_or_create_support_chat(${args})`)
			);
		expect(await ask('')).toBeNull();
		expect(await ask("language => 'ar'")).toBe('ar');
	});

	test.for([
		['nothing', ''],
		['a word with a space', 'de DE'],
		['a header', 'de\r\nBcc: a@b.example'],
		['markup', '<b>'],
		['one letter', 'd'],
		['a tag of 36 characters', `de-${'abcdefgh-'.repeat(3)}abcdef`]
	])(
		'opens the chat of a browser that is set to %s, and keeps no language',
		async ([, tag], { db }) => {
			const user = await db.createUser();
			const sql = 'select user_id, language from public.get_or_create_support_chat(language => $1)';
			const [chat] = await db.as(user, () => db.rows(sql, [tag]));
			expect(chat).toEqual({ user_id: user.id, language: null });
			await expect(
				db.rows('update public.support_chats set language = $1 where user_id = $2', [tag, user.id])
			).rejects.toMatchObject({ code: '23514' });
		}
	);

	test('takes a tag of 35 characters', async ({ db }) => {
		const tag = `de-${'abcdefgh-'.repeat(3)}abcde`;
		const user = await db.createUser();
		const sql = 'select language from public.get_or_create_support_chat(language => $1)';
		expect(await db.as(user, () => db.value(sql, [tag]))).toBe(tag);
	});

	test('refuses a visitor', async ({ db }) => {
		await expect(
			db.as('anon', () => db.rows('select public.get_or_create_support_chat()'))
		).rejects.toMatchObject({ code: '42501' });
	});

	test('refuses a token whose account is gone', async ({ db }) => {
		const nobody = { id: randomUUID(), email: 'gone@example.com' };
		await expect(db.openChat(nobody)).rejects.toMatchObject(refusal('42501', 'no_account'));
	});
});

describe('support_chats', () => {
	test('an owner reads their own chat and no other, though the other exists', async ({ db }) => {
		const [owner, stranger] = [await db.createUser(), await db.createUser()];
		const chatId = await db.openChat(owner);
		const sql = 'select count(*)::int from public.support_chats where id = $1';
		expect(await db.as(owner, () => db.value(sql, [chatId]))).toBe(1);
		expect(await db.as(stranger, () => db.value(sql, [chatId]))).toBe(0);
		expect(await db.value(sql, [chatId])).toBe(1);
	});

	test('an admin reads every chat', async ({ db }) => {
		const admin = await db.createAdmin();
		const chatId = await db.openChat(await db.createUser());
		const sql = 'select count(*)::int from public.support_chats where id = $1';
		expect(await db.as(admin, () => db.value(sql, [chatId]))).toBe(1);
	});

	test.for([
		['insert', 'insert into public.support_chats (user_id) values ($1)'],
		['update', 'update public.support_chats set archived_at = now() where user_id = $1'],
		['write the language of', "update public.support_chats set language = 'de' where user_id = $1"],
		['delete', 'delete from public.support_chats where user_id = $1']
	] as const)('no API user may %s a row, not even their own', async ([, sql], { db }) => {
		const user = await db.createUser();
		await db.openChat(user);
		await expect(db.as(user, () => db.rows(sql, [user.id]))).rejects.toMatchObject({
			code: '42501'
		});
		const admin = await db.createAdmin();
		await expect(db.as(admin, () => db.rows(sql, [user.id]))).rejects.toMatchObject({
			code: '42501'
		});
	});

	test('user_email follows auth.users', async ({ db }) => {
		const user = await db.createUser();
		const chatId = await db.openChat(user);
		await db.rows('update auth.users set email = $1 where id = $2', ['new@example.com', user.id]);
		const sql = 'select user_email from public.support_chats where id = $1';
		expect(await db.value(sql, [chatId])).toBe('new@example.com');
	});

	test('deleting the account deletes chat and messages', async ({ db }) => {
		const user = await db.createUser();
		const chatId = await db.openChat(user);
		await db.send(user, chatId);
		await db.rows('delete from auth.users where id = $1', [user.id]);
		const sql =
			'select (select count(*) from public.support_chats where id = $1) + (select count(*) from public.support_messages where chat_id = $1)';
		expect(await db.value(sql, [chatId])).toBe('0');
	});
});
