/**
 * Responses with an object's bytes or facts. Source: supabase/storage, storage/renderer, and S3 for
 * conditions and ranges. As on the platform there is no `nosniff`, and SVG is sent as SVG; only HTML is
 * sent as text.
 */
import type { Call, StoredObject } from './call.ts';
import { errors } from './errors.ts';
import type { ByteRange, FileFacts } from './file-store.ts';

interface DownloadOptions {
	/** When the signed address ends, in seconds since 1970; replaces the file's cache-control. */
	expiresAt?: number;
}

/** @throws StorageError when the bytes are gone, or the range is outside of them */
export async function download(
	{ request, url, files }: Call,
	{ version }: StoredObject,
	{ expiresAt }: DownloadOptions = {}
): Promise<Response> {
	const facts = await files.facts(version);
	if (version === null || !facts) throw errors.noSuchFile();
	if (isNotModified(request.headers, facts)) return new Response(null, { status: 304 });
	const range = readRange(request.headers.get('range'), facts.size);
	const headers = headersOf(facts);
	headers.set('content-length', String(range ? range.end - range.start + 1 : facts.size));
	if (range) headers.set('content-range', `bytes ${range.start}-${range.end}/${facts.size}`);
	if (expiresAt !== undefined) headers.set('expires', new Date(expiresAt * 1000).toUTCString());
	else setCacheControl(headers, request.headers, facts, 'stale-while-revalidate=30');
	setDisposition(headers, url.searchParams.get('download'));
	const body = facts.size === 0 ? null : files.read(version, range);
	return new Response(body, { status: range ? 206 : 200, headers });
}

/** The headers of a download, without the bytes: the object's row, which a policy may have shown. */
export function head({ request }: Call, { metadata }: StoredObject): Response {
	const facts = factsOf(metadata);
	const headers = headersOf(facts);
	headers.set('content-length', String(facts.size));
	setCacheControl(headers, request.headers, facts, 'must-revalidate');
	return new Response(null, { headers });
}

/** What `info()` of supabase-js returns. */
export function info(object: StoredObject): Response {
	const { metadata } = object;
	return Response.json(
		{
			id: object.id,
			name: object.name,
			version: object.version,
			bucket_id: object.bucket_id,
			size: metadata?.size ?? null,
			content_type: metadata?.mimetype ?? null,
			cache_control: metadata?.cacheControl ?? null,
			etag: metadata?.eTag ?? null,
			metadata: object.user_metadata,
			last_modified: object.updated_at,
			created_at: object.created_at
		},
		{ headers: { 'cache-control': factsOf(metadata).cacheControl } }
	);
}

function factsOf(metadata: StoredObject['metadata']): FileFacts {
	return {
		...{ mimetype: 'application/octet-stream', cacheControl: 'no-cache', eTag: '', size: 0 },
		lastModified: new Date(0).toISOString(),
		...metadata
	};
}

function headersOf({ mimetype, eTag, lastModified }: FileFacts): Headers {
	return new Headers({
		'accept-ranges': 'bytes',
		'content-type': mimetype.includes('text/html') ? 'text/plain' : mimetype,
		etag: eTag,
		'last-modified': new Date(lastModified).toUTCString(),
		'x-robots-tag': 'none'
	});
}

function setCacheControl(
	headers: Headers,
	asked: Headers,
	{ cacheControl, eTag }: FileFacts,
	ifChanged: string
): void {
	const known = asked.get('if-none-match');
	const isChanged = known !== null && known !== eTag;
	headers.set('cache-control', isChanged ? `${cacheControl}, ${ifChanged}` : cacheControl);
}

/** `?download` makes it a file to save, `?download=name` one of this name. */
function setDisposition(headers: Headers, name: string | null): void {
	if (name === null) return;
	const encoded = encodeURIComponent(name);
	const named = ` filename=${encoded}; filename*=UTF-8''${encoded}`;
	headers.set('content-disposition', `attachment;${name ? named : ''}`);
}

function isNotModified(headers: Headers, { eTag, lastModified }: FileFacts): boolean {
	const known = headers.get('if-none-match');
	if (known !== null) return known === eTag;
	const since = Date.parse(headers.get('if-modified-since') ?? '');
	return since >= Date.parse(lastModified);
}

/** @returns undefined for the whole file: without a range, or with one that S3 does not read either */
function readRange(header: string | null, size: number): ByteRange | undefined {
	const [, from = '', to = ''] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? [];
	if (!from && !to) return undefined;
	if (!from) {
		if (Number(to) === 0 || size === 0) throw errors.rangeNotSatisfiable();
		return { start: Math.max(0, size - Number(to)), end: size - 1 };
	}
	const [start, end] = [Number(from), to ? Number(to) : Infinity];
	if (end < start) return undefined;
	if (start >= size) throw errors.rangeNotSatisfiable();
	return { start, end: Math.min(end, size - 1) };
}
