import { randomUUID } from 'node:crypto';
import { describe, expect } from 'vitest';
import { test, type Caller } from '../fixtures/database.ts';
import { refusal } from './refusal.ts';

describe('sending', () => {
	test('a user writes in their own chat as the user, an admin as the admin', async ({ db }) => {
		const [user, admin] = [await db.createUser(), await db.createAdmin()];
		const chatId = await db.openChat(user);
		expect(await db.send(user, chatId)).toMatchObject({
			seq: '1',
			sender_type: 'user',
			sender_id: user.id,
			read_at: null
		});
		expect(await db.send(admin, chatId)).toMatchObject({
			seq: '2',
			sender_type: 'admin',
			// Which account an admin has is not for users to see.
			sender_id: null,
			admin_id: await db.value('select id from public.support_admins where user_id = $1', [
				admin.id
			]),
			sender_name: 'Support'
		});
	});

	test('a reply keeps the name that its admin had, also when the project imports it', async ({
		db
	}) => {
		const [user, admin] = [await db.createUser(), await db.createAdmin()];
		const chatId = await db.openChat(user);
		const rename = 'update public.support_admins set display_name = $2 where user_id = $1';
		await db.rows(rename, [admin.id, 'Ada']);
		await db.send(admin, chatId);
		await db.rows(
			`insert into public.support_messages (chat_id, content, sender_type, sender_id)
			values ($1, 'Imported', 'admin', $2)`,
			[chatId, admin.id]
		);
		await db.rows(rename, [admin.id, 'Grace']);
		await db.send(user, chatId);
		const sql = 'select sender_name from public.support_messages where chat_id = $1 order by seq';
		expect(await db.rows(sql, [chatId])).toEqual([
			{ sender_name: 'Ada' },
			{ sender_name: 'Ada' },
			{ sender_name: null }
		]);
	});

	test('who is signed in as another than the client believes is refused, and nothing is stored', async ({
		db
	}) => {
		const [user, admin] = [await db.createUser(), await db.createAdmin()];
		const chatId = await db.openChat(user);
		const refused = refusal('42501', 'other_user');
		const send = (caller: Caller, believed: string | null) =>
			db.as(caller, () =>
				db.rows(
					'insert into public.support_messages (chat_id, content, sender_id) values ($1, $2, $3)',
					[chatId, 'Hello', believed]
				)
			);
		await expect(send(admin, user.id)).rejects.toMatchObject(refused);
		await expect(send(user, admin.id)).rejects.toMatchObject(refused);
		expect(await db.value(`select message_count from support_chats where id = $1`, [chatId])).toBe(
			'0'
		);
		await send(user, user.id);
		await send(admin, admin.id);
		await send(user, null);
	});

	test('an admin who writes in their own chat writes as its user', async ({ db }) => {
		const admin = await db.createAdmin();
		const chatId = await db.openChat(admin);
		expect(await db.send(admin, chatId)).toMatchObject({ sender_type: 'user' });
	});

	test('a stranger is refused in the same words whether or not the chat exists', async ({ db }) => {
		const [owner, stranger] = [await db.createUser(), await db.createUser()];
		const chatId = await db.openChat(owner);
		const refused = refusal('42501', 'not_your_chat');
		await expect(db.send(stranger, chatId)).rejects.toMatchObject(refused);
		await expect(db.send(stranger, randomUUID())).rejects.toMatchObject(refused);
	});

	test('a visitor is refused', async ({ db }) => {
		const chatId = await db.openChat(await db.createUser());
		const sql = 'insert into public.support_messages (chat_id, content) values ($1, $2)';
		await expect(db.as('anon', () => db.rows(sql, [chatId, 'x']))).rejects.toMatchObject({
			code: '42501'
		});
	});

	test.for([
		'seq',
		'sender_type',
		'admin_id',
		'sender_name',
		'read_at',
		'created_at',
		'updated_at'
	])('a user cannot set %s', async (column, { db }) => {
		const user = await db.createUser();
		const chatId = await db.openChat(user);
		const sql = `insert into public.support_messages (chat_id, content, ${column}) values ($1, $2, default)`;
		await expect(db.as(user, () => db.rows(sql, [chatId, 'x']))).rejects.toMatchObject({
			code: '42501'
		});
	});

	test('nobody edits or deletes a message', async ({ db }) => {
		const [user, admin] = [await db.createUser(), await db.createAdmin()];
		const message = await db.send(user, await db.openChat(user));
		for (const caller of [user, admin]) {
			for (const sql of [
				"update public.support_messages set content = 'x' where id = $1",
				'delete from public.support_messages where id = $1'
			]) {
				await expect(db.as(caller, () => db.rows(sql, [message.id]))).rejects.toMatchObject({
					code: '42501'
				});
			}
		}
	});

	test('a repeated id is refused as a duplicate and leaves no gap', async ({ db }) => {
		const user = await db.createUser();
		const chatId = await db.openChat(user);
		const { id } = await db.send(user, chatId, 'first');
		const sql = 'insert into public.support_messages (id, chat_id, content) values ($1, $2, $3)';
		await expect(db.as(user, () => db.rows(sql, [id, chatId, 'again']))).rejects.toMatchObject({
			code: '23505'
		});
		await db.as(user, () => db.rows(`${sql} on conflict do nothing`, [id, chatId, 'again']));
		expect(await db.send(user, chatId, 'second')).toMatchObject({ seq: '2' });
		const count = 'select message_count from public.support_chats where id = $1';
		expect(await db.value(count, [chatId])).toBe('2');
	});

	test('several messages in one statement get one place each', async ({ db }) => {
		const user = await db.createUser();
		const chatId = await db.openChat(user);
		const sql =
			"insert into public.support_messages (chat_id, content) values ($1, 'a'), ($1, 'b'), ($1, 'c') returning seq, content";
		const rows = await db.as(user, () => db.rows(sql, [chatId]));
		expect(rows).toEqual([
			{ seq: '1', content: 'a' },
			{ seq: '2', content: 'b' },
			{ seq: '3', content: 'c' }
		]);
	});
});

describe('content', () => {
	test.for(['', ' ', '\n\t ', '\u00a0\u3000', '\u200b\u200d\ufeff', '\u2060\u00ad'])(
		'blank content %j is refused',
		async (content, { db }) => {
			const user = await db.createUser();
			const chatId = await db.openChat(user);
			await expect(db.send(user, chatId, content)).rejects.toMatchObject({
				...refusal('23514', 'blank'),
				constraint: 'support_messages_content_not_blank'
			});
		}
	);

	test('4,000 characters pass, one more is refused', async ({ db }) => {
		const user = await db.createUser();
		const chatId = await db.openChat(user);
		expect(await db.send(user, chatId, '🙂'.repeat(4000))).toMatchObject({ seq: '1' });
		await expect(db.send(user, chatId, 'x'.repeat(4001))).rejects.toMatchObject({
			...refusal('23514', 'too_long'),
			constraint: 'support_messages_content_length'
		});
	});

	test('line breaks are kept, as \\n', async ({ db }) => {
		const user = await db.createUser();
		const message = await db.send(user, await db.openChat(user), 'one\r\ntwo\rthree\n');
		expect(message.content).toBe('one\ntwo\nthree\n');
	});

	test('the indentation of the first line is kept', async ({ db }) => {
		const user = await db.createUser();
		const content = '    if (a)\n\t\tb();';
		expect((await db.send(user, await db.openChat(user), content)).content).toBe(content);
	});

	test('control characters are left out, tab and line break stay', async ({ db }) => {
		const user = await db.createUser();
		const chatId = await db.openChat(user);
		const message = await db.send(
			user,
			chatId,
			'\u001b[31mred\u0007\u007f\u009b\u0085 a\tb\nc\u0001'
		);
		expect(message.content).toBe('[31mred a\tb\nc');
		await expect(db.send(user, chatId, '\u0001\u001b\u009f')).rejects.toMatchObject(
			refusal('23514', 'blank')
		);
		expect(await db.send(user, chatId, '\u0001'.repeat(5000) + 'x'.repeat(4000))).toMatchObject({
			content: 'x'.repeat(4000)
		});
	});

	test.for([
		['a form that is not NFC', 'Ame\u0301lie, \u212b and \uf900'],
		['writing from right to left', 'שלום \u202emoc.elpmaxe\u202c \u2067עולם\u2069'],
		['emoji made of several', '👩‍👩‍👧‍👦 🏳️‍🌈 👍🏽']
	])('%s stays as it was written', async ([, content], { db }) => {
		const user = await db.createUser();
		const message = await db.send(user, await db.openChat(user), content);
		expect(message.content).toBe(content);
	});

	test('a pile of combining marks is counted mark by mark', async ({ db }) => {
		const user = await db.createUser();
		const chatId = await db.openChat(user);
		const pile = `a${'\u0301'.repeat(3999)}`;
		expect(await db.send(user, chatId, pile)).toMatchObject({ content: pile });
		await expect(db.send(user, chatId, `${pile}\u0301`)).rejects.toMatchObject({ code: '23514' });
	});
});

describe('reading', () => {
	test('an owner reads their messages, a stranger none, though they exist', async ({ db }) => {
		const [owner, stranger] = [await db.createUser(), await db.createUser()];
		const chatId = await db.openChat(owner);
		await db.send(owner, chatId);
		const sql = 'select count(*)::int from public.support_messages where chat_id = $1';
		expect(await db.as(owner, () => db.value(sql, [chatId]))).toBe(1);
		expect(await db.as(stranger, () => db.value(sql, [chatId]))).toBe(0);
		expect(await db.value(sql, [chatId])).toBe(1);
	});

	test('an admin reads every chat’s messages, a visitor may not even ask', async ({ db }) => {
		const [user, admin] = [await db.createUser(), await db.createAdmin()];
		const chatId = await db.openChat(user);
		await db.send(user, chatId);
		const sql = 'select count(*)::int from public.support_messages where chat_id = $1';
		expect(await db.as(admin, () => db.value(sql, [chatId]))).toBe(1);
		await expect(db.as('anon', () => db.value(sql, [chatId]))).rejects.toMatchObject({
			code: '42501'
		});
	});
});

describe('a writer without a user in the token', () => {
	test('says whose message it is and when it was written, still in order', async ({ db }) => {
		const chatId = await db.openChat(await db.createUser());
		const sql =
			'insert into public.support_messages (chat_id, content, sender_type, created_at) values ($1, $2, $3, $4) returning created_at, sender_type';
		const [first] = await db.rows<{ created_at: Date; sender_type: string }>(sql, [
			chatId,
			'imported',
			'admin',
			'2020-01-02T00:00:00Z'
		]);
		expect(first).toEqual({ created_at: new Date('2020-01-02T00:00:00Z'), sender_type: 'admin' });
		await db.rows(sql, [chatId, 'earlier', 'admin', '2020-01-01T00:00:00Z']);
		const inOrder = `select array_agg(content order by created_at) = array_agg(content order by seq)
			from public.support_messages where chat_id = $1`;
		expect(await db.value(inOrder, [chatId])).toBe(true);
	});
});
