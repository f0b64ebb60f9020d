/** A seeded random number generator (mulberry32). */
export class Random {
	#state: number;

	/** @param seed a whole number */
	constructor(seed: number) {
		this.#state = seed | 0;
	}

	/** From 0 to less than 1. */
	next(): number {
		this.#state = (this.#state + 0x6d2b79f5) | 0;
		let t = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
		t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
		return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
	}

	/** From `low` to less than `high`. */
	between(low: number, high: number): number {
		return low + this.next() * (high - low);
	}

	pick<T>(list: readonly T[]): T {
		return list[Math.floor(this.next() * list.length)]!;
	}

	shuffle<T>(list: readonly T[]): T[] {
		return list
			.map((item) => ({ item, rank: this.next() }))
			.sort((a, b) => a.rank - b.rank)
			.map(({ item }) => item);
	}
}
