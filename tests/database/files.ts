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
	{ id, chatId, paths }: FileMessage
): Promise<void> {
	const files = paths.map((path) => ({ path, name: 'a.png', width: 20, height: 10 }));
	await db.as(writer, () =>
		db.rows(
			`insert into public.support_messages (id, chat_id, content, attachments)
			values ($1, $2, '', $3)`,
			[id, chatId, JSON.stringify(files)]
		)
	);
}

type Anybody = Caller | 'anon' | 'service_role';

/** Whether the caller sees an object, as Storage asks before it signs an address or answers with the file. */
export async function canRead(db: Database, caller: Anybody, name: string): Promise<boolean> {
	const sql = 'select from storage.objects where bucket_id = $1 and name = $2';
	return (await db.as(caller, () => db.rows(sql, [BUCKET, name]))).length > 0;
}

/** Whether the caller may upload an object, as Storage asks before it takes the bytes. */
export async function canUpload(
	db: Database,
	caller: Anybody,
	name: string,
	{ operation = 'storage.object.upload', bucket = BUCKET, owner = caller } = {}
): Promise<boolean> {
	await db.rows('savepoint upload');
	try {
		await db.as(caller, async () => {
			await db.rows("select set_config('storage.operation', $1, true)", [operation]);
			await db.rows(
				`insert into storage.objects (bucket_id, name, owner_id, version) values ($1, $2, $3, '1')`,
				[bucket, name, typeof owner === 'string' ? null : owner.id]
			);
		});
		return true;
	} catch (error) {
		if ((error as { code?: string }).code !== '42501') throw error;
		return false;
	} finally {
		await db.rows('rollback to savepoint upload');
	}
}

/** A user's message with a picture, its preview and a second file. */
export async function sentFiles(db: Database) {
	const { user, chatId, id, folder } = await beforeSending(db);
	const picture = await store(db, `${folder}/a.png`, { owner: user });
	const preview = await store(db, `${picture}.preview`, { owner: user, type: 'image/jpeg' });
	const file = await store(db, `${folder}/b.pdf`, { owner: user, type: 'application/pdf' });
	const attachments: GivenFile[] = [{ path: picture, width: 10, height: 10 }, { path: file }];
	await sendFiles(db, user, { id, chatId, attachments });
	return { user, chatId, id, folder, picture, preview, file, all: [picture, preview, file] };
}

/** Replaces the host's answer to whether a file may be read: an expression of `path`. */
export async function hostSays(db: Database, answer: string): Promise<void> {
	await db.rows(
		`create or replace function public.support_attachment_allowed(path text) returns boolean
		language plpgsql stable set search_path = '' as $$ begin return ${answer}; end; $$`
	);
}
