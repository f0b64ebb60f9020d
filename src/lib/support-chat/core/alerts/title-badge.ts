/** The page's title, which the page may change at any time. */
export interface PageTitle {
	get(): string;
	set(title: string): void;
	/** Calls `listener` after each change, including by `set`; returns the unsubscribe function. */
	subscribe(listener: () => void): () => void;
}

/**
 * Puts a count before the page's title and removes it again. If the page changes its title meanwhile, the
 * count goes before the new one.
 */
export class TitleBadge {
	readonly #title: PageTitle;
	/** The page's own title and the one with the count; null while there is no count. */
	#shown: { own: string; badged: string } | null = null;
	#count = 0;
	#stopWatching: () => void = () => {};

	constructor(title: PageTitle) {
		this.#title = title;
	}

	/** Shows the count; 0 restores the page's own title. */
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
		// A change not reported yet is the page's own: it stays.
		if (shown && this.#title.get() === shown.badged) this.#title.set(shown.own);
	}
}

/** A larger count is not exact, and would crowd out the title. */
const MOST_SHOWN = 99;

function titleCount(count: number): string {
	return count > MOST_SHOWN ? `${MOST_SHOWN}+` : String(count);
}
