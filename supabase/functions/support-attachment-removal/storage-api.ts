import { keyHeaders } from '../_shared/support-chat/api-key.ts';

const BUCKET = 'support-attachments';
/** What Storage says is shortened to this length, in characters. */
const LONGEST_ERROR = 300;

/** Storage has answered with an error. */
export class StorageError extends Error {
	override readonly name = 'StorageError';
	readonly status: number;

	constructor(status: number, message: string) {
		super(message);
		this.status = status;
	}
}

/**
 * Removes files from the bucket; those that are not there are no error. Storage removes up to some 60 at a
 * time and ends with the first error, so that after one some may be gone.
 *
 * @throws StorageError when Storage answers with an error; another error when it does not answer
 */
export type RemoveFiles = (paths: readonly string[], signal: AbortSignal) => Promise<void>;

/**
 * The bucket over Storage's API (supabase/storage, route DELETE /object/:bucketName).
 *
 * @param url the project's URL
 * @param key its secret key: nobody else may remove files
 */
export function openBucket(url: string, key: string, fetcher: typeof fetch = fetch): RemoveFiles {
	return async (paths, signal) => {
		const response = await fetcher(`${url.replace(/\/+$/, '')}/storage/v1/object/${BUCKET}`, {
			method: 'DELETE',
			headers: { ...keyHeaders(key), 'content-type': 'application/json' },
			body: JSON.stringify({ prefixes: paths }),
			signal
		}).catch(() => undefined);
		const text = await response?.text().catch(() => undefined);
		if (!response || text === undefined) throw new Error('Storage did not answer.');
		if (!response.ok) throw new StorageError(response.status, describe(response.status, text));
	};
}

function describe(status: number, text: string): string {
	return `Storage answered ${status}: ${text}`.slice(0, LONGEST_ERROR);
}
