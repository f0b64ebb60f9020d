import { RATE_BUCKETS } from './limits.ts';

/** Five minutes in steps of five seconds: a counter idle for longer is reset. */
const IDLE_STEPS = 60;

/**
 * Counts events and compares their average with a limit. The average covers the last twelve completed
 * steps and changes only at the end of a step, so a short burst passes (supabase/realtime
 * lib/realtime/rate_counter/rate_counter.ex).
 */
export class RateCounter {
	#limit: number;
	#tickMs: number;
	#now: () => number;
	/** Starts with one empty step, as the platform's counter ticks once on creation. */
	#buckets = [0];
	#count = 0;
	#average = 0;
	#nextTick: number;

	/**
	 * @param limit events per second
	 * @param tickMs length of a step
	 * @param now returns milliseconds
	 */
	constructor(limit: number, tickMs: number, now: () => number = Date.now) {
		this.#limit = limit;
		this.#tickMs = tickMs;
		this.#now = now;
		this.#nextTick = now() + tickMs;
	}

	/** Counts `events` events. */
	add(events = 1): void {
		this.#roll();
		this.#count += events;
	}

	/** Events per second over the completed steps. */
	get average(): number {
		this.#roll();
		return this.#average;
	}

	/** Whether the average has reached the limit. */
	get exceeded(): boolean {
		return this.average >= this.#limit;
	}

	#roll(): void {
		const steps = Math.floor((this.#now() - this.#nextTick) / this.#tickMs) + 1;
		if (steps <= 0) return;
		this.#nextTick += steps * this.#tickMs;
		if (steps > IDLE_STEPS && this.#count === 0) {
			this.#buckets = [0];
			this.#average = 0;
			return;
		}
		for (let step = 0; step < Math.min(steps, RATE_BUCKETS); step++) {
			this.#buckets.unshift(this.#count);
			this.#count = 0;
		}
		this.#buckets.length = Math.min(this.#buckets.length, RATE_BUCKETS);
		const sum = this.#buckets.reduce((total, count) => total + count, 0);
		this.#average = sum / this.#buckets.length / (this.#tickMs / 1_000);
	}
}
