import { ChatError } from '../../core/chat-error.ts';
import type { UploadOptions } from '../../core/files/attachment-port.ts';
import { noteAnswer } from '../../core/sync/reachability.ts';
import type { StorageAnswer } from '../storage-errors.ts';

export interface SendFileOptions extends UploadOptions {
	url: string;
	headers: Record<string, string>;
	/** Sent with its own type. */
	file: Blob;
}

/**
 * Posts a file with XMLHttpRequest, which reports progress; `fetch` does not.
 *
 * @throws ChatError without an answer: code 'files_lost' when the browser cannot read the file any more,
 * else 'network'
 */
export function sendFile({
	url,
	headers,
	file,
	signal,
	onProgress
}: SendFileOptions): Promise<StorageAnswer> {
	return new Promise((resolve, reject) => {
		const request = new XMLHttpRequest();
		const sentAt = performance.now();
		const onAbort = () => request.abort();
		request.open('POST', url);
		for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
		request.setRequestHeader('Content-Type', file.type);
		// Objects never change, but only who may see them should have a copy.
		request.setRequestHeader('Cache-Control', 'private, max-age=3600');
		request.upload.onprogress = ({ loaded }) => onProgress(loaded);
		request.onload = () => {
			noteAnswer(sentAt);
			resolve({ status: request.status, body: request.responseText });
		};
		request.onabort = () => reject(new ChatError('Aborted', { code: 'aborted' }));
		request.onerror = () => void failure(file).then(reject);
		request.onloadend = () => signal.removeEventListener('abort', onAbort);
		signal.addEventListener('abort', onAbort);
		request.send(file);
		if (signal.aborted) onAbort();
	});
}

/** A file that was changed or removed on the disk fails like a lost connection, and fails at every retry. */
async function failure(file: Blob): Promise<ChatError> {
	try {
		await file.slice(0, 1).arrayBuffer();
		return new ChatError('The upload failed', { code: 'network' });
	} catch (cause) {
		return new ChatError('The file cannot be read', { code: 'files_lost', status: 410, cause });
	}
}
