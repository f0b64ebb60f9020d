/** Uploads, removals, moves and copies. Source: supabase/storage, storage/object.ts. */
import { randomUUID } from 'node:crypto';
import { asCaller, requireObject, type Call, type StoredObject } from './call.ts';
import { readBody } from './body.ts';
import { errors } from './errors.ts';
import type { FileFacts } from './file-store.ts';
import { isUuid, requireObjectName } from './names.ts';
import { signedUploadAddress, verifySigned } from './read-routes.ts';
import { completeUpload, lockName, mayStore, metadataOf, upload } from './upload.ts';

/** Objects that one request may remove. */
const MAX_REMOVED = 1000;

/** Stores a new object, or replaces one when the header x-upsert says so. */
export async function createObject(call: Call, bucket: string, name: string): Promise<Response> {
	return uploaded(call, bucket, name, call.request.headers.get('x-upsert') === 'true');
}

/** Stores an object, whether or not there is one of this name. */
export async function updateObject(call: Call, bucket: string, name: string): Promise<Response> {
	return uploaded(call, bucket, name, true);
}

async function uploaded(call: Call, bucket: string, name: string, isUpsert: boolean) {
	const owner = call.caller.claims.sub;
	const { id } = await upload(call, { bucket, name, owner, isUpsert });
	return Response.json({ Id: id, Key: `${bucket}/${name}` });
}

/** An address to store one object at later; the caller must be allowed to store it now. */
export async function signUpload(call: Call, bucket: string, name: string): Promise<Response> {
	const { headers } = call.request;
	const upsert = headers.get('x-upsert') === 'true';
	const length = headers.get('content-length');
	const metadata = {
		mimetype: headers.get('content-type') ?? undefined,
		contentLength: length === null ? undefined : Number(length)
	};
	const owner = call.caller.claims.sub;
	const row = { bucket_id: bucket, name, version: '1', owner, metadata, user_metadata: undefined };
	await mayStore(call, row, upsert);
	return signedUploadAddress(call, bucket, name, upsert);
}

/** The signed address was given in the rights of its owner, so none are asked again. */
export async function uploadSigned(call: Call, bucket: string, name: string): Promise<Response> {
	const { owner, upsert } = await verifySigned(call, bucket, name, 'upload');
	await upload(call, {
		...{ bucket, name, isUpsert: upsert === true, as: call.keys.service },
		owner: typeof owner === 'string' ? owner : undefined
	});
	return Response.json({ Key: `${bucket}/${name}` });
}

/** Removes one object. @throws StorageError when there is none, or no policy lets the caller delete it */
export async function removeObject(call: Call, bucket: string, name: string): Promise<Response> {
	const removed = await asCaller(call, async (tx) => {
		await tx.as(call.keys.service);
		await requireObject(tx, bucket, name, true);
		await tx.as(call.caller);
		return removeRows(tx, bucket, [name]);
	});
	if (removed.length === 0) throw errors.accessDenied('Access denied');
	await call.files.remove(removed.map(({ version }) => version));
	return Response.json({ message: 'Successfully deleted' });
}

/** Removes what the caller may remove of a list, and answers with what it was. */
export async function removeObjects(call: Call, bucket: string): Promise<Response> {
	const { prefixes } = await readBody<{ prefixes: string[] }>(call.request, {
		prefixes: { is: 'array', isRequired: true, minItems: 1 }
	});
	if (prefixes.length > MAX_REMOVED) {
		const limit = `${MAX_REMOVED} objects per request`;
		throw errors.invalidRequest(`Bulk object requests are limited to ${limit}.`, 'InvalidRequest');
	}
	const removed = await asCaller(call, (tx) => removeRows(tx, bucket, prefixes));
	await call.files.remove(removed.map(({ version }) => version));
	return Response.json(removed.map(withoutNulls));
}

function removeRows(
	tx: { query<Row extends object>(sql: string, values: unknown[]): Promise<Row[]> },
	bucket: string,
	names: string[]
): Promise<StoredObject[]> {
	return tx.query<StoredObject>(
		'delete from storage.objects where bucket_id = $1 and name = any ($2::text[]) returning *',
		[bucket, names]
	);
}

interface Move {
	bucketId: string;
	sourceKey: string;
	destinationBucket?: string;
	destinationKey: string;
}

const MOVE = {
	bucketId: { is: 'string', isRequired: true },
	sourceKey: { is: 'string', isRequired: true },
	destinationBucket: { is: 'string' },
	destinationKey: { is: 'string', isRequired: true }
} as const;

/** Renames an object; the caller must be able to read it and to update it to its new name. */
export async function moveObject(call: Call): Promise<Response> {
	const move = await readBody<Move>(call.request, MOVE);
	const { bucketId, sourceKey, destinationKey: name } = move;
	const bucket = move.destinationBucket || bucketId;
	requireObjectName(name);
	const { sub } = call.caller.claims;
	const owner = { owner: sub && isUuid(sub) ? sub : undefined, owner_id: sub };
	const version = randomUUID();
	await call.db.probe(call.facts, call.caller, async (tx) => {
		await requireObject(tx, bucketId, sourceKey);
		const change = { name, bucket_id: bucket, version, ...owner };
		const rows = await updateRow(tx, bucketId, sourceKey, change);
		if (rows.length === 0) throw errors.noSuchKey();
	});
	if (bucket === bucketId && name === sourceKey) {
		return Response.json({ message: 'Successfully moved', Key: name });
	}
	const moved = await asCaller(
		call,
		async (tx) => {
			await lockName(tx, bucket, name);
			const source = await requireObject(tx, bucketId, sourceKey, true);
			const facts = await call.files.copy(source.version, version);
			if (!facts) throw errors.noSuchFile();
			const change = { name, bucket_id: bucket, version, metadata: metadataOf(facts), ...owner };
			await updateRow(tx, bucketId, sourceKey, change);
			return source;
		},
		call.keys.service
	).catch(async (error: unknown) => {
		await call.files.remove([version]);
		throw error;
	});
	await call.files.remove([moved.version]);
	return Response.json({ message: 'Successfully moved', Id: moved.id, Key: name });
}

function updateRow(
	tx: { query<Row extends object>(sql: string, values: unknown[]): Promise<Row[]> },
	bucket: string,
	name: string,
	change: Record<string, unknown>
): Promise<StoredObject[]> {
	const entries = Object.entries(change).filter(([, value]) => value !== undefined);
	const assignments = entries.map(([column], i) => `${column} = $${i + 3}`).join(', ');
	return tx.query<StoredObject>(
		`update storage.objects set ${assignments} where bucket_id = $1 and name = $2 returning *`,
		[bucket, name, ...entries.map(([, value]) => value)]
	);
}

interface Copy extends Move {
	metadata?: Pick<FileFacts, 'cacheControl' | 'mimetype'>;
	copyMetadata?: boolean;
}

/** Copies an object that the caller may read to a name that the caller may store. */
export async function copyObject(call: Call): Promise<Response> {
	const copy = await readBody<Copy>(call.request, {
		...MOVE,
		metadata: { is: 'object' },
		copyMetadata: { is: 'boolean' }
	});
	const { bucketId, sourceKey, destinationKey: name, copyMetadata = true } = copy;
	const bucket = copy.destinationBucket || bucketId;
	requireObjectName(name);
	const source = await asCaller(call, (tx) => requireObject(tx, bucketId, sourceKey));
	const user_metadata = (copyMetadata && source.user_metadata) || undefined;
	const change = copyMetadata ? {} : (copy.metadata ?? {});
	const version = randomUUID();
	const row = { bucket_id: bucket, name, owner: call.caller.claims.sub, user_metadata };
	const metadata = { ...source.metadata, ...change };
	const isUpsert = call.request.headers.get('x-upsert') === 'true';
	await mayStore(call, { ...row, version: '1', metadata }, isUpsert);
	const facts = await call.files.copy(source.version, version, change);
	if (!facts) throw errors.noSuchFile();
	try {
		const object = await completeUpload(call, { ...row, version, metadata: metadataOf(facts) });
		return Response.json({ Id: object.id, Key: `${bucket}/${name}`, ...withoutNulls(object) });
	} catch (error) {
		await call.files.remove([version]);
		throw error;
	}
}

/** As the platform's serializer, which knows no null in an owner or a version. */
function withoutNulls({ owner, owner_id, version, ...object }: StoredObject) {
	const text = { owner: owner ?? '', owner_id: owner_id ?? '', version: version ?? '' };
	const { id, name, bucket_id, created_at, updated_at, last_accessed_at } = object;
	const { metadata, user_metadata } = object;
	return {
		...{ id, name, bucket_id, created_at, updated_at, last_accessed_at },
		...{ metadata, user_metadata, ...text }
	};
}
