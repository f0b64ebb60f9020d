import type { Database } from '../fixtures/database.ts';

/** A row of public.support_reply_notifications. */
export interface Notification {
	id: string;
	status: 'pending' | 'sending' | 'sent' | 'skipped' | 'failed';
	due_at: Date;
	skip_reason: string | null;
	attempts: number;
	from_seq: string | null;
	up_to_seq: string | null;
	request_id: string | null;
	last_error: string | null;
	sent_at: Date | null;
}

/** A chat's notifications in the order of their replies. */
export function notifications(db: Database, chatId: string): Promise<Notification[]> {
	const sql =
		'select * from public.support_reply_notifications where chat_id = $1 order by from_seq';
	return db.rows<Notification & Record<string, unknown>>(sql, [chatId]);
}

/** Lets so much time pass for a chat's notifications. */
export async function letPass(db: Database, chatId: string, interval: string): Promise<void> {
	await db.rows(
		`update public.support_reply_notifications
		set due_at = due_at - $2::interval where chat_id = $1`,
		[chatId, interval]
	);
}

/** Runs the dispatcher in the test's transaction, with secrets if the stack has none. */
export async function dispatch(db: Database, batchSize?: number): Promise<void> {
	for (const [name, value] of [
		['support_functions_url', 'http://127.0.0.1:9/functions/v1'],
		['support_secret_key', 'sb_secret_test']
	]) {
		await db.rows(
			`select vault.create_secret($2, $1)
			where not exists (select from vault.secrets where name = $1)`,
			[name, value]
		);
	}
	const arguments_ = batchSize === undefined ? '' : `batch_size => ${batchSize}`;
	await db.rows(`select support_private.dispatch_support_reply_notifications(${arguments_})`);
}

/** What the function gets to know; null when there is nothing to send. */
export function prepare(db: Database, id: string): Promise<Record<string, unknown> | null> {
	return db.value('select public.prepare_support_reply_email($1)', [id]);
}

/** What the function reports. */
export async function record(
	db: Database,
	id: string,
	error: string | null = null,
	retry = true
): Promise<void> {
	await db.rows('select public.record_support_reply_email($1, $2, $3)', [id, error, retry]);
}
