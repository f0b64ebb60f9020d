import type { Caller, Keys } from './caller.ts';
import type { RequestFacts, StorageDatabase, Transaction } from './database.ts';
import { errors } from './errors.ts';
import type { FileStore } from './file-store.ts';

/** What every route works with. */
export interface Service {
	db: StorageDatabase;
	files: FileStore;
	keys: Keys;
	/** Bytes an object may have at most, whatever its bucket allows. */
	maxFileSize: number;
}

/** One request, with its caller. */
export interface Call extends Service {
	request: Request;
	/** Path and query without the prefix of the service. */
	url: URL;
	facts: RequestFacts;
	caller: Caller;
}

/** An object's row as the service reads it. */
export interface StoredObject {
	id: string;
	bucket_id: string;
	name: string;
	owner: string | null;
	owner_id: string | null;
	version: string | null;
	created_at: Date;
	updated_at: Date;
	last_accessed_at: Date;
	metadata: Record<string, unknown> | null;
	user_metadata: Record<string, unknown> | null;
}

/** The parts of a bucket's row that decide about an object. */
export interface BucketLimits {
	id: string;
	public: boolean;
	file_size_limit: string | null;
	allowed_mime_types: string[] | null;
}

/** Runs statements as `caller`, by default the request's, and keeps what they change. */
export function asCaller<T>(
	{ db, facts, caller }: Call,
	work: (tx: Transaction) => Promise<T>,
	as: Caller = caller
): Promise<T> {
	return db.run(facts, as, work);
}

/** Finds a bucket whatever the caller may see. @throws StorageError without one */
export async function requireBucket(call: Call, id: string): Promise<BucketLimits> {
	const [bucket] = await asCaller(
		call,
		(tx) =>
			tx.query<BucketLimits>(
				'select id, public, file_size_limit, allowed_mime_types from storage.buckets where id = $1',
				[id]
			),
		call.keys.service
	);
	if (!bucket) throw errors.noSuchBucket();
	return bucket;
}

/**
 * Finds an object's row.
 *
 * @param lock locks it until the transaction ends
 * @throws StorageError when there is none that the transaction's caller may read
 */
export async function requireObject(
	tx: Transaction,
	bucket: string,
	name: string,
	lock = false
): Promise<StoredObject> {
	const [object] = await findObject(tx, bucket, name, lock);
	if (!object) throw errors.noSuchKey();
	return object;
}

/** As `requireObject`, but none is an empty list. */
export function findObject(
	tx: Transaction,
	bucket: string,
	name: string,
	lock: boolean
): Promise<StoredObject[]> {
	return tx.query<StoredObject>(
		`select * from storage.objects where bucket_id = $1 and name = $2${lock ? ' for update' : ''}`,
		[bucket, name]
	);
}
