/**
 * The file of an upload: the body itself, or the first file of a form, as supabase-js sends a Blob.
 * Source: supabase/storage, storage/uploader.ts.
 */
import { Readable, type Writable } from 'node:stream';
import type { ReadableStream as NodeStream } from 'node:stream/web';
import { Busboy, type BusboyHeaders } from '@fastify/busboy';
import type { BucketLimits } from './call.ts';
import { errors, StorageError } from './errors.ts';
import { isFolderMark } from './names.ts';

export interface IncomingFile {
	body: Readable;
	mimetype: string;
	cacheControl: string;
	userMetadata: Record<string, unknown> | undefined;
	/** Of the whole request, which a form makes longer than the file; undefined when it is not sent. */
	declaredLength: number | undefined;
	/** Whether bytes were dropped at the limit; known once the body has ended. */
	isTruncated(): boolean;
	/** Reads and drops the rest, so that the client reads the refusal instead of a broken connection. */
	discard(): void;
}

const MAX_METADATA_BYTES = 1024 * 1024;

/**
 * Reads an upload up to the file's first byte, and checks it against the bucket's limits.
 *
 * @param maxFileSize bytes, of every bucket
 * @throws StorageError for a file that the bucket refuses, or without a file
 */
export async function readIncomingFile(
	request: Request,
	bucket: BucketLimits,
	name: string,
	maxFileSize: number
): Promise<IncomingFile> {
	const limit = Math.min(maxFileSize, Number(bucket.file_size_limit ?? Infinity));
	const file = await openFile(request, isFolderMark(name) ? 0 : limit);
	const allowed = bucket.allowed_mime_types ?? [];
	if (allowed.length > 0 && !isFolderMark(name) && !isAllowed(file.mimetype, allowed)) {
		file.discard();
		throw errors.invalidMimeType(file.mimetype);
	}
	return file;
}

/**
 * Whether a bucket takes this type. Compared as text: the case counts, and so does a parameter behind
 * the type. `image/*` takes every image; `*` and `*` + `/*` take nothing but themselves.
 */
export function isAllowed(mimetype: string, allowed: readonly string[]): boolean {
	const [type, subtype] = mimetype.split('/');
	if (subtype === undefined) return false;
	return allowed.some((each) => {
		const [allowedType, allowedSubtype] = each.split('/');
		return allowedType === type && (allowedSubtype === '*' || allowedSubtype === subtype);
	});
}

async function openFile(request: Request, limit: number): Promise<IncomingFile> {
	const declared = Number(request.headers.get('content-length') ?? NaN);
	const declaredLength = Number.isFinite(declared) && declared >= 0 ? declared : undefined;
	if (!request.body) throw errors.noContent();
	const source = Readable.fromWeb(request.body as NodeStream);
	// The connection may break before anything reads the body; who reads it then learns of it.
	source.on('error', () => {});
	const type = request.headers.get('content-type') ?? '';
	if (!type.startsWith('multipart/form-data')) {
		return rawFile(request.headers, source, declaredLength, limit);
	}
	try {
		return { ...(await fileOfForm(type, source, limit)), declaredLength };
	} catch (error) {
		source.resume();
		throw error instanceof StorageError ? error : errors.noContent((error as Error).message);
	}
}

function rawFile(
	headers: Headers,
	source: Readable,
	declaredLength: number | undefined,
	limit: number
): IncomingFile {
	const discard = () => void source.resume();
	// Only a declared length is compared, as on the platform: a body sent in chunks has none, and is
	// stored however long it is.
	if (declaredLength !== undefined && declaredLength > limit) {
		discard();
		throw errors.tooLarge();
	}
	return {
		...{ body: source, declaredLength, discard },
		mimetype: headers.get('content-type') ?? 'application/octet-stream',
		cacheControl: headers.get('cache-control') ?? 'no-cache',
		userMetadata: fromBase64(headers.get('x-metadata')),
		isTruncated: () => false
	};
}

/** Resolves at the form's first file; the fields before it have been read then. */
function fileOfForm(type: string, source: Readable, limit: number): Promise<FileOfForm> {
	return new Promise((resolve, reject) => {
		const fields = new Map<string, string>();
		const form = new Busboy({
			headers: { 'content-type': type } as BusboyHeaders,
			limits: { fields: 10, files: 1, fileSize: limit }
		});
		form.on('field', (name, value) => fields.set(name, value));
		form.on('file', (_field, file, _filename, _encoding, mimetype) => {
			// A form that ends early reports it on the file, maybe before anything reads the file.
			file.on('error', (error) => file.destroy(error));
			source.on('error', (error) => file.destroy(error));
			const discard = () => void file.resume();
			try {
				resolve({
					...{ body: file, discard },
					...fromFields(fields, mimetype),
					isTruncated: () => file.truncated
				});
			} catch (error) {
				discard();
				reject(error as Error);
			}
		});
		form.on('finish', () => reject(errors.noContent()));
		form.on('error', (error) => reject(error as Error));
		source.on('error', reject);
		source.pipe(form as unknown as Writable);
	});
}

type FileOfForm = Omit<IncomingFile, 'declaredLength'>;

function fromFields(fields: Map<string, string>, mimetype: string) {
	const seconds = fields.get('cacheControl');
	return {
		mimetype: fields.get('contentType') || mimetype,
		cacheControl: seconds ? `max-age=${seconds}` : 'no-cache',
		userMetadata: fromJson(fields.get('metadata') ?? fields.get('userMetadata'))
	};
}

function fromBase64(text: string | null): Record<string, unknown> | undefined {
	return text === null ? undefined : fromJson(Buffer.from(text, 'base64').toString());
}

function fromJson(text: string | undefined): Record<string, unknown> | undefined {
	if (text === undefined) return undefined;
	if (Buffer.byteLength(text) > MAX_METADATA_BYTES) throw errors.tooLarge('user_metadata');
	try {
		return JSON.parse(text) as Record<string, unknown>;
	} catch {
		// As on the platform, metadata that is not JSON is dropped.
		return undefined;
	}
}
