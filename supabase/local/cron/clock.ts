/** The time as the scheduler sees it. A port, so that a test need not wait for a minute to pass. */

export interface Clock {
	/** Milliseconds since 1970. */
	now(): number;
	/** Resolves after that many milliseconds, or as soon as the signal is aborted. */
	wait(milliseconds: number, signal: AbortSignal): Promise<void>;
}

/** The clock of the machine. */
export const systemClock: Clock = { now: Date.now, wait };

/** Resolves after that many milliseconds, or as soon as the signal is aborted; never rejects. */
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
