import { randomUUID } from 'node:crypto';
import type { Caller, Database } from '../fixtures/database.ts';

/** Bucket of the files of messages. */
const BUCKET = 'support-attachments';

/** Records a file as Storage does once its bytes are there. `age` is a Postgres interval. */
export async function storeFile(
	db: Database,
	path: string,
	{ owner, age = '0', type = 'image/png' }: { owner?: Caller; age?: string; type?: string } = {}
): Promise<void> {
	await db.rows(
		`insert into storage.objects (bucket_id, name, owner_id, version, metadata, created_at)
		values ($1, $2, $3, gen_random_uuid(), $4, now() - $5::interval)`,
		[BUCKET, path, owner?.id ?? null, JSON.stringify({ size: 3, mimetype: type }), age]
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

/** A message and where its files are. */
export interface FileMessage {
	id: string;
	chatId: string;
	/** The files without their previews. */
	paths: string[];
}

/** A message that could be sent: its file is stored, in two sizes. */
export async function uploadFor(
	db: Database,
	writer: Caller,
	chatId: string,
	age?: string
): Promise<FileMessage> {
	const id = randomUUID();
	const path = `${chatId}/${id}/a.png`;
	const options = { owner: writer, ...(age ? { age } : {}) };
	await storeFile(db, path, options);
	await storeFile(db, `${path}.preview`, { ...options, type: 'image/jpeg' });
	return { id, chatId, paths: [path] };
}

/** Sends it. */
export async function sendFiles(
	db: Database,
	writer: Caller,
	{ id, chatId, paths }: FileMessage,
	content = ''
): Promise<void> {
	const files = paths.map((path) => ({ path, name: 'a.png', width: 20, height: 10 }));
	await db.as(writer, () =>
		db.rows(
			`insert into public.support_messages (id, chat_id, content, attachments)
			values ($1, $2, $3, $4)`,
			[id, chatId, content, JSON.stringify(files)]
		)
	);
}
