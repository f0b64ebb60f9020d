/**
 * Random pauses between attempts, each up to three times as long as the previous one, from `min` to `max`
 * milliseconds (db_connection's `rand_exp`, which Realtime uses to reconnect).
 */
export class Backoff {
	#min: number;
	#max: number;
	#random: () => number;
	#previous: number;

	/** @param random returns a number from 0 (inclusive) to 1 (exclusive) */
	constructor(min: number, max: number, random: () => number = Math.random) {
		this.#min = min;
		this.#max = max;
		this.#random = random;
		this.#previous = min;
	}

	next(): number {
		const shortest = Math.min(this.#previous, Math.max(this.#min, this.#max / 3));
		const longest = Math.min(this.#previous * 3, this.#max);
		this.#previous = Math.round(shortest + this.#random() * (longest - shortest));
		return this.#previous;
	}

	/** Call after a success: the next pause starts from `min`. */
	reset(): void {
		this.#previous = this.#min;
	}
}
