import { indexFrom } from '../message.ts';

/**
 * Which messages of one side of a chat are unread, by `seq`. Kept in order, so that news are put at the
 * end, a receipt takes from the start, and no length of the chat makes either slower.
 */
export class UnreadSeqs {
	readonly #messages: { seq: number }[] = [];

	/** 0 for none. */
	get oldest(): number {
		return this.#messages[0]?.seq ?? 0;
	}

	get count(): number {
		return this.#messages.length;
	}

	/** Takes note of whether a message is unread; as often as one likes. */
	set(seq: number, unread: boolean): void {
		const index = indexFrom(this.#messages, seq);
		const known = this.#messages[index]?.seq === seq;
		if (known !== unread) this.#messages.splice(index, +known, ...(unread ? [{ seq }] : []));
	}

	/** Forgets those up to and with `seq`, and returns them. */
	takeUpTo(seq: number): { seq: number }[] {
		return this.#messages.splice(0, indexFrom(this.#messages, seq + 1));
	}
}
