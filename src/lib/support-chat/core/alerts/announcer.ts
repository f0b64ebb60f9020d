import type { Clock } from '../ports.ts';

export interface AnnouncerOptions {
	clock: Clock;
	/** Replaces the text of the live region; '' clears it. */
	show(text: string): void;
	/** The text to announce instead of `count` texts. */
	more(count: number): string;
}

/** How long a text stays before the next: with less, screen readers read only the last one. */
const STAY_MS = 1_000;
/** How long the region is empty before each text: a repeated text alone would be no change. */
const GAP_MS = 100;
/** Texts beyond this many in the queue are only counted. */
const MOST_WAITING = 4;

/** Announces texts to screen readers one by one through a live region, however fast they come. */
export class Announcer {
	readonly #options: AnnouncerOptions;
	#waiting: string[] = [];
	#more = 0;
	/** Cancels the timer of the text being shown; null while idle. */
	#cancel: (() => void) | null = null;

	constructor(options: AnnouncerOptions) {
		this.#options = options;
	}

	say(text: string): void {
		// Once texts are only counted, later ones are too, to keep the order.
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
