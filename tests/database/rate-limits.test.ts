import { randomUUID } from 'node:crypto';
import { describe, expect } from 'vitest';
import { test, type Caller, type Database } from '../fixtures/database.ts';
import { createUser, deleteUsers, openChat, pool, runAs, send } from './committed.ts';

/** Small buckets for one test: rolled back with it. */
async function limit(db: Database, settings: Record<string, string | number>): Promise<void> {
	for (const [name, value] of Object.entries(settings)) {
		await db.rows(`update public.support_settings set ${name} = $1`, [value]);
	}
}

/** Lets time pass for a person's buckets. */
async function wait(db: Database, caller: Caller, seconds: number): Promise<void> {
	await db.rows(
		`update support_private.support_rate_limits set refilled_at = refilled_at - make_interval(secs => $2)
		where user_id = $1`,
		[caller.id, seconds]
	);
}

const tooFast = (seconds: number) => ({
	code: 'PT429',
	detail: `{"reason": "too_fast", "retry_after": ${seconds}}`,
	hint: `Try again in ${seconds} s.`
});

describe('the limit of messages', () => {
	test('lets a burst pass, and then one message per interval', async ({ db }) => {
		await limit(db, { user_message_burst: 3, user_message_interval: '1 hour' });
		const user = await db.createUser();
		const chatId = await db.openChat(user);
		for (let i = 0; i < 3; i++) await db.send(user, chatId);
		await expect(db.send(user, chatId)).rejects.toMatchObject(tooFast(3600));
		await wait(db, user, 3600);
		await db.send(user, chatId);
		await expect(db.send(user, chatId)).rejects.toMatchObject(tooFast(3600));
	});

	test('says truly how long to wait', async ({ db }) => {
		await limit(db, { user_message_burst: 1, user_message_interval: '90 seconds' });
		const user = await db.createUser();
		const chatId = await db.openChat(user);
		await db.send(user, chatId);
		await wait(db, user, 50);
		await expect(db.send(user, chatId)).rejects.toMatchObject(tooFast(40));
		await wait(db, user, 40);
		expect(await db.send(user, chatId)).toMatchObject({ seq: '2' });
	});

	test('does not save up more than a burst', async ({ db }) => {
		await limit(db, { user_message_burst: 2, user_message_interval: '1 hour' });
		const user = await db.createUser();
		const chatId = await db.openChat(user);
		await db.send(user, chatId);
		await wait(db, user, 1_000_000);
		await db.send(user, chatId);
		await db.send(user, chatId);
		await expect(db.send(user, chatId)).rejects.toMatchObject({ code: 'PT429' });
	});

	test('what is refused costs nothing and leaves no gap', async ({ db }) => {
		await limit(db, { user_message_burst: 2, user_message_interval: '1 hour' });
		const [user, stranger] = [await db.createUser(), await db.createUser()];
		const chatId = await db.openChat(user);
		await expect(db.send(user, chatId, ' ')).rejects.toMatchObject({ code: '23514' });
		await expect(db.send(stranger, chatId)).rejects.toMatchObject({ code: '42501' });
		await db.send(user, chatId);
		await db.send(user, chatId);
		for (let i = 0; i < 5; i++) {
			await expect(db.send(user, chatId)).rejects.toMatchObject(tooFast(3600));
		}
		await wait(db, user, 3600);
		expect(await db.send(user, chatId)).toMatchObject({ seq: '3' });
		const bucket = 'select user_id from support_private.support_rate_limits where user_id = $1';
		expect(await db.rows(`${bucket} and action = 'user_message'`, [stranger.id])).toEqual([]);
	});

	test('a repeated id costs nothing, and is still recognised when the bucket is empty', async ({
		db
	}) => {
		await limit(db, { user_message_burst: 2, user_message_interval: '1 hour' });
		const user = await db.createUser();
		const chatId = await db.openChat(user);
		const { id } = await db.send(user, chatId);
		const again = "insert into public.support_messages (id, chat_id, content) values ($1, $2, 'x')";
		const repeat = (suffix = '') => db.as(user, () => db.rows(again + suffix, [id, chatId]));
		await expect(repeat()).rejects.toMatchObject({ code: '23505' });
		await repeat(' on conflict do nothing');
		await db.send(user, chatId);
		await expect(repeat()).rejects.toMatchObject({ code: '23505' });
		await repeat(' on conflict do nothing');
	});

	test('messages of one statement count one by one, and all or none are taken', async ({ db }) => {
		await limit(db, { user_message_burst: 3, user_message_interval: '1 hour' });
		const user = await db.createUser();
		const chatId = await db.openChat(user);
		const many = (count: number) =>
			db.as(user, () =>
				db.rows(
					`insert into public.support_messages (chat_id, content)
					select $1, 'x' from generate_series(1, $2)`,
					[chatId, count]
				)
			);
		await expect(many(4)).rejects.toMatchObject({ code: 'PT429' });
		await many(3);
		expect(
			await db.value('select message_count from public.support_chats where id = $1', [chatId])
		).toBe('3');
	});

	test('an admin has a limit of their own, for all chats together', async ({ db }) => {
		await limit(db, {
			user_message_burst: 1,
			user_message_interval: '1 hour',
			admin_message_burst: 3,
			admin_message_interval: '1 hour'
		});
		const [user, other, admin] = [
			await db.createUser(),
			await db.createUser(),
			await db.createAdmin()
		];
		const [chatId, otherId] = [await db.openChat(user), await db.openChat(other)];
		await db.send(admin, chatId);
		await db.send(admin, otherId);
		await db.send(admin, chatId);
		await expect(db.send(admin, otherId)).rejects.toMatchObject({ code: 'PT429' });
		await db.send(user, chatId);
		await db.send(other, otherId);
	});

	test('one person’s flood does not hold up another', async ({ db }) => {
		await limit(db, { user_message_burst: 1, user_message_interval: '1 hour' });
		const [user, other] = [await db.createUser(), await db.createUser()];
		const [chatId, otherId] = [await db.openChat(user), await db.openChat(other)];
		await db.send(user, chatId);
		await expect(db.send(user, chatId)).rejects.toMatchObject({ code: 'PT429' });
		await db.send(other, otherId);
	});

	test('the project itself has none', async ({ db }) => {
		await limit(db, { user_message_burst: 1, admin_message_burst: 1 });
		const chatId = await db.openChat(await db.createUser());
		const write = () =>
			db.rows(
				`insert into public.support_messages (chat_id, content)
				select $1, 'x' from generate_series(1, 5)`,
				[chatId]
			);
		await write();
		await db.as('service_role', write);
		expect(
			await db.value('select message_count from public.support_chats where id = $1', [chatId])
		).toBe('10');
	});

	test('settings that would stop everybody are refused', async ({ db }) => {
		for (const [name, value] of [
			['user_message_burst', 0],
			['user_message_interval', '0'],
			['admin_message_interval', '2 days'],
			['chat_burst', -1]
		] as const) {
			await expect(
				db.as('service_role', () => limit(db, { [name]: value })),
				name
			).rejects.toMatchObject({ code: '23514' });
		}
	});
});

describe('the limit of chats', () => {
	test('counts new chats, not calls', async ({ db }) => {
		await limit(db, { chat_burst: 2, chat_interval: '1 hour' });
		const user = await db.createUser();
		for (let i = 0; i < 5; i++) await db.openChat(user);
		const erase = () => db.as(user, () => db.rows('select public.erase_support_data()'));
		await erase();
		await db.openChat(user);
		await erase();
		await expect(db.openChat(user)).rejects.toMatchObject(tooFast(3600));
		await wait(db, user, 3600);
		await db.openChat(user);
	});

	test('forgets who is gone', async ({ db }) => {
		const user = await db.createUser();
		await db.send(user, await db.openChat(user));
		const sql = 'select count(*)::int from support_private.support_rate_limits where user_id = $1';
		expect(await db.value(sql, [user.id])).toBe(2);
		await db.rows('delete from auth.users where id = $1', [user.id]);
		expect(await db.value(sql, [user.id])).toBe(0);
	});
});

describe('at once', () => {
	test('of 200 parallel messages exactly the burst passes', async () => {
		const user = await createUser();
		const chatId = await openChat(user);
		const results = await Promise.allSettled(
			Array.from({ length: 200 }, () => runAs(user, send, [chatId, 'x']))
		);
		const refused = results.filter((result) => result.status === 'rejected');
		for (const { reason } of refused) expect(reason).toMatchObject({ code: 'PT429' });
		// The clock runs meanwhile: what came back to the bucket between the first and the last message.
		const { rows } = await pool.query(
			`select
				count(message.id)::int as accepted,
				settings.user_message_burst + floor(
					extract(epoch from max(message.created_at) - min(message.created_at))
					/ extract(epoch from settings.user_message_interval)
				)::int as allowed,
				max(message.seq)::int as last_seq
			from public.support_messages as message
			cross join public.support_settings as settings
			where message.chat_id = $1
			group by settings.id`,
			[chatId]
		);
		expect(rows[0].accepted).toBe(200 - refused.length);
		expect(rows[0].last_seq).toBe(rows[0].accepted);
		expect(rows[0].accepted).toBeGreaterThanOrEqual(120);
		expect(rows[0].accepted).toBeLessThanOrEqual(rows[0].allowed + 1);
		await deleteUsers([user]);
	});

	test('the same id sent 50 times costs one token', async () => {
		const user = await createUser();
		const [chatId, id] = [await openChat(user), randomUUID()];
		const sql = "insert into public.support_messages (id, chat_id, content) values ($1, $2, 'x')";
		const results = await Promise.allSettled(
			Array.from({ length: 50 }, () => runAs(user, sql, [id, chatId]))
		);
		expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(1);
		const { rows } = await pool.query(
			`select tokens from support_private.support_rate_limits
			where user_id = $1 and action = 'user_message'`,
			[user]
		);
		expect(rows).toEqual([{ tokens: 119 }]);
		await deleteUsers([user]);
	});
});
