import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { expect, test } from 'vitest';
import { brokenInvariants, openChat, pool, runAs, withPeople } from './committed.ts';
import { BUCKET } from './files.ts';

// Messages with files while Storage and others are at the same objects.

const SEND = `insert into public.support_messages (id, chat_id, content, attachments)
	values ($1, $2, '', $3)`;

/** Stores an object, as Storage does once an upload is complete. */
async function store(name: string, owner: string): Promise<void> {
	await pool.query(
		`insert into storage.objects (bucket_id, name, owner_id, version, metadata)
		values ($1, $2, $3, gen_random_uuid(), '{"size": 1, "mimetype": "image/png"}')`,
		[BUCKET, name, owner]
	);
}

/** Removes objects in a transaction, as Storage does. */
async function remove(client: pg.ClientBase, names: string[]): Promise<number | null> {
	await client.query("set local storage.allow_delete_query = 'true'");
	const { rowCount } = await client.query(
		'delete from storage.objects where bucket_id = $1 and name = any($2)',
		[BUCKET, names]
	);
	return rowCount;
}

/** Runs `use` on a connection in a transaction that is undone unless it commits itself. */
async function inTransaction<T>(use: (client: pg.ClientBase) => Promise<T>): Promise<T> {
	const client = await pool.connect();
	try {
		await client.query('begin');
		return await use(client);
	} finally {
		await client.query('rollback');
		client.release();
	}
}

/** Deletes a user's chat, and what is left of its objects. */
async function cleanUp(chatId: string, names: string[]): Promise<void> {
	await inTransaction(async (client) => {
		await client.query('delete from public.support_chats where id = $1', [chatId]);
		await remove(client, names);
		await client.query('commit');
	});
}

/** Sends as a user, and leaves the transaction open. */
async function sendWith(client: pg.ClientBase, user: string, values: unknown[]): Promise<void> {
	await client.query('set local role authenticated');
	await client.query("select set_config('request.jwt.claims', $1, true)", [
		JSON.stringify({ role: 'authenticated', sub: user })
	]);
	await client.query(SEND, values);
}

/** Waits until a message waits for a lock. */
async function waitForLock(): Promise<void> {
	await expect
		.poll(async () => {
			const { rowCount } = await pool.query(
				`select from pg_stat_activity
				where wait_event_type = 'Lock' and query like 'insert into public.support_messages (id, chat_id, content, attachments)%'`
			);
			return rowCount;
		})
		.toBe(1);
}

test('a file that a message is being sent with is not removed before that is decided', async () => {
	await withPeople(async ({ user }) => {
		const chatId = await openChat(user);
		const id = randomUUID();
		const path = `${chatId}/${id}/a.png`;
		await store(path, user);
		await inTransaction(async (sending) => {
			await sendWith(sending, user, [id, chatId, JSON.stringify([{ path }])]);
			const removal = inTransaction(async (remover) => {
				await remover.query("set local lock_timeout = '200ms'");
				return remove(remover, [path]);
			});
			await expect(removal).rejects.toMatchObject({ code: '55P03' });
			await sending.query('commit');
		});
		expect(await inTransaction((remover) => remove(remover, [path]))).toBe(1);
		await cleanUp(chatId, [path]);
	});
});

test('a message waits for a removal that has begun, and is refused when it was done', async () => {
	await withPeople(async ({ user }) => {
		const chatId = await openChat(user);
		const id = randomUUID();
		const names = ['a.png', 'b.png'].map((name) => `${chatId}/${id}/${name}`);
		for (const name of names) await store(name, user);
		await inTransaction(async (remover) => {
			await remove(remover, [names[1]!]);
			const files = JSON.stringify(names.map((path) => ({ path })));
			const sent = expect(runAs(user, SEND, [id, chatId, files])).rejects.toMatchObject({
				code: '23514',
				detail: '{"reason": "attachment_missing"}'
			});
			await waitForLock();
			await remover.query('commit');
			await sent;
		});
		await cleanUp(chatId, names);
	});
});

test('of the same message sent many times at once one is stored, with its files', async () => {
	await withPeople(async ({ user }) => {
		const chatId = await openChat(user);
		const id = randomUUID();
		const path = `${chatId}/${id}/a.png`;
		await store(path, user);
		const files = JSON.stringify([{ path }]);
		const results = await Promise.allSettled(
			Array.from({ length: 10 }, () => runAs(user, SEND, [id, chatId, files]))
		);
		const refused = results.flatMap((result) =>
			result.status === 'rejected' ? [(result.reason as { code: string }).code] : []
		);
		expect(refused).toEqual(Array.from({ length: 9 }, () => '23505'));
		const { rows } = await pool.query(
			`select content, attachments -> 0 ->> 'path' as path from public.support_messages
			where chat_id = $1`,
			[chatId]
		);
		expect(rows).toEqual([{ content: 'a.png', path }]);
		expect(await brokenInvariants([chatId])).toEqual([]);
		await cleanUp(chatId, [path]);
	});
});
