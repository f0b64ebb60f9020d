/**
 * Pauses between attempts: by chance, each up to three times as long as the one before, from
 * `min` to `max` milliseconds (db_connection's `rand_exp`, which Realtime reconnects with).
 */
export class Backoff {
	#min: number;
	#max: number;
	#random: () => number;
	#previous: number;

	/** @param random from 0 to below 1 */
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

	/** Something went well: the next trouble is a first one. */
	reset(): void {
		this.#previous = this.#min;
	}
}
