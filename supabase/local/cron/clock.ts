/** The scheduler's clock, injected so that tests do not wait for a minute to pass. */

export interface Clock {
	/** Milliseconds since 1970. */
	now(): number;
	/** Resolves after `milliseconds`, or as soon as the signal aborts. */
	wait(milliseconds: number, signal: AbortSignal): Promise<void>;
}

/** The machine's clock. */
export const systemClock: Clock = { now: Date.now, wait };

/** Resolves after `milliseconds`, or as soon as the signal aborts; never rejects. */
export function wait(milliseconds: number, signal: AbortSignal): Promise<void> {
	return new Promise((resolve) => {
		if (signal.aborted) return resolve();
		const timer = setTimeout(finish, milliseconds);
		signal.addEventListener('abort', finish, { once: true });
		function finish(): void {
			clearTimeout(timer);
			signal.removeEventListener('abort', finish);
			resolve();
		}
	});
}
