/** Time and chance, given from outside so that tests need not wait. */
export interface Clock {
	now(): number;
	/** Resolves after so long, or at once when the signal is aborted. */
	wait(milliseconds: number, signal?: AbortSignal): Promise<void>;
	/** From 0 up to 1. */
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

/** A moment that something has to be done by. */
export class Deadline {
	readonly #clock: Clock;
	readonly #end: number;

	constructor(clock: Clock, milliseconds: number) {
		this.#clock = clock;
		this.#end = clock.now() + milliseconds;
	}

	/** Milliseconds until then; 0 when it is over. */
	get left(): number {
		return Math.max(0, this.#end - this.#clock.now());
	}

	/** Is aborted then, or after `most` milliseconds. */
	signal(most = Infinity): AbortSignal {
		return AbortSignal.timeout(Math.min(most, this.left));
	}

	/** Waits, if that ends in time. @returns whether it did */
	async pause(milliseconds: number): Promise<boolean> {
		if (milliseconds >= this.left) return false;
		await this.#clock.wait(milliseconds);
		return true;
	}

	/** What the work comes to, or undefined when it is not done by then. It goes on all the same. */
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

/** Of a request: until when mails are prepared, sent, and when the caller has its answer. */
export interface Times {
	prepare: Deadline;
	send: Deadline;
	answer: Deadline;
}

/** The longest that one mail is prepared, and all mails of a batch. */
export const PREPARE_MS = 3_000;

/** The database waits 10 seconds for an answer. What was sent by then has yet to be recorded. */
export function startTimes(clock: Clock): Times {
	return {
		prepare: new Deadline(clock, PREPARE_MS),
		send: new Deadline(clock, 7_000),
		answer: new Deadline(clock, 9_000)
	};
}
