import { randomUUID } from 'node:crypto';
import { describe, expect } from 'vitest';
import { test, type Caller, type Database } from '../fixtures/database.ts';
import { write } from './message-search.ts';
import { refusal } from './refusal.ts';

const DETAILS = 'select * from public.support_chat_details($1)';

describe('support_chat_details', () => {
	test('returns the chat and its user', async ({ db }) => {
		const [user, admin] = [await db.createUser(), await db.createAdmin()];
		const chatId = await db.openChat(user);
		const details = () => db.as(admin, () => db.rows(DETAILS, [chatId]));
		expect(await details()).toMatchObject([
			{
				id: chatId,
				user_id: user.id,
				user_email: user.email,
				user_name: null,
				last_sign_in_at: null,
				archived_at: null,
				message_count: '0',
				user_message_count: '0',
				admin_message_count: '0',
				first_message_at: null,
				last_message_at: null,
				reply_emails: true
			}
		]);
		const first = await db.send(user, chatId);
		await db.send(admin, chatId);
		const last = await db.send(user, chatId);
		await db.as(user, () => db.rows('select public.set_support_reply_emails(false)'));
		await db.as(admin, () => db.rows('select public.archive_support_chat($1)', [chatId]));
		await db.rows("update auth.users set last_sign_in_at = '2026-01-02' where id = $1", [user.id]);
		expect(await details()).toMatchObject([
			{
				last_sign_in_at: new Date('2026-01-02'),
				user_created_at: expect.any(Date),
				archived_at: expect.any(Date),
				message_count: '3',
				user_message_count: '2',
				admin_message_count: '1',
				first_message_at: first.created_at,
				last_message_at: last.created_at,
				reply_emails: false
			}
		]);
	});

	test.for([
		[{ full_name: 'Ann Lee', name: 'Ann' }, 'Ann Lee'],
		[{ full_name: '  ', name: 'Ann' }, 'Ann'],
		[{ full_name: { a: 1 }, name: ['x'] }, null],
		[{ name: '<b>A\u0007nn\n</b>' }, '<b>A nn </b>'],
		[{ name: 'x'.repeat(5000) }, 'x'.repeat(200)],
		['Ann', null],
		[['name'], null],
		[null, null]
	] as const)('takes a name from the account: %j', async ([metadata, name], { db }) => {
		const [user, admin] = [await db.createUser(), await db.createAdmin()];
		const chatId = await db.openChat(user);
		await db.rows('update auth.users set raw_user_meta_data = $2 where id = $1', [
			user.id,
			metadata === null ? null : JSON.stringify(metadata)
		]);
		const [details] = await db.as(admin, () => db.rows(DETAILS, [chatId]));
		expect(details?.user_name).toBe(name);
	});

	test.for([
		[999, 'x'],
		[1000, null]
	] as const)(
		'reads a thousand characters of a name: x after %i',
		async ([count, name], { db }) => {
			const [user, admin] = [await db.createUser(), await db.createAdmin()];
			const chatId = await db.openChat(user);
			await db.rows('update auth.users set raw_user_meta_data = $2 where id = $1', [
				user.id,
				JSON.stringify({ name: `${'\u0007'.repeat(count)}x` })
			]);
			const [details] = await db.as(admin, () => db.rows(DETAILS, [chatId]));
			expect(details?.user_name).toBe(name);
		}
	);

	test('is refused to others, and reports a chat that is not there', async ({ db }) => {
		const [user, admin] = [await db.createUser(), await db.createAdmin()];
		const chatId = await db.openChat(user);
		for (const caller of [user, 'anon', 'service_role'] as const) {
			await expect(db.as(caller, () => db.rows(DETAILS, [chatId]))).rejects.toMatchObject({
				code: '42501'
			});
		}
		await expect(db.as(admin, () => db.rows(DETAILS, [randomUUID()]))).rejects.toMatchObject(
			refusal('PT404', 'no_chat')
		);
	});
});

describe('count_unread_support_chats', () => {
	const count = (db: Database, caller: Caller) =>
		db.as(caller, () => db.value<number>('select public.count_unread_support_chats()'));

	test('counts active chats that nobody has looked at', async ({ db }) => {
		const [user, admin] = [await db.createUser(), await db.createAdmin()];
		// Other tests may have left unread chats.
		await db.rows('update public.support_chats set admin_viewed_at = now()');
		const chatId = await db.openChat(user);
		expect(await count(db, admin)).toBe(0);
		await db.send(admin, chatId);
		expect(await count(db, admin)).toBe(0);
		await db.send(user, chatId);
		await db.send(user, chatId);
		expect(await count(db, admin)).toBe(1);
		await db.as(admin, () => db.rows('select public.archive_support_chat($1)', [chatId]));
		expect(await count(db, admin)).toBe(0);
		await db.send(user, chatId);
		expect(await count(db, admin)).toBe(1);
		await db.as(admin, () => db.rows('select public.mark_support_chat_viewed($1, 4)', [chatId]));
		expect(await count(db, admin)).toBe(0);
	});

	test('counts no further than 100', async ({ db }) => {
		const admin = await db.createAdmin();
		await db.rows(
			`with people as (
				insert into auth.users (id) select gen_random_uuid() from generate_series(1, 120) returning id
			)
			insert into public.support_chats (user_id, message_count, last_user_message_at)
			select id, 1, now() from people`
		);
		expect(await count(db, admin)).toBe(100);
	});

	test('is refused to users', async ({ db }) => {
		await expect(count(db, await db.createUser())).rejects.toMatchObject({ code: '42501' });
	});
});

describe('support_reply_time', () => {
	const MINUTE = 60_000;

	/** A chat in which the sides wrote so many minutes ago, in this order. */
	async function chat(db: Database, turns: [who: 'user' | 'admin', minutesAgo: number][]) {
		const chatId = await db.openChat(await db.createUser());
		for (const [who, minutesAgo] of turns) {
			const at = new Date(Date.now() - minutesAgo * MINUTE);
			const [id] = await write(db, chatId, [{ content: 'x', at }]);
			await db.rows('update public.support_messages set sender_type = $2 where id = $1', [id, who]);
		}
	}

	/** In seconds, for somebody who is signed in. */
	async function replyTime(db: Database): Promise<number | null> {
		const user = await db.createUser();
		return db.as(user, () => db.value<number | null>('select public.support_reply_time()'));
	}

	/** Puts what other tests have left out of the way. */
	const forget = (db: Database) =>
		db.rows("update public.support_chats set last_message_at = now() - interval '1 year'");

	test('is the median wait, from the first message that was not answered', async ({ db }) => {
		await forget(db);
		for (const minutes of [1, 2, 10, 60]) {
			await chat(db, [
				['user', 500],
				['user', 499],
				['admin', 500 - minutes],
				['admin', 500 - minutes - 1]
			]);
		}
		expect(await replyTime(db)).toBeNull();
		await chat(db, [
			['user', 300],
			['admin', 200],
			// Not answered yet.
			['user', 100]
		]);
		expect(await replyTime(db)).toBe(10 * 60);
	});

	test('counts replies to somebody only, of the last 30 days', async ({ db }) => {
		await forget(db);
		const days = (number: number) => number * 24 * 60;
		for (let n = 0; n < 5; n++) {
			await chat(db, [['admin', 50]]);
			await chat(db, [['user', 20]]);
			await chat(db, [
				['user', days(31)],
				['admin', days(31) - 1]
			]);
		}
		expect(await replyTime(db)).toBeNull();
	});

	test('is for those who are signed in', async ({ db }) => {
		await expect(
			db.as('anon', () => db.rows('select public.support_reply_time()'))
		).rejects.toMatchObject({ code: '42501' });
	});
});
