/** Buckets, in the caller's rights: without a policy on storage.buckets only the secret key has any. */
import { asCaller, type Call } from './call.ts';
import { readBody } from './body.ts';
import { errors } from './errors.ts';
import { isUuid, requireBucketName } from './names.ts';

const COLUMNS =
	'id, name, owner, public, type, created_at, updated_at, file_size_limit, allowed_mime_types';
const SORTED_BY = ['id', 'name', 'created_at', 'updated_at'];

interface BucketRow {
	file_size_limit: string | null;
}

/** The buckets whose names contain what is searched for, in the order and window that were asked for. */
export async function listBuckets(call: Call): Promise<Response> {
	const { searchParams: asked } = call.url;
	const column = asked.get('sortColumn');
	if (column !== null && !SORTED_BY.includes(column)) {
		throw errors.invalidRequest(
			'querystring/sortColumn must be equal to one of the allowed values'
		);
	}
	const direction = asked.get('sortOrder') === 'desc' ? 'desc' : 'asc';
	const rows = await asCaller(call, (tx) =>
		tx.query<BucketRow>(
			`select ${COLUMNS} from storage.buckets
			where strpos(lower(name), lower($1)) > 0
			order by ${column ?? 'ctid'} ${direction} limit $2 offset $3`,
			[asked.get('search') ?? '', asked.get('limit'), asked.get('offset') ?? 0]
		)
	);
	return Response.json(rows.map(withNumber));
}

/** One bucket. @throws StorageError when there is none, or no policy shows it */
export async function getBucket(call: Call, id: string): Promise<Response> {
	const [bucket] = await asCaller(call, (tx) =>
		tx.query<BucketRow>(`select ${COLUMNS} from storage.buckets where id = $1`, [id])
	);
	if (!bucket) throw errors.noSuchBucket();
	return Response.json(withNumber(bucket));
}

/** A `bigint` is text to the driver and a number to the client. */
function withNumber(bucket: BucketRow): object {
	const { file_size_limit: limit } = bucket;
	return { ...bucket, file_size_limit: limit === null ? null : Number(limit) };
}

interface BucketSettings {
	public?: boolean;
	file_size_limit?: number | string | null;
	allowed_mime_types?: string[] | null;
}

const SETTINGS = {
	public: { is: 'boolean' },
	file_size_limit: { is: ['integer', 'string'], isNullable: true, minimum: 0 },
	allowed_mime_types: { is: 'array', isNullable: true }
} as const;

/** A new bucket of the caller. @throws StorageError when the id or the name is taken */
export async function createBucket(call: Call): Promise<Response> {
	const body = await readBody<BucketSettings & { name: string; id?: string }>(call.request, {
		name: { is: 'string', isRequired: true },
		id: { is: 'string' },
		...SETTINGS
	});
	requireBucketName(body.name);
	const { sub } = call.caller.claims;
	const row = {
		...{ id: body.id || body.name, name: body.name, public: false },
		...changeOf(body, call.maxFileSize),
		...{ owner: sub && isUuid(sub) ? sub : undefined, owner_id: sub }
	};
	const entries = Object.entries(row).filter(([, value]) => value !== undefined);
	const columns = entries.map(([column]) => column).join(', ');
	const places = entries.map((_, i) => `$${i + 1}`).join(', ');
	const values = entries.map(([, value]) => value);
	await asCaller(call, (tx) =>
		tx.query(`insert into storage.buckets (${columns}) values (${places})`, values)
	).catch((error: Error & { code?: string }) => {
		throw error.code === '23505' ? errors.bucketExists() : error;
	});
	return Response.json({ name: body.name });
}

/** Changes the settings that the body has. @throws StorageError when it has none */
export async function updateBucket(call: Call, id: string): Promise<Response> {
	const body = await readBody<BucketSettings>(call.request, SETTINGS);
	requireBucketName(id);
	const change = Object.entries(changeOf(body, call.maxFileSize));
	if (change.length === 0) throw errors.noContent();
	const assignments = change.map(([column], i) => `${column} = $${i + 2}`).join(', ');
	const values = change.map(([, value]) => value);
	const rows = await asCaller(call, (tx) =>
		tx.query(`update storage.buckets set ${assignments} where id = $1 returning id`, [
			id,
			...values
		])
	);
	if (rows.length === 0) throw errors.noSuchBucket();
	return Response.json({ message: 'Successfully updated' });
}

/** Whether it is empty is decided with the secret key’s rights, since objects may be hidden from the caller. */
export async function deleteBucket(call: Call, id: string): Promise<Response> {
	await asCaller(call, async (tx) => {
		await tx.as(call.keys.service);
		const found = await tx.query('select id from storage.buckets where id = $1 for update', [id]);
		if (found.length === 0) throw errors.noSuchBucket();
		const objects = await tx.query('select id from storage.objects where bucket_id = $1 limit 1', [
			id
		]);
		if (objects.length > 0) throw errors.bucketNotEmpty();
		await tx.as(call.caller);
		const deleted = await tx.query('delete from storage.buckets where id = $1 returning id', [id]);
		if (deleted.length === 0) throw errors.noSuchBucket();
	});
	return Response.json({ message: 'Successfully deleted' });
}

/** Removes all objects at once, where the platform queues it. */
export async function emptyBucket(call: Call, id: string): Promise<Response> {
	await getBucket(call, id);
	const removed = await asCaller(
		call,
		(tx) =>
			tx.query<{ version: string | null }>(
				'delete from storage.objects where bucket_id = $1 returning version',
				[id]
			),
		call.keys.service
	);
	await call.files.remove(removed.map(({ version }) => version));
	const message = 'Empty bucket has been queued. Completion may take up to an hour.';
	return Response.json({ message });
}

function changeOf(body: BucketSettings, maxFileSize: number): Record<string, unknown> {
	const change: Record<string, unknown> = {};
	if (body.public !== undefined) change.public = body.public;
	if (body.allowed_mime_types !== undefined) {
		change.allowed_mime_types = requireMimeTypes(body.allowed_mime_types);
	}
	if (body.file_size_limit !== undefined) {
		const limit = bytesOf(body.file_size_limit);
		if (limit !== null && limit > maxFileSize) throw errors.tooLarge();
		change.file_size_limit = limit;
	}
	return change;
}

function requireMimeTypes(types: string[] | null): string[] | null {
	const pattern = /^([a-zA-Z0-9\-+.]+)\/([a-zA-Z0-9\-+.]+)(;\s*charset=[a-zA-Z0-9-]+)?$|\*$/;
	for (const type of types ?? []) {
		if (type.length > 1000 || !pattern.test(type)) throw errors.invalidMimeType(type);
	}
	return types;
}

/** The bytes of 10MB, 1.5kb or 100B, in steps of a thousand. @throws StorageError */
function bytesOf(limit: number | string | null): number | null {
	if (typeof limit !== 'string') return limit;
	const [, number = '', unit = ''] = /^([0-9]+(?:\.[0-9]+)?)(gb|mb|kb|b)$/i.exec(limit) ?? [];
	if (!number) {
		throw errors.invalidRequest('body/file_size_limit must match pattern of a size with its unit');
	}
	const power = ['b', 'kb', 'mb', 'gb'].indexOf(unit.toLowerCase());
	return Number(number) * 1000 ** power;
}
