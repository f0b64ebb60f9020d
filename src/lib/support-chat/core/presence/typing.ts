import type { Clock } from '../ports.ts';

/** While somebody types, it is told again this often at most. */
export const TYPING_TOLD_EVERY_MS = 3_000;
/** Not told again for this long, they no longer type: the word of the end may have been lost. */
export const TYPING_ENDS_MS = 6_000;

/** Tells the other side that somebody types here: seldom enough, and when it is over. */
export class TypingSignal {
	readonly #clock: Clock;
	readonly #send: (typing: boolean) => void;
	/** The last word was that somebody types. */
	#told = false;
	#toldAt = Number.NEGATIVE_INFINITY;
	#cancelTimer: () => void = () => {};

	constructor(clock: Clock, send: (typing: boolean) => void) {
		this.#clock = clock;
		this.#send = send;
	}

	/** To be called at each change of the field. An empty one was emptied, or sent. */
	typed(text: string): void {
		this.#cancelTimer();
		if (text.trim() === '') return this.#end();
		const wait = this.#toldAt + TYPING_TOLD_EVERY_MS - this.#clock.now();
		if (wait <= 0) this.#tell();
		// Somebody who has just sent a message and goes on is not to wait for the next key.
		else if (!this.#told) this.#cancelTimer = this.#clock.after(wait, () => this.#tell());
	}

	/** The field is out of reach: whoever typed has left. */
	leave(): void {
		this.#cancelTimer();
		this.#end();
	}

	#tell(): void {
		this.#told = true;
		this.#toldAt = this.#clock.now();
		this.#send(true);
	}

	#end(): void {
		if (!this.#told) return;
		this.#told = false;
		// Who paused for long is no longer shown as typing anyway.
		if (this.#clock.now() - this.#toldAt < TYPING_ENDS_MS) this.#send(false);
	}
}

/** Whether the other side types, as far as it was told lately. */
export class TypingWatch {
	readonly #clock: Clock;
	readonly #onChange: () => void;
	#typing = false;
	#cancelEnd: () => void = () => {};

	constructor(clock: Clock, onChange: () => void) {
		this.#clock = clock;
		this.#onChange = onChange;
	}

	get typing(): boolean {
		return this.#typing;
	}

	/** The other side told that it types, or no longer; so does a message of theirs. */
	take(typing: boolean): void {
		this.#cancelEnd();
		if (typing) this.#cancelEnd = this.#clock.after(TYPING_ENDS_MS, () => this.take(false));
		if (typing === this.#typing) return;
		this.#typing = typing;
		this.#onChange();
	}
}
