import type { Clock } from '../ports.ts';

/** Least time between two start events. */
const TYPING_REPEAT_MS = 3_000;
/** Typing ends this long after the last start event: the stop event may be lost. */
const TYPING_ENDS_MS = 6_000;

/** Sends the other side rate-limited start events while somebody types here, and a stop event. */
export class TypingSignal {
	readonly #clock: Clock;
	readonly #send: (typing: boolean) => void;
	/** Whether the last event was a start. */
	#typing = false;
	#sentAt = Number.NEGATIVE_INFINITY;
	#cancelTimer: () => void = () => {};

	constructor(clock: Clock, send: (typing: boolean) => void) {
		this.#clock = clock;
		this.#send = send;
	}

	/** To be called on each change of the field; an empty text was cleared or sent. */
	typed(text: string): void {
		this.#cancelTimer();
		if (text.trim() === '') return this.#end();
		const wait = this.#sentAt + TYPING_REPEAT_MS - this.#clock.now();
		if (wait <= 0) this.#sendStart();
		// Typing on right after sending is reported as soon as allowed, without another key.
		else if (!this.#typing) this.#cancelTimer = this.#clock.after(wait, () => this.#sendStart());
	}

	/** Ends typing: the field is out of reach. */
	leave(): void {
		this.#cancelTimer();
		this.#end();
	}

	#sendStart(): void {
		this.#typing = true;
		this.#sentAt = this.#clock.now();
		this.#send(true);
	}

	#end(): void {
		if (!this.#typing) return;
		this.#typing = false;
		// After a long pause the other side has ended it already.
		if (this.#clock.now() - this.#sentAt < TYPING_ENDS_MS) this.#send(false);
	}
}

/** Whether the other side is typing, by its recent events. */
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

	/** Takes a start or stop event of the other side; a message of theirs counts as a stop. */
	take(typing: boolean): void {
		this.#cancelEnd();
		if (typing) this.#cancelEnd = this.#clock.after(TYPING_ENDS_MS, () => this.take(false));
		if (typing === this.#typing) return;
		this.#typing = typing;
		this.#onChange();
	}
}
