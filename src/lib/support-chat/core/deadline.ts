import { ChatError, toChatError } from './chat-error.ts';
import type { Clock } from './ports.ts';

/** A request without a response for this long counts as lost. */
export const REQUEST_TIMEOUT_MS = 15_000;

/**
 * Runs a request with a deadline of `REQUEST_TIMEOUT_MS`. Rejects with a `ChatError` only; at the
 * deadline its code is 'timeout', even if the request ignores its signal.
 */
export function withDeadline<T>(
	clock: Clock,
	run: (signal: AbortSignal) => Promise<T>
): Promise<T> {
	const controller = new AbortController();
	return new Promise<T>((resolve, reject) => {
		const cancel = clock.after(REQUEST_TIMEOUT_MS, () => {
			reject(new ChatError('The server did not respond in time', { code: 'timeout' }));
			controller.abort();
		});
		run(controller.signal)
			.then(resolve, (error) => reject(toChatError(error)))
			.finally(cancel);
	});
}
