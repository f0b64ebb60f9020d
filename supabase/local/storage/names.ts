/** What buckets and objects may be called. Source: supabase/storage, storage/limits.ts. */
import { errors } from './errors.ts';

const OBJECT_NAME = /^[A-Za-z0-9_/!.*'() &$=@;:+,?-]+$/;
const BUCKET_NAME = /^[A-Za-z0-9_!.*'() &$=@;:+,?-]{1,100}$/;

/** @throws StorageError unless every character is one that S3 stores safely */
export function requireObjectName(name: string): void {
	if (!OBJECT_NAME.test(name)) throw errors.invalidKey(name);
}

/** @throws StorageError */
export function requireBucketName(name: string): void {
	if (!BUCKET_NAME.test(name) || name.trim() !== name || name.endsWith('--iceberg')) {
		throw errors.invalidBucketName();
	}
}

/** Whether the name is the dashboard's mark of an empty folder, which may have no content. */
export function isFolderMark(name: string): boolean {
	return name.endsWith('.emptyFolderPlaceholder');
}

/** Owners that are no uuid are kept as text only, in owner_id. */
export function isUuid(text: string): boolean {
	return /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i.test(text);
}
