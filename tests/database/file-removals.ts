import { randomUUID } from 'node:crypto';
import type { Caller, Database } from '../fixtures/database.ts';
import { BUCKET, sendFiles, store } from './files.ts';

/** A message that can be sent: its picture is stored, in two sizes. */
export interface Upload {
	id: string;
	chatId: string;
	/** The picture and its preview. */
	paths: [string, string];
}

/** Uploads a picture for a message to come; `age` before now, a Postgres interval. */
export async function uploadFor(
	db: Database,
	writer: Caller,
	chatId: string,
	age = '0'
): Promise<Upload> {
	const id = randomUUID();
	const path = await store(db, `${chatId}/${id}/a.png`, { owner: writer });
	const preview = await store(db, `${path}.preview`, { owner: writer, type: 'image/jpeg' });
	await ageStored(db, [path, preview], age);
	return { id, chatId, paths: [path, preview] };
}

/** Sends it. */
export async function sendUpload(
	db: Database,
	writer: Caller,
	{ id, chatId, paths: [path] }: Upload,
	content = ''
): Promise<void> {
	const attachments = [{ path, width: 20, height: 10 }];
	await sendFiles(db, writer, { id, chatId, content, attachments });
}

/** Lets files have been uploaded so long ago. */
export async function ageStored(db: Database, paths: string[], age: string): Promise<void> {
	await db.rows(
		`update storage.objects set created_at = now() - $3::interval
		where bucket_id = $1 and name = any($2)`,
		[BUCKET, paths, age]
	);
}

/** Removes files as Storage does, but for their bytes. */
export async function removeStored(db: Database, paths: string[]): Promise<void> {
	await db.rows("set local storage.allow_delete_query = 'true'");
	await db.rows('delete from storage.objects where bucket_id = $1 and name = any($2)', [
		BUCKET,
		paths
	]);
}

/** A row of the queue. */
export interface Removal {
	path: string;
	batch_id: string | null;
}

/** What is queued below a folder, or is the folder itself. */
export async function queuedIn(db: Database, folder: string): Promise<Removal[]> {
	return db.rows<Removal & Record<string, unknown>>(
		`select path, batch_id from support_private.support_file_removals
		where starts_with(path, $1) order by path`,
		[folder]
	);
}

/** The paths of that. */
export async function pathsIn(db: Database, folder: string): Promise<string[]> {
	return (await queuedIn(db, folder)).map(({ path }) => path);
}

/** Runs the job in the test's transaction. Returns how many files it claimed, those of other tests included. */
export async function dispatchRemovals(db: Database): Promise<number> {
	await db.rows(
		`update public.support_settings
		set functions_url = coalesce(functions_url, 'http://127.0.0.1:9/functions/v1')`
	);
	return db.value('select support_private.dispatch_support_file_removals()');
}

/** What a request carries. */
export interface RemovalClaim {
	batch_id: string;
	claim: string;
}

/** The last claim of the batch that has what is queued in a folder. */
export async function claimOf(db: Database, folder: string): Promise<RemovalClaim> {
	const batchIds = new Set((await queuedIn(db, folder)).map(({ batch_id }) => batch_id));
	const [batchId] = batchIds;
	if (batchIds.size !== 1 || !batchId) throw new Error(`${folder} is not in one batch.`);
	return db.value(
		`select convert_from(request.body, 'utf8')::jsonb
		from support_private.support_file_removal_batches as batch
		join net.http_request_queue as request on request.id = batch.request_id
		where batch.id = $1`,
		[batchId]
	);
}

/** Queues and claims what is in a folder. */
export async function claimed(db: Database, folder: string): Promise<RemovalClaim> {
	await dispatchRemovals(db);
	return claimOf(db, folder);
}

/** Lets pg_net send what waits for a batch; nothing answers. */
export async function takeRequest(db: Database, batchId: string): Promise<void> {
	await db.rows(
		`delete from net.http_request_queue as request
		using support_private.support_file_removal_batches as batch
		where batch.id = $1 and request.id = batch.request_id`,
		[batchId]
	);
}

/** Lets so much time pass for a batch. */
export async function passFor(db: Database, batchId: string, interval: string): Promise<void> {
	await db.rows(
		`update support_private.support_file_removal_batches
		set due_at = due_at - $2::interval, claimed_at = claimed_at - $2::interval,
			first_claimed_at = first_claimed_at - $2::interval
		where id = $1`,
		[batchId, interval]
	);
}

/** What the edge function gets, below a folder; null when there is nothing to do. */
export async function prepareRemoval(
	db: Database,
	{ batch_id, claim }: RemovalClaim,
	folder: string
): Promise<string[] | null> {
	const paths = await db.as('service_role', () =>
		db.value<string[] | null>('select public.prepare_support_file_removal($1, $2)', [
			batch_id,
			claim
		])
	);
	return paths && paths.filter((path) => path.startsWith(folder));
}

/** What the edge function reports. */
export async function recordRemoval(
	db: Database,
	{ batch_id, claim }: RemovalClaim,
	error: string | null = null
): Promise<void> {
	await db.as('service_role', () =>
		db.rows('select public.record_support_file_removal($1, $2, $3)', [batch_id, claim, error])
	);
}

/** A batch's state; undefined once it has ended. */
export async function batch(db: Database, id: string) {
	const [row] = await db.rows<{ attempts: number; last_error: string | null; due_in: number }>(
		`select attempts, last_error, extract(epoch from due_at - now())::integer as due_in
		from support_private.support_file_removal_batches where id = $1`,
		[id]
	);
	return row;
}
