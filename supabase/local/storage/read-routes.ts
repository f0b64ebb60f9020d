/** Downloads, facts and lists of objects, and the addresses that open them. */
import type { Caller } from './caller.ts';
import { asCaller, requireBucket, requireObject, type Call, type StoredObject } from './call.ts';
import { checkObject, readBody } from './body.ts';
import { download, head, info } from './download.ts';
import { errors } from './errors.ts';
import { requireObjectName } from './names.ts';

/** How long a signed upload may begin. Source: Supabase's documentation. */
const UPLOAD_ADDRESS_S = 7200;

/** A file, to those whom a policy shows its object, or to anybody when its bucket is public. */
export async function getObject(call: Call, bucket: string, name: string): Promise<Response> {
	return download(call, await readable(call, bucket, name));
}

/** Its headers, without the file. */
export async function headObject(call: Call, bucket: string, name: string): Promise<Response> {
	return head(call, await readable(call, bucket, name));
}

/** What its row says about it, as JSON. */
export async function getInfo(call: Call, bucket: string, name: string): Promise<Response> {
	return info(await readable(call, bucket, name));
}

/** A file of a public bucket: nobody's rights are asked, here and in the next two. */
export async function getPublic(call: Call, bucket: string, name: string): Promise<Response> {
	return download(call, await readable(call, bucket, name, true));
}

export async function headPublic(call: Call, bucket: string, name: string): Promise<Response> {
	return head(call, await readable(call, bucket, name, true));
}

export async function infoPublic(call: Call, bucket: string, name: string): Promise<Response> {
	return info(await readable(call, bucket, name, true));
}

/** The object, when the bucket is public or a policy shows it. @throws StorageError */
async function readable(
	call: Call,
	bucketId: string,
	name: string,
	onlyPublic = false
): Promise<StoredObject> {
	const bucket = await requireBucket(call, bucketId);
	if (!bucket.public && (onlyPublic || !call.caller.isAuthenticated)) throw errors.noSuchBucket();
	return readObject(call, bucketId, name, bucket.public ? call.keys.service : call.caller);
}

async function readObject(
	call: Call,
	bucket: string,
	name: string,
	as: Caller = call.caller
): Promise<StoredObject> {
	requireObjectName(name);
	return asCaller(call, (tx) => requireObject(tx, bucket, name), as);
}

/** An address that opens one object without a key, for a while. */
export async function sign(call: Call, bucket: string, name: string): Promise<Response> {
	const { expiresIn } = await readBody<{ expiresIn: number }>(call.request, {
		expiresIn: { is: 'integer', isRequired: true, minimum: 1 }
	});
	await readObject(call, bucket, name);
	// From the address as it was asked for: what is encoded there stays so, except what `decodeURI` reads.
	const url = decodeURI(call.url.pathname.split('/').slice(3).join('/'));
	const token = await call.keys.sign({ url, scope: 'download' }, expiresIn);
	return Response.json({ signedURL: `/object/sign/${url}?token=${token}` });
}

/** Addresses of many objects; one that cannot be read has an error in its place. */
export async function signMany(call: Call, bucket: string): Promise<Response> {
	const { expiresIn, paths } = await readBody<{ expiresIn: number; paths: string[] }>(
		call.request,
		{
			expiresIn: { is: 'integer', isRequired: true, minimum: 1 },
			paths: { is: 'array', isRequired: true, minItems: 1 }
		}
	);
	const found = await asCaller(call, (tx) =>
		tx.query<{ name: string }>(
			'select name from storage.objects where bucket_id = $1 and name = any ($2::text[])',
			[bucket, paths]
		)
	);
	const names = new Set(found.map(({ name }) => name));
	return Response.json(
		await Promise.all(
			paths.map(async (path) => {
				if (!names.has(path)) {
					const error = 'Either the object does not exist or you do not have access to it';
					return { error, path, signedURL: null };
				}
				const url = `${bucket}/${path}`;
				const token = await call.keys.sign({ url, scope: 'download' }, expiresIn);
				return { error: null, path, signedURL: `/object/sign/${url}?token=${token}` };
			})
		)
	);
}

/** A file, to whoever has an address that `sign` made, as long as it is valid. */
export async function getSigned(call: Call, bucket: string, name: string): Promise<Response> {
	const { exp } = await verifySigned(call, bucket, name, 'download');
	const object = await readObject(call, bucket, name, call.keys.service);
	return download(call, object, { expiresAt: exp });
}

/** What a signed address permits. @throws StorageError unless its token is for this object and this use */
export async function verifySigned(
	call: Call,
	bucket: string,
	name: string,
	scope: 'download' | 'upload'
) {
	const token = call.url.searchParams.get('token');
	if (token === null)
		throw errors.invalidRequest(`querystring must have required property 'token'`);
	const claims = await call.keys.verify(token);
	if (claims.scope !== scope) throw errors.invalidSignature(`Token is not scoped for ${scope}`);
	if (claims.url !== `${bucket}/${name}`) throw errors.invalidSignature();
	return claims;
}

/** The address of a later upload, in the rights of who asks for it now. */
export async function signedUploadAddress(
	call: Call,
	bucket: string,
	name: string,
	upsert: boolean
): Promise<Response> {
	const url = `${bucket}/${name}`;
	const claims = { owner: call.caller.claims.sub, url, upsert, scope: 'upload' };
	const token = await call.keys.sign(claims, UPLOAD_ADDRESS_S);
	return Response.json({ url: `/object/upload/sign/${url}?token=${token}`, token });
}

interface ListBody {
	prefix: string;
	limit?: number;
	offset?: number;
	search?: string;
	sortBy?: { column?: string; order?: string };
}

/** The files and folders directly under a prefix, as far as the caller may read them. */
export async function list(call: Call, bucket: string): Promise<Response> {
	const body = await readBody<ListBody>(call.request, {
		prefix: { is: 'string', isRequired: true },
		limit: { is: 'integer', minimum: 1 },
		offset: { is: 'integer', minimum: 0 },
		sortBy: { is: 'object' },
		search: { is: 'string' }
	});
	if (body.sortBy) {
		const column = ['name', 'updated_at', 'created_at', 'last_accessed_at'];
		const rules = {
			column: { is: 'string', isRequired: true, oneOf: column },
			order: { is: 'string', oneOf: ['asc', 'desc'] }
		} as const;
		checkObject(body.sortBy, rules, 'body/sortBy');
	}
	const { limit = 100, offset = 0, search = '', sortBy } = body;
	const prefix = body.prefix.replace(/([^/])$/, '$1/');
	const level = (prefix + search).split('/').length;
	const [column, order] = [sortBy?.column ?? 'name', sortBy?.order ?? 'asc'];
	const values = [prefix, bucket, limit, level, offset, search, column, order];
	const rows = await asCaller(call, (tx) =>
		tx.query('select * from storage.search($1, $2, $3, $4, $5, $6, $7, $8)', values)
	);
	return Response.json(rows);
}
