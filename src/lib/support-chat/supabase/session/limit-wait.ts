import { REQUEST_TIMEOUT_MS } from '../../core/deadline.ts';

/**
 * A `fetch` that rejects when there is no response within `REQUEST_TIMEOUT_MS`. Browsers and Node wait for minutes on a
 * dead connection, and whoever waits does not try again. A response that has begun may take as long as it needs.
 */
export function limitWait(send: typeof fetch): typeof fetch {
	return async (input, init) => {
		const late = new AbortController();
		const { signal } = init ?? {};
		const abort = () => late.abort(signal?.reason);
		if (signal?.aborted) abort();
		signal?.addEventListener('abort', abort);
		const timer = setTimeout(() => late.abort(), REQUEST_TIMEOUT_MS);
		try {
			return await send(input, { ...init, signal: late.signal });
		} finally {
			clearTimeout(timer);
		}
	};
}
