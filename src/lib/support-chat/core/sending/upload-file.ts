import { ChatError, toChatError } from '../chat-error.ts';
import type { AttachmentPort } from '../files/attachment-port.ts';
import type { Clock } from '../ports.ts';

/** An upload of which nothing has moved for this long counts as lost. */
const STALL_MS = 30_000;

export interface Upload {
	port: AttachmentPort;
	clock: Clock;
	/** Aborts the upload. */
	signal: AbortSignal;
}

/**
 * Uploads one file. Has no deadline for the whole, which depends on size and network, but one for a
 * standstill. Rejects with a `ChatError` only, at once when aborted.
 *
 * Resolves also when Storage forbids it (403): the insert of the message knows whether that is because it
 * is stored already, because the chat is gone or because the writer is blocked, and Storage does not say.
 */
export function uploadFile(
	{ port, clock, signal }: Upload,
	path: string,
	file: Blob,
	onProgress: (sent: number) => void = () => {}
): Promise<void> {
	const own = new AbortController();
	return new Promise<void>((resolve, reject) => {
		let cancel = () => {};
		const end = (code: string, message: string) => {
			cancel();
			own.abort();
			reject(new ChatError(message, { code }));
		};
		const watch = () => {
			cancel();
			if (own.signal.aborted) return;
			cancel = clock.after(STALL_MS, () => end('timeout', 'The upload stands still'));
		};
		const onAbort = () => end('aborted', 'The upload was aborted');
		signal.addEventListener('abort', onAbort);
		watch();
		if (signal.aborted) return onAbort();
		const onSent = (sent: number) => {
			if (own.signal.aborted) return;
			watch();
			onProgress(sent);
		};
		port
			.upload(path, file, { signal: own.signal, onProgress: onSent })
			.catch((error) => {
				if (toChatError(error).status !== 403) throw error;
			})
			.then(resolve, (error) => reject(toChatError(error)))
			.finally(() => {
				cancel();
				signal.removeEventListener('abort', onAbort);
			});
	});
}
