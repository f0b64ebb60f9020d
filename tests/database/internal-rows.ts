import type { Database } from '../fixtures/database.ts';

/**
 * Puts a row into each table that the product keeps to itself and that a chat, a message and a reply have not filled:
 * a caller who reads nothing from it was refused, and did not find it empty.
 */
export async function fillInternalTables(db: Database, blockedUserId: string): Promise<void> {
	await db.rows(
		`with batch as (
			insert into support_private.support_file_removal_batches default values returning id
		)
		insert into support_private.support_file_removals (path, batch_id) select 'y', id from batch`
	);
	await db.rows(
		`insert into support_private.support_file_removal_progress (last_claimed_at) values (now())
		on conflict (id) do nothing`
	);
	await db.rows(
		`insert into support_private.support_alert_progress (considered_until) values (now())
		on conflict (id) do nothing`
	);
	await db.rows(
		"insert into support_private.support_event_queue (event, payload) values ('x', '{}')"
	);
	await db.rows(
		`insert into support_private.support_event_progress (sent_at) values (now()) on conflict (id) do nothing`
	);
	await db.rows(
		"insert into support_private.support_report_counts (slot, replies) values ('2000-01-01', 1)"
	);
	await db.rows('select support_private.sum_support_report_counts()');
	await db.rows(
		'insert into support_private.support_blocked_users (user_id, blocked_at) values ($1, now())',
		[blockedUserId]
	);
}
