import { describe, expect } from 'vitest';
import { test, type Database } from '../fixtures/database.ts';
import { claimsOf, dispatch, lastClaim, prepare, record, requestBody } from './outbox.ts';

// A run claims a hundred mails, which go to the mail service in one call. What needs no request, because
// it was read meanwhile, is no part of it.

/**
 * Chats with a reply that has been due for so long that nobody else's is before it, oldest first; all are
 * read but the last ones.
 */
async function dueReplies(db: Database, read: number, unread: number): Promise<string[]> {
	const chats = await db.rows<{ id: string }>(
		`with people as (
			insert into auth.users (id, email)
			select gen_random_uuid(), gen_random_uuid() || '@example.com' from generate_series(1, $1::integer)
			returning id, email
		)
		insert into public.support_chats (user_id, user_email) select id, email from people
		returning id`,
		[read + unread]
	);
	const ids = chats.map(({ id }) => id);
	await db.rows(
		`insert into public.support_messages (chat_id, content, sender_type)
		select unnest($1::uuid[]), 'Hello', 'admin'`,
		[ids]
	);
	await db.rows(
		`update public.support_reply_notifications
		set due_at = now() - interval '1000 days' + interval '1 minute' * array_position($1, chat_id)
		where chat_id = any($1::uuid[])`,
		[ids]
	);
	const readIds = ids.slice(0, read);
	await db.rows('update public.support_messages set read_at = now() where chat_id = any($1)', [
		readIds
	]);
	await db.rows('update public.support_chats set unread_reply_count = 0 where id = any($1)', [
		readIds
	]);
	return ids;
}

async function outcomes(db: Database, chatIds: string[]): Promise<Record<string, number>> {
	const rows = await db.rows<{ outcome: string; count: number }>(
		`select concat_ws(' ', status, skip_reason) as outcome, count(*)::int
		from public.support_reply_notifications where chat_id = any($1) group by 1`,
		[chatIds]
	);
	return Object.fromEntries(rows.map(({ outcome, count }) => [outcome, count]));
}

describe('a batch', () => {
	test.for([
		[69, 30],
		[600, 30],
		[5, 1]
	] as const)(
		'reaches the one unread reply behind %i that were read, of %i requests',
		async ([read, batch], { db }) => {
			const chats = await dueReplies(db, read, 1);
			await dispatch(db, batch);
			expect(await outcomes(db, chats)).toEqual({ 'skipped read': read, sending: 1 });
		}
	);

	test('ends with its requests', async ({ db }) => {
		const chats = await dueReplies(db, 10, 5);
		await dispatch(db, 3);
		expect(await outcomes(db, chats)).toEqual({ 'skipped read': 10, sending: 3, pending: 2 });
		await dispatch(db, 3);
		expect(await outcomes(db, chats)).toMatchObject({ sending: 5 });
	});
});

interface Row {
	id: string;
	chat_id: string;
	batch_id: string | null;
	request_id: string;
	status: string;
	attempts: number;
}

async function rowsOf(db: Database, chatIds: string[]): Promise<Row[]> {
	return db.rows<Row & Record<string, unknown>>(
		`select id, chat_id, batch_id, request_id, status, attempts
		from public.support_reply_notifications
		where chat_id = any($1::uuid[]) order by array_position($1, chat_id)`,
		[chatIds]
	);
}

/** Lets pg_net send what is queued, and so much time pass that all may be tried again. */
async function nextRun(db: Database, chatIds: string[]): Promise<Row[]> {
	await db.rows(
		`delete from net.http_request_queue where id in (
			select request_id from public.support_reply_notifications where chat_id = any($1)
		)`,
		[chatIds]
	);
	await db.rows(
		`update public.support_reply_notifications set due_at = now() - interval '1000 days'
		where chat_id = any($1) and status in ('pending', 'sending')`,
		[chatIds]
	);
	await dispatch(db);
	return rowsOf(db, chatIds);
}

const distinct = <T>(values: T[]) => [...new Set(values)];

describe('the mails of a batch', () => {
	test('go in one request, each with a claim of its own', async ({ db }) => {
		const chats = await dueReplies(db, 0, 7);
		await dispatch(db, 7);
		const rows = await rowsOf(db, chats);
		expect(distinct(rows.map((row) => row.request_id))).toHaveLength(1);
		const body = await requestBody(db, rows[0]!.request_id);
		expect(body).toMatchObject({ batch_id: rows[0]!.batch_id });
		const claims = await claimsOf(db, rows[0]!.request_id);
		expect(claims.map((claim) => claim.notification_id).toSorted()).toEqual(
			rows.map(({ id }) => id).toSorted()
		);
		expect(distinct(claims.map(({ claim }) => claim))).toHaveLength(7);
		for (const claim of claims) expect(await prepare(db, claim)).toMatchObject({ reply_count: 1 });
	});

	test('are a hundred at most', async ({ db }) => {
		const chats = await dueReplies(db, 0, 130);
		await dispatch(db, 130);
		const rows = await rowsOf(db, chats);
		const sizes = distinct(rows.map((row) => row.request_id)).map(
			(request) => rows.filter((row) => row.request_id === request).length
		);
		expect(sizes.toSorted((a, b) => a - b)).toEqual([30, 100]);
		expect(distinct(rows.map((row) => row.batch_id))).toHaveLength(2);
	});

	test('whose outcome is not known go again all together, under the same key', async ({ db }) => {
		const chats = await dueReplies(db, 0, 3);
		await dispatch(db, 3);
		const [before] = await rowsOf(db, chats);
		const rows = await nextRun(db, chats);
		expect(rows.map((row) => row.batch_id)).toEqual(Array(3).fill(before!.batch_id));
		expect(distinct(rows.map((row) => row.request_id))).toHaveLength(1);
		expect(rows[0]!.request_id).not.toBe(before!.request_id);
	});

	test('wait for each other: one that cannot be tried yet keeps the others', async ({ db }) => {
		const chats = await dueReplies(db, 0, 3);
		await dispatch(db, 3);
		const [first] = await rowsOf(db, chats);
		await record(db, await lastClaim(db, first!.id), { error: 'no answer' });
		await db.rows(
			`update public.support_reply_notifications set due_at = now() - interval '1000 days'
			where chat_id = any($1) and id <> $2`,
			[chats, first!.id]
		);
		await db.rows('delete from net.http_request_queue where id = $1', [first!.request_id]);
		await dispatch(db);
		expect((await rowsOf(db, chats)).map(({ attempts }) => attempts)).toEqual([1, 1, 1]);
		expect((await nextRun(db, chats)).map(({ attempts }) => attempts)).toEqual([2, 2, 2]);
	});

	test('leave it when they are read or sent, and the last one keeps the key', async ({ db }) => {
		const chats = await dueReplies(db, 0, 3);
		await dispatch(db, 3);
		const [read, sent, last] = await rowsOf(db, chats);
		await record(db, await lastClaim(db, sent!.id));
		await db.rows('update public.support_messages set read_at = now() where chat_id = $1', [
			read!.chat_id
		]);
		const rows = await nextRun(db, chats);
		expect(rows.map(({ status }) => status)).toEqual(['skipped', 'sent', 'sending']);
		expect(await requestBody(db, rows[2]!.request_id)).toEqual({
			batch_id: last!.batch_id,
			notifications: [{ notification_id: last!.id, claim: expect.any(String) }]
		});
	});

	test('go alone when the mail service has refused the batch', async ({ db }) => {
		const chats = await dueReplies(db, 0, 3);
		await dispatch(db, 3);
		for (const { id } of await rowsOf(db, chats)) {
			await record(db, await lastClaim(db, id), { error: 'not valid', alone: true });
		}
		const rows = await nextRun(db, chats);
		expect(rows.map((row) => row.batch_id)).toEqual([null, null, null]);
		expect(distinct(rows.map((row) => row.request_id))).toHaveLength(3);
		for (const { id, request_id } of rows) {
			expect(await requestBody(db, request_id)).toMatchObject({ notification_id: id });
		}
	});

	test('take in nobody who went alone before: that mail has a key of its own', async ({ db }) => {
		const [single] = await dueReplies(db, 0, 1);
		await dispatch(db, 1);
		const others = await dueReplies(db, 0, 2);
		const rows = await nextRun(db, [single!, ...others]);
		expect(rows[0]!.batch_id).toBeNull();
		expect(distinct(rows.slice(1).map((row) => row.batch_id))).toHaveLength(1);
		expect(rows[1]!.batch_id).not.toBeNull();
	});
});
