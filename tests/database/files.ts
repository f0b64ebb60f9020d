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
