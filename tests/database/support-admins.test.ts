import { describe, expect } from 'vitest';
import { test } from '../fixtures/database.ts';

describe('support_admins', () => {
	test('an admin sees who the admins are', async ({ db }) => {
		const admin = await db.createAdmin();
		const other = await db.createAdmin();
		const ids = await db.as(admin, () =>
			db.rows<{ user_id: string }>('select user_id from public.support_admins')
		);
		expect(ids.map((row) => row.user_id)).toEqual(expect.arrayContaining([admin.id, other.id]));
	});

	test('a user sees no admins, though there are some', async ({ db }) => {
		const user = await db.createUser();
		const admin = await db.createAdmin();
		const sql = 'select count(*)::int from public.support_admins where user_id = $1';
		expect(await db.as(user, () => db.value(sql, [admin.id]))).toBe(0);
		expect(await db.value(sql, [admin.id])).toBe(1);
	});

	test('nobody makes themselves an admin', async ({ db }) => {
		const user = await db.createUser();
		const sql = 'insert into public.support_admins (user_id) values ($1)';
		await expect(db.as(user, () => db.rows(sql, [user.id]))).rejects.toMatchObject({
			code: '42501'
		});
		const admin = await db.createAdmin();
		await expect(db.as(admin, () => db.rows(sql, [user.id]))).rejects.toMatchObject({
			code: '42501'
		});
	});

	test('a visitor cannot read the table', async ({ db }) => {
		await expect(
			db.as('anon', () => db.rows('select user_id from public.support_admins'))
		).rejects.toMatchObject({ code: '42501' });
	});

	test('removing the row ends an admin’s rights at the next statement', async ({ db }) => {
		const admin = await db.createAdmin();
		const user = await db.createUser();
		const chatId = await db.openChat(user);
		const count = 'select count(*)::int from public.support_chats where id = $1';
		expect(await db.as(admin, () => db.value(count, [chatId]))).toBe(1);
		await db.rows('delete from public.support_admins where user_id = $1', [admin.id]);
		expect(await db.as(admin, () => db.value(count, [chatId]))).toBe(0);
	});
});
