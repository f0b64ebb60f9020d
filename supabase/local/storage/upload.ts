/** Uploads: who may, the bytes, then the row. Source: supabase/storage, storage/uploader.ts. */
import { createHash, randomUUID } from 'node:crypto';
import type { Caller } from './caller.ts';
import { asCaller, findObject, requireBucket, type Call, type StoredObject } from './call.ts';
import type { Transaction } from './database.ts';
import { errors } from './errors.ts';
import type { FileFacts } from './file-store.ts';
import { readIncomingFile } from './incoming-file.ts';
import { isUuid, requireObjectName } from './names.ts';

/** What becomes of an object's row. */
export interface ObjectRow {
	bucket_id: string;
	name: string;
	version: string;
	/** The `sub` of who uploads. */
	owner: string | undefined;
	metadata: Record<string, unknown> | undefined;
	user_metadata: Record<string, unknown> | undefined;
}

interface UploadOptions {
	bucket: string;
	name: string;
	owner: string | undefined;
	/** Whether an object of this name is replaced. */
	isUpsert: boolean;
	/** Whose rights are asked; by default the request's caller. */
	as?: Caller;
}

/**
 * Stores the request's file as an object. A row appears only once all bytes are stored.
 *
 * @throws StorageError when the bucket or a policy refuses; what a cut connection leaves as an error
 */
export async function upload(call: Call, options: UploadOptions): Promise<StoredObject> {
	const { bucket: bucketId, name, owner, isUpsert } = options;
	const bucket = await requireBucket(call, bucketId);
	const file = await readIncomingFile(call.request, bucket, name, call.maxFileSize);
	const version = randomUUID();
	const row = { bucket_id: bucketId, name, owner, user_metadata: file.userMetadata };
	try {
		requireObjectName(name);
		const metadata = { mimetype: file.mimetype, contentLength: file.declaredLength };
		await mayStore(call, { ...row, version: '1', metadata }, isUpsert, options.as);
	} catch (error) {
		file.discard();
		throw error;
	}
	try {
		const facts = await call.files.write(version, file.body, file).catch((reason: Error) => {
			throw errors.notStored(reason);
		});
		if (file.isTruncated()) throw errors.tooLarge();
		return await completeUpload(call, {
			...{ ...row, version, metadata: metadataOf(facts) },
			user_metadata: { ...file.userMetadata }
		});
	} catch (error) {
		file.discard();
		await call.files.remove([version]);
		throw error;
	}
}

/** Asks the policies: stores a row as the caller and undoes it. @throws StorageError */
export async function mayStore(
	{ db, facts, caller }: Call,
	row: ObjectRow,
	isUpsert: boolean,
	as: Caller = caller
): Promise<void> {
	try {
		await db.probe(facts, as, (tx) => storeRow(tx, row, isUpsert));
	} catch (error) {
		const isTaken = (error as { code?: string }).code === '23505';
		throw isTaken && !isUpsert ? errors.keyExists() : error;
	}
}

/** Makes stored bytes the object's, as the service itself, and removes those they replace. */
export async function completeUpload(call: Call, row: ObjectRow): Promise<StoredObject> {
	const [stored, replaced] = await asCaller(
		call,
		async (tx) => {
			await lockName(tx, row.bucket_id, row.name);
			const [existing] = await findObject(tx, row.bucket_id, row.name, true);
			const [object] = await storeRow(tx, row, true);
			return [object, existing?.version ?? null] as const;
		},
		call.keys.service
	);
	if (!stored) throw new Error('An upsert returned no row.');
	if (replaced !== row.version) await call.files.remove([replaced]);
	return stored;
}

/** So that of concurrent uploads to one name each removes the bytes that it replaces. */
export async function lockName(tx: Transaction, bucket: string, name: string): Promise<void> {
	const hash = createHash('sha256').update(`${bucket}/${name}`).digest().readBigInt64BE(0);
	await tx.query('select pg_advisory_xact_lock($1)', [String(hash)]);
}

/** The `metadata` of an object's row. */
export function metadataOf(facts: FileFacts): Record<string, unknown> {
	return { ...facts, contentLength: facts.size, httpStatusCode: 200 };
}

/** The rights that this statement needs are the platform's: it is the platform's statement. */
function storeRow(tx: Transaction, row: ObjectRow, isUpsert: boolean): Promise<StoredObject[]> {
	const { bucket_id, name, ...rest } = columnsOf(row);
	const all = Object.entries({ name, ...rest, bucket_id }).filter(
		([, value]) => value !== undefined
	);
	const columns = all.map(([column]) => column);
	const onConflict = columns
		.filter((column) => column !== 'name' && column !== 'bucket_id')
		.map((column) => `${column} = excluded.${column}`);
	const upsert = `on conflict (name, bucket_id) do update set ${onConflict.join(', ')} returning *`;
	return tx.query<StoredObject>(
		`insert into storage.objects (${columns.join(', ')})
		values (${columns.map((_, i) => `$${i + 1}`).join(', ')}) ${isUpsert ? upsert : ''}`,
		all.map(([, value]) => value)
	);
}

function columnsOf({ owner, ...row }: ObjectRow): Record<string, unknown> {
	return { ...row, owner: owner && isUuid(owner) ? owner : undefined, owner_id: owner };
}
