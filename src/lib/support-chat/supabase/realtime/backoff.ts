import { retryDelay } from '../../core/sync/retry-delay.ts';

/** A connection that held for this long was a good one. */
const STABLE_MS = 30_000;

/** How long to wait before a connection is tried again: longer each time, until one has held. */
export class Backoff {
	#failures = 0;
	#connectedAt = Infinity;

	/** To be called when a connection is made. */
	connected(): void {
		this.#connectedAt = performance.now();
	}

	/** To be called when it has failed; returns the milliseconds until the next try. */
	next(): number {
		if (performance.now() - this.#connectedAt > STABLE_MS) this.#failures = 0;
		this.#connectedAt = Infinity;
		return retryDelay(this.#failures++);
	}
}
