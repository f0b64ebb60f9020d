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
	batch_id: string | null;
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

/** Runs the dispatcher in the test's transaction; where the function is, is not asked. Returns how many it claimed. */
export async function dispatch(db: Database, batchSize?: number): Promise<number> {
	await db.rows(
		`update public.support_settings
		set functions_url = coalesce(functions_url, 'http://127.0.0.1:9/functions/v1')`
	);
	const arguments_ = batchSize === undefined ? '' : `batch_size => ${batchSize}`;
	return db.value(`select support_private.dispatch_support_reply_notifications(${arguments_})`);
}

/** A notification and the token of a claim on it. */
export interface Claim {
	notification_id: string;
	claim: string;
}

/** What a request of pg_net carries. */
export type RequestBody = Claim | { batch_id: string; notifications: Claim[] };

/** The body of a request that waits in pg_net's queue. */
export async function requestBody(db: Database, requestId: string | null): Promise<RequestBody> {
	const sql = `select convert_from(body, 'utf8')::jsonb from net.http_request_queue where id = $1`;
	return db.value(sql, [requestId]);
}

/** The claims that a request carries. */
export async function claimsOf(db: Database, requestId: string | null): Promise<Claim[]> {
	const body = await requestBody(db, requestId);
	return 'batch_id' in body ? body.notifications : [body];
}

/** The claim that was made last on a notification. */
export async function lastClaim(db: Database, id: string): Promise<Claim> {
	const requestId = await db.value<string | null>(
		'select request_id from public.support_reply_notifications where id = $1',
		[id]
	);
	const claims = await claimsOf(db, requestId);
	return claims.find(({ notification_id }) => notification_id === id)!;
}

/** Lets pg_net send what waits for a chat's notifications; nothing answers. */
export async function takeFromQueue(db: Database, chatId: string): Promise<void> {
	await db.rows(
		`delete from net.http_request_queue as request
		using public.support_reply_notifications as notification
		where notification.chat_id = $1 and request.id = notification.request_id`,
		[chatId]
	);
}

/** What the function gets to know; null when there is nothing to send. */
export function prepare(
	db: Database,
	{ notification_id, claim }: Claim
): Promise<Record<string, unknown> | null> {
	return db.value('select public.prepare_support_reply_email($1, $2)', [notification_id, claim]);
}

/** How a try ended, if not well. */
export interface Failure {
	error: string;
	retry?: boolean;
	retry_after?: number;
	alone?: boolean;
}

/** What the function reports. */
export async function record(
	db: Database,
	{ notification_id, claim }: Claim,
	{ error, retry = true, retry_after, alone = false }: Partial<Failure> = {}
): Promise<void> {
	await db.rows('select public.record_support_reply_email($1, $2, $3, $4, $5, $6)', [
		notification_id,
		claim,
		error ?? null,
		retry,
		retry_after ?? null,
		alone
	]);
}
