/** Time and randomness, injected so that tests do not wait. */
export interface Clock {
	now(): number;
	/** Resolves after `milliseconds`, or as soon as the signal aborts. */
	wait(milliseconds: number, signal?: AbortSignal): Promise<void>;
	/** From 0 (inclusive) to 1 (exclusive). */
	random(): number;
}

export const systemClock: Clock = {
	now: Date.now,
	wait: (milliseconds, signal) =>
		new Promise((resolve) => {
			const timer = setTimeout(resolve, milliseconds);
			signal?.addEventListener('abort', () => {
				clearTimeout(timer);
				resolve();
			});
		}),
	random: Math.random
};

/** A point in time by which work must be done. */
export class Deadline {
	readonly #clock: Clock;
	readonly #end: number;

	constructor(clock: Clock, milliseconds: number) {
		this.#clock = clock;
		this.#end = clock.now() + milliseconds;
	}

	/** Milliseconds left; 0 once it has passed. */
	get left(): number {
		return Math.max(0, this.#end - this.#clock.now());
	}

	/** Aborts at the deadline, or after `most` milliseconds if that is earlier. */
	signal(most = Infinity): AbortSignal {
		return AbortSignal.timeout(Math.min(most, this.left));
	}

	/** Waits if the wait ends before the deadline. @returns whether it waited */
	async pause(milliseconds: number): Promise<boolean> {
		if (milliseconds >= this.left) return false;
		await this.#clock.wait(milliseconds);
		return true;
	}

	/** The result of `work`, or undefined when it is not done by the deadline. Does not cancel the work. */
	async limit<Result>(work: Promise<Result>): Promise<Result | undefined> {
		const done = new AbortController();
		const end = this.#clock.wait(this.left, done.signal).then(() => undefined);
		try {
			return await Promise.race([work, end]);
		} finally {
			done.abort();
		}
	}
}
