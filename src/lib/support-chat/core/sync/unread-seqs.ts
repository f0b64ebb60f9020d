import { indexFrom } from '../message.ts';

/**
 * The unread messages of one side of a chat, sorted by `seq`: new ones are appended and a receipt
 * removes from the start, so that neither gets slower as the chat grows.
 */
export class UnreadSeqs {
	readonly #messages: { seq: number }[] = [];

	/** Smallest `seq`; 0 for none. */
	get oldest(): number {
		return this.#messages[0]?.seq ?? 0;
	}

	get count(): number {
		return this.#messages.length;
	}

	/** Sets whether a message is unread. Idempotent. */
	set(seq: number, unread: boolean): void {
		const index = indexFrom(this.#messages, seq);
		const known = this.#messages[index]?.seq === seq;
		if (known !== unread) this.#messages.splice(index, +known, ...(unread ? [{ seq }] : []));
	}

	/** Removes and returns those up to and including `seq`. */
	takeUpTo(seq: number): { seq: number }[] {
		return this.#messages.splice(0, indexFrom(this.#messages, seq + 1));
	}
}
