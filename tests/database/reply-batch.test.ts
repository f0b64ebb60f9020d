import { describe, expect } from 'vitest';
import { test, type Database } from '../fixtures/database.ts';
import { dispatch } from './outbox.ts';

// The batch of a dispatcher is what the mail service takes in a minute. What needs no request, because it
// was read meanwhile, is no part of it.

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
