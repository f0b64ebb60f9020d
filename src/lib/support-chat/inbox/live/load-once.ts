import { retryDelay } from '../../core/sync/retry-delay.ts';
import type { Clock } from '../../core/ports.ts';

/** A function that loads something once, and again only after a failure. */
export function loadOnce<Value>(load: () => Promise<Value>): () => Promise<Value> {
	let loading: Promise<Value> | null = null;
	return () =>
		(loading ??= load().catch((error: unknown) => {
			loading = null;
			throw error;
		}));
}

/** Loads something, trying again until it succeeds; null when `signal` is aborted before. */
export async function untilLoaded<Value>(
	load: () => Promise<Value>,
	{ clock, signal }: { clock: Pick<Clock, 'after'>; signal: AbortSignal }
): Promise<Value | null> {
	for (let failures = 0; !signal.aborted; failures++) {
		try {
			const value = await load();
			return signal.aborted ? null : value;
		} catch {
			await new Promise<void>((resolve) => {
				const cancel = clock.after(retryDelay(failures), resolve);
				signal.addEventListener('abort', () => (cancel(), resolve()), { once: true });
			});
		}
	}
	return null;
}
