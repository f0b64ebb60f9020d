import { randomUUID } from 'node:crypto';
import type { Caller, Database } from '../fixtures/database.ts';

// Files as the Storage service leaves them in the database: rows of storage.objects.

export const BUCKET = 'support-attachments';

/** An object, as its upload describes it. */
export interface StoredObject {
	owner: Caller | null;
	bucket?: string;
	size?: number | null;
	type?: string | null;
	version?: string;
}

/** What a client says about a file. */
export interface GivenFile {
	path: string;
	name?: string | null;
	width?: number | null;
	height?: number | null;
}

/** Stores an object as the service does once an upload is complete: past the policies. */
export async function store(db: Database, name: string, object: StoredObject): Promise<string> {
	const { owner, bucket = BUCKET, size = 1000, type = 'image/png' } = object;
	const { version = randomUUID() } = object;
	await db.rows(
		`insert into storage.objects (bucket_id, name, owner_id, version, metadata)
		values ($1, $2, $3, $4, $5)
		on conflict (bucket_id, name)
		do update set owner_id = excluded.owner_id, version = excluded.version, metadata = excluded.metadata`,
		[bucket, name, owner?.id ?? null, version, { size, mimetype: type, eTag: '"x"' }]
	);
	return name;
}

/** Inserts a message with files as the caller does. @returns the row as clients read it */
export async function sendFiles(
	db: Database,
	caller: Caller | 'service_role',
	message: { id?: string; chatId: string; content?: string; attachments: unknown }
): Promise<{ id: string; content: string; attachments: Record<string, unknown>[] }> {
	const { id = randomUUID(), chatId, content = '', attachments } = message;
	return db.as(caller, async () => {
		const [row] = await db.rows<{
			id: string;
			content: string;
			attachments: Record<string, unknown>[];
		}>(
			`insert into public.support_messages (id, chat_id, content, attachments)
			values ($1, $2, $3, $4) returning id, content, attachments`,
			[id, chatId, content, attachments === null ? null : JSON.stringify(attachments)]
		);
		return row!;
	});
}

/** A user with a chat, and the folder of a message to come. */
export async function beforeSending(db: Database) {
	const user = await db.createUser();
	const chatId = await db.openChat(user);
	const id = randomUUID();
	return { user, chatId, id, folder: `${chatId}/${id}` };
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
