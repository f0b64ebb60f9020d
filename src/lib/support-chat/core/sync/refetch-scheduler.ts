import { toChatError } from '../chat-error.ts';
import type { Clock } from '../ports.ts';
import { retryDelay, spread } from './retry-delay.ts';

/** How often the table is read while live events cannot be relied on. */
export const POLL_MS = 5_000;
/** How often it is read though they arrive: a socket may send and no longer receive. */
export const RECONCILE_MS = 60_000;
/** The same while somebody looks at it, who would see a late message come. */
export const WATCHED_RECONCILE_MS = 15_000;

export interface RefetchSchedulerOptions {
	clock: Clock;
	/** Reads what is missing from the table. */
	read(): Promise<void>;
	/** Live events arrive, as far as is known. */
	isLive(): boolean;
	isOnline(): boolean;
	/** Somebody looks at the messages. */
	isWatched(): boolean;
	/** A message is known to be missing. */
	hasHole(): boolean;
	/** After each read that failed, with null after one that did not. */
	onResult(error: Error | null): void;
	random?: (() => number) | undefined;
}

/** Decides when the table is read. Reads never overlap. */
export class RefetchScheduler {
	readonly #options: RefetchSchedulerOptions;
	#reading = false;
	/** Something changed while a read was under way: its answer may be too old. */
	#again = false;
	#failures = 0;
	#fruitless = 0;
	#notBefore = 0;
	#stopped = false;
	#cancelTimer: () => void = () => {};

	constructor(options: RefetchSchedulerOptions) {
		this.#options = options;
	}

	/** Reads now, or once more after the read under way. */
	request(): void {
		if (this.#stopped) return;
		if (this.#reading) {
			this.#again = true;
			return;
		}
		const wait = this.#notBefore - this.#options.clock.now();
		if (wait > 0) this.#readIn(wait);
		else void this.#read();
	}

	/** The channel or the network changed: the time until the next read is decided anew. */
	reschedule(): void {
		if (!this.#reading && !this.#stopped) this.#readIn(this.#pause());
	}

	stop(): void {
		this.#stopped = true;
		this.#cancelTimer();
	}

	async #read(): Promise<void> {
		this.#cancelTimer();
		this.#reading = true;
		this.#again = false;
		try {
			await this.#options.read();
			this.#failures = 0;
			this.#fruitless = this.#options.hasHole() ? this.#fruitless + 1 : 0;
			this.#options.onResult(null);
		} catch (thrown) {
			const error = toChatError(thrown);
			this.#failures++;
			if (error.kind === 'slow') {
				this.#notBefore = this.#options.clock.now() + (error.retryAfter ?? POLL_MS);
			}
			this.#options.onResult(error);
		} finally {
			this.#reading = false;
		}
		if (this.#stopped) return;
		if (this.#again && this.#failures === 0) this.request();
		else this.#readIn(this.#pause());
	}

	#readIn(ms: number): void {
		this.#cancelTimer();
		this.#cancelTimer = this.#options.clock.after(ms, () => this.request());
	}

	#pause(): number {
		const { isLive, isOnline, isWatched, random } = this.#options;
		if (this.#failures > 0) return retryDelay(this.#failures - 1, random);
		// The table did not have it yet (a lagging replica): ask again, ever more slowly.
		if (this.#fruitless > 0) return retryDelay(this.#fruitless - 1, random);
		// Browsers may be wrong about being offline, so even then there is a try now and then.
		if (isOnline() && !isLive()) return spread(POLL_MS, random);
		return spread(isWatched() ? WATCHED_RECONCILE_MS : RECONCILE_MS, random);
	}
}
