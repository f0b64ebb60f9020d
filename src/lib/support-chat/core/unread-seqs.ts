/**
 * Which messages of one side of a chat are unread, by `seq`. Kept in order, so that news are put at the
 * end, a receipt takes from the start, and no length of the chat makes either slower.
 */
export class UnreadSeqs {
	#seqs: number[] = [];

	/** 0 for none. */
	get oldest(): number {
		return this.#seqs[0] ?? 0;
	}

	get count(): number {
		return this.#seqs.length;
	}

	/** Takes note of whether a message is unread; as often as one likes. */
	set(seq: number, unread: boolean): void {
		const index = this.#indexFrom(seq);
		const known = this.#seqs[index] === seq;
		if (known !== unread) this.#seqs.splice(index, known ? 1 : 0, ...(unread ? [seq] : []));
	}

	/** Forgets those up to and with `seq`, and returns them. */
	takeUpTo(seq: number): number[] {
		return this.#seqs.splice(0, this.#indexFrom(seq + 1));
	}

	/** Index of the first that is at least `seq`. */
	#indexFrom(seq: number): number {
		let low = 0;
		let high = this.#seqs.length;
		while (low < high) {
			const middle = (low + high) >> 1;
			if (this.#seqs[middle]! < seq) low = middle + 1;
			else high = middle;
		}
		return low;
	}
}
