import type { Clock } from '../ports.ts';

export interface AnnouncerOptions {
	clock: Clock;
	/** Puts a text in the place of the one before; '' for none. */
	show(text: string): void;
	/** What is said in place of so many texts. */
	more(count: number): string;
}

/** So long a text stays before the next: less, and screen readers hear of the last one only. */
const STAY_MS = 1_000;
/** So long there is none before each: the same text once more is no change. */
const GAP_MS = 100;
/** More than these do not wait for their turn, they are counted. */
const MOST_WAITING = 4;

/** Says texts to screen readers one by one, however fast they come, by what a live region shows. */
export class Announcer {
	readonly #options: AnnouncerOptions;
	#waiting: string[] = [];
	#more = 0;
	/** While one is shown and the next has to wait. */
	#cancel: (() => void) | null = null;

	constructor(options: AnnouncerOptions) {
		this.#options = options;
	}

	say(text: string): void {
		// What comes after those that are only counted is counted with them.
		if (this.#more > 0 || this.#waiting.length === MOST_WAITING) this.#more++;
		else this.#waiting.push(text);
		if (!this.#cancel) this.#next();
	}

	stop(): void {
		this.#cancel?.();
	}

	#next(): void {
		const { clock, show } = this.#options;
		const text = this.#waiting.shift() ?? this.#countOfMore();
		this.#cancel = null;
		if (text === undefined) return;
		show('');
		this.#cancel = clock.after(GAP_MS, () => {
			show(text);
			this.#cancel = clock.after(STAY_MS, () => this.#next());
		});
	}

	#countOfMore(): string | undefined {
		const count = this.#more;
		this.#more = 0;
		return count > 0 ? this.#options.more(count) : undefined;
	}
}
