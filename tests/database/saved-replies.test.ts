import { describe, expect } from 'vitest';
import { test, type Caller, type Database } from '../fixtures/database.ts';

interface Reply {
	id: string;
	title: string;
	content: string;
	updated_at: string;
}

const save = async (db: Database, admin: Caller, title: string, content: string) => {
	const [reply] = await db.as(admin, () =>
		db.rows<Reply>(
			`insert into public.support_saved_replies (title, content) values ($1, $2)
			returning id, title, content, updated_at::text`,
			[title, content]
		)
	);
	return reply!;
};

/** Updates a reply as it was at that time; returns how many rows were changed. */
const change = async (db: Database, admin: Caller, { id, updated_at }: Reply, content: string) =>
	(
		await db.as(admin, () =>
			db.rows(
				`update public.support_saved_replies set content = $3
				where id = $1 and updated_at = $2 returning id`,
				[id, updated_at, content]
			)
		)
	).length;

test('an admin does not overwrite what another has changed since', async ({ db }) => {
	const [ada, grace] = [await db.createAdmin(), await db.createAdmin()];
	const reply = await save(db, ada, 'Hours', 'We open at 9.');
	expect(await change(db, grace, reply, 'We open at 8.')).toBe(1);
	expect(await change(db, ada, reply, 'We open at 10.')).toBe(0);
	expect(
		await db.value('select content from public.support_saved_replies where id = $1', [reply.id])
	).toBe('We open at 8.');
});

test('a user can neither read, write, change nor delete one', async ({ db }) => {
	const [admin, user] = [await db.createAdmin(), await db.createUser()];
	const reply = await save(db, admin, 'Hours', 'We open at 9.');
	await expect(save(db, user, 'Mine', 'Hello')).rejects.toMatchObject({ code: '42501' });
	expect(await change(db, user, reply, 'Hacked')).toBe(0);
	const rows = (sql: string) => db.as(user, () => db.rows(sql));
	expect(await rows('select * from public.support_saved_replies')).toEqual([]);
	expect(await rows('delete from public.support_saved_replies returning id')).toEqual([]);
	expect(
		await db.value('select content from public.support_saved_replies where id = $1', [reply.id])
	).toBe('We open at 9.');
});

test('its id and times are the database’s', async ({ db }) => {
	const admin = await db.createAdmin();
	await save(db, admin, 'Hours', 'We open at 9.');
	for (const column of ['id', 'created_at', 'updated_at']) {
		const update = `update public.support_saved_replies set ${column} = ${column}`;
		await expect(db.as(admin, () => db.rows(update))).rejects.toMatchObject({ code: '42501' });
	}
});

describe('the checks', () => {
	const A = 'a'.repeat(80);

	test.for([
		[A, '👋'.repeat(4000)],
		['رد', '\tHello\r\n\n{{customer_name}}'],
		[' Hours ', 'x']
	])('accept the title %j', async ([title, content], { db }) => {
		const reply = await save(db, await db.createAdmin(), title!, content!);
		expect(reply).toMatchObject({ title, content });
	});

	test.for([
		['title_length', `${A}a`, 'Hello'],
		['title_line', '', 'Hello'],
		['title_line', ' \u00a0\u200b', 'Hello'],
		['title_line', 'Two\nlines', 'Hello'],
		['content_not_blank', 'Hours', ''],
		['content_not_blank', 'Hours', '\n \u200b\u3000'],
		['content_length', 'Hours', 'a'.repeat(4001)]
	])('%s refuses %j', async ([name, title, content], { db }) => {
		await expect(save(db, await db.createAdmin(), title!, content!)).rejects.toMatchObject({
			code: '23514',
			constraint: `support_saved_replies_${name}`
		});
	});
});
