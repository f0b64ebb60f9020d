/** The page's title, which the page itself may change at any time. */
export interface PageTitle {
	get(): string;
	set(title: string): void;
	/** Calls `listener` after each change, those made here too; returns the undo. */
	subscribe(listener: () => void): () => void;
}

/**
 * Puts a count before the page's title and takes it away again. The title under it stays the page's
 * own: when the page changes it meanwhile, the count goes before the new one.
 */
export class TitleBadge {
	readonly #title: PageTitle;
	/** The page's own title, and what was made of it; null while there is no count. */
	#shown: { own: string; badged: string } | null = null;
	#count = 0;
	#stopWatching: () => void = () => {};

	constructor(title: PageTitle) {
		this.#title = title;
	}

	/** Shows the count; 0 shows the page's own title. */
	show(count: number): void {
		if (count === this.#count) return;
		const wasShown = this.#count > 0;
		this.#count = count;
		if (count <= 0) this.#remove();
		else {
			if (!wasShown) this.#stopWatching = this.#title.subscribe(() => this.#write());
			this.#write();
		}
	}

	#write(): void {
		const current = this.#title.get();
		const own = current === this.#shown?.badged ? this.#shown.own : current;
		const badged = `(${titleCount(this.#count)}) ${own}`;
		this.#shown = { own, badged };
		if (badged !== current) this.#title.set(badged);
	}

	#remove(): void {
		this.#stopWatching();
		const shown = this.#shown;
		this.#shown = null;
		// A change that has not been heard of yet is the page's: it stays.
		if (shown && this.#title.get() === shown.badged) this.#title.set(shown.own);
	}
}

/** Above this a count is not exact, and would take the title's place. */
const MOST_SHOWN = 99;

function titleCount(count: number): string {
	return count > MOST_SHOWN ? `${MOST_SHOWN}+` : String(count);
}
