import { randomUUID } from 'node:crypto';
import { describe, expect } from 'vitest';
import { test, type Caller, type Database } from '../fixtures/database.ts';
import {
	brokenInvariants,
	createUser,
	deleteUsers,
	openChat,
	pool,
	runAs,
	send
} from './committed.ts';
import { writesOf } from './writes.ts';
import { refusal } from './refusal.ts';

// Many messages in one statement, as an array over the API: what is over the burst is refused where it
// comes in, before anything is done for it, and costs nobody else anything.

const many = `insert into public.support_messages (chat_id, content)
	select $1, 'x' from generate_series(1, $2::integer)`;
const repeated = `insert into public.support_messages (id, chat_id, content)
	select $3, $1, 'x' from generate_series(1, $2::integer)`;

/** A refusal for the limit. */
const tooFast = refusal('PT429', 'too_fast');

async function burst(db: Database, messages: number): Promise<void> {
	await db.rows(
		`update public.support_settings set user_message_burst = $1, user_message_interval = '1 hour'`,
		[messages]
	);
}

/** Runs a statement that is refused, and returns what it wrote nonetheless. */
async function refused(db: Database, caller: Caller, sql: string, values: unknown[]) {
	return writesOf(db, () =>
		expect(db.as(caller, () => db.rows(sql, values))).rejects.toMatchObject(tooFast)
	);
}

async function count(db: Database, chatId: string): Promise<string> {
	return db.value('select message_count from public.support_chats where id = $1', [chatId]);
}

describe('an array above the burst', () => {
	test.for([
		['of short messages', many],
		['of long messages', many.replace("'x'", "repeat('long ', 800)")],
		['of one id', repeated],
		['of one id, duplicates ignored', `${repeated} on conflict (id) do nothing`],
		['of one id, whatever is in the way ignored', `${repeated} on conflict do nothing`],
		['that wants its rows back', `${many} returning *`]
	] as const)(
		'%s is refused with no row more than the burst looked at',
		async ([, sql], { db }) => {
			await burst(db, 3);
			const user = await db.createUser();
			const chatId = await db.openChat(user);
			const values = [chatId, 3000, ...(sql.includes('$3') ? [randomUUID()] : [])];
			const writes = await writesOf(db, () => fails(db, user, sql, values));
			// And nothing but the rows themselves: no chat, no event, no bucket.
			for (const [table, rows] of Object.entries(writes)) {
				expect(table).toBe('support_messages');
				expect(rows).toBeLessThanOrEqual(3);
			}
			expect(await count(db, chatId)).toBe('0');
			await db.send(user, chatId);
		}
	);

	test('with an empty bucket is refused before its first row', async ({ db }) => {
		await burst(db, 1);
		const user = await db.createUser();
		const chatId = await db.openChat(user);
		await db.send(user, chatId);
		expect(await refused(db, user, many, [chatId, 3000])).toEqual({});
		expect(await refused(db, user, send, [chatId, 'x'])).toEqual({});
	});

	test('is refused in a chat that is not the writer’s like any other', async ({ db }) => {
		const [user, other] = [await db.createUser(), await db.createUser()];
		const chatId = await db.openChat(other);
		const writes = await writesOf(db, () =>
			expect(db.as(user, () => db.rows(many, [chatId, 3000]))).rejects.toMatchObject({
				code: '42501'
			})
		);
		expect(writes).toEqual({});
	});

	test('is the project’s to send', async ({ db }) => {
		await burst(db, 3);
		const chatId = await db.openChat(await db.createUser());
		await db.as('service_role', () => db.rows(many, [chatId, 3000]));
		expect(await count(db, chatId)).toBe('3000');
	});

	test('of an admin is measured by the fuller of their buckets', async ({ db }) => {
		await burst(db, 2);
		await db.rows('update public.support_settings set admin_message_burst = 4');
		const [user, admin] = [await db.createUser(), await db.createAdmin()];
		const chatId = await db.openChat(user);
		expect(await refused(db, admin, many, [chatId, 3000])).toEqual({ support_messages: 4 });
		await db.as(admin, () => db.rows(many, [chatId, 4]));
		expect(
			await refused(db, admin, many, [chatId, 1]),
			'the user’s bucket is of no use here'
		).not.toEqual({});
	});
});

/** Refused for the limit or, where one id meets itself, as a duplicate. */
async function fails(db: Database, caller: Caller, sql: string, values: unknown[]): Promise<void> {
	const run = db.as(caller, () => db.rows(sql, values));
	await expect(run).rejects.toMatchObject({ code: expect.stringMatching(/^(PT429|23505)$/) });
}

describe('the count of a statement', () => {
	test('begins anew with the next one of the transaction, also after a failed one', async ({
		db
	}) => {
		await burst(db, 6);
		const user = await db.createUser();
		const chatId = await db.openChat(user);
		const run = (rows: number) => db.as(user, () => db.rows(many, [chatId, rows]));
		await run(2);
		await expect(run(5)).rejects.toMatchObject(tooFast);
		await run(2);
		await expect(
			db.as(user, () =>
				db.rows(`${many}, generate_series(1, 2) as n(n) where n.n / 0 = 1`, [chatId, 1])
			)
		).rejects.toMatchObject({ code: '22012' });
		await run(2);
		await expect(run(1)).rejects.toMatchObject(tooFast);
		expect(await count(db, chatId)).toBe('6');
	});

	test('of rows that are there already and ignored is a count too', async ({ db }) => {
		await burst(db, 4);
		const user = await db.createUser();
		const chatId = await db.openChat(user);
		const { id } = await db.send(user, chatId);
		const again = `${repeated} on conflict do nothing`;
		await db.as(user, () => db.rows(again, [chatId, 3, id]));
		expect(await refused(db, user, again, [chatId, 4, id])).toEqual({});
		expect(await count(db, chatId)).toBe('1');
	});
});

test.for(['x', ' ', '\u0001', 'é'])(
	'50 MB of %j are refused without a look through them',
	async (filler, { db }) => {
		const user = await db.createUser();
		const chatId = await db.openChat(user);
		const content = filler.repeat(50_000_000 / Buffer.byteLength(filler));
		// To look for control characters in it takes a minute.
		await db.rows("set local statement_timeout = '10s'");
		const writes = await writesOf(db, () =>
			expect(db.send(user, chatId, content)).rejects.toMatchObject(refusal('23514', 'too_long'))
		);
		expect(writes).toEqual({});
	}
);

describe('at once', () => {
	test('of 20 arrays of 3,000 none is stored, and none costs a token', async () => {
		const user = await createUser();
		const chatId = await openChat(user);
		const results = await Promise.allSettled(
			Array.from({ length: 20 }, () => runAs(user, many, [chatId, 3000]))
		);
		for (const result of results) {
			expect(result).toMatchObject({ status: 'rejected', reason: { code: 'PT429' } });
		}
		await Promise.all(Array.from({ length: 120 }, () => runAs(user, send, [chatId, 'x'])));
		expect(await brokenInvariants([chatId])).toEqual([]);
		await deleteUsers([user]);
	});

	test('of arrays within the burst as many are stored as it has room for, each as a whole', async () => {
		const user = await createUser();
		const chatId = await openChat(user);
		const results = await Promise.allSettled(
			Array.from({ length: 20 }, () => runAs(user, many, [chatId, 50]))
		);
		const stored = results.filter(({ status }) => status === 'fulfilled').length;
		for (const result of results) {
			if (result.status === 'rejected') expect(result.reason).toMatchObject({ code: 'PT429' });
		}
		const { rows } = await pool.query(
			'select message_count::int as count from public.support_chats where id = $1',
			[chatId]
		);
		expect(rows).toEqual([{ count: stored * 50 }]);
		expect(stored).toBeLessThanOrEqual(2);
		await runAs(user, send, [chatId, 'x']);
		expect(await brokenInvariants([chatId])).toEqual([]);
		await deleteUsers([user]);
	});

	test('small arrays are all stored', async () => {
		const user = await createUser();
		const chatId = await openChat(user);
		await Promise.all(Array.from({ length: 24 }, () => runAs(user, many, [chatId, 5])));
		expect(await brokenInvariants([chatId])).toEqual([]);
		await expect(runAs(user, many, [chatId, 5])).rejects.toMatchObject({ code: 'PT429' });
		await deleteUsers([user]);
	});

	test('while an array of theirs is being stored, its writer waits, and nobody else', async () => {
		const [user, other] = [await createUser(), await createUser()];
		const [chatId, otherId] = [await openChat(user), await openChat(other)];
		const client = await pool.connect();
		try {
			await client.query('begin');
			await client.query("select set_config('request.jwt.claims', $1, true)", [
				JSON.stringify({ role: 'authenticated', sub: user })
			]);
			await client.query('set local role authenticated');
			await client.query(many, [chatId, 6]);
			for (const values of [
				[chatId, 1],
				[chatId, 6]
			]) {
				await expect(runAs(user, many, values)).rejects.toMatchObject({
					code: 'PT429',
					detail: '{"reason": "too_fast", "retry_after": 1}'
				});
			}
			await runAs(other, send, [otherId, 'x']);
			await client.query('commit');
		} finally {
			client.release();
		}
		await runAs(user, send, [chatId, 'x']);
		await deleteUsers([user, other]);
	});
});

describe('a large request', () => {
	/** Sets the header that PostgREST passes on, for this transaction. */
	const length = (db: Database, bytes: number) =>
		db.rows("select set_config('request.headers', $1, true)", [
			JSON.stringify({ 'content-length': String(bytes) })
		]);

	test('is refused before its rows are parsed when no burst is as large', async ({ db }) => {
		const user = await db.createUser();
		const chatId = await db.openChat(user);
		// The first row is an error: it was not looked at.
		const sql = `insert into public.support_messages (chat_id, content)
			select $1, (1 / (2 - row))::text from generate_series(2, 3) as row`;
		const insert = () => db.as(user, () => db.rows(sql, [chatId]));
		await length(db, 7_000_000);
		await expect(insert()).rejects.toMatchObject(refusal('PT413', 'request_too_large'));
		await length(db, 6_000_000);
		await expect(insert()).rejects.toMatchObject({ code: '22012' });
	});

	test('waits for nothing of the same person’s, and lets others be', async () => {
		const [user, other] = [await createUser(), await createUser()];
		const chats = [await openChat(user), await openChat(other)];
		const client = await pool.connect();
		const claim = (who: string) =>
			client.query(
				`select set_config('request.jwt.claims', $1, true), set_config('request.headers', $2, true)`,
				[
					JSON.stringify({ role: 'authenticated', sub: who }),
					JSON.stringify({ 'content-length': '300000' })
				]
			);
		try {
			await client.query('begin');
			await claim(user);
			await client.query('set local role authenticated');
			await client.query(send, [chats[0], 'x']);
			await expect(runAs(user, send, [chats[0], 'x'])).rejects.toMatchObject({ code: 'PT429' });
			await runAs(other, send, [chats[1], 'x']);
			await client.query('commit');
			await runAs(user, send, [chats[0], 'x']);
		} finally {
			client.release();
			await deleteUsers([user, other]);
		}
	});
});
