/** One page of results, and the cursor of the next one; null after the last. */
export interface ResultPage<T> {
	items: T[];
	next: string | null;
	/** How far back the search went when it ended the page before it was full. */
	stoppedAt?: Date | null;
}

/** State of the last page that was requested. */
export type ResultState = 'loading' | 'ready' | 'failed';

/** Results that are read page by page; a page that failed can be requested again. */
export class PagedResults<T> {
	readonly #read: (before: string | null) => Promise<ResultPage<T>>;
	#items: readonly T[] = $state.raw([]);
	#next = $state<string | null>(null);
	#stoppedAt = $state.raw<Date | null>(null);
	#state = $state<ResultState>('loading');
	/** The first page has been read. */
	#started = $state(false);

	constructor(read: (before: string | null) => Promise<ResultPage<T>>) {
		this.#read = read;
	}

	get items(): readonly T[] {
		return this.#items;
	}

	get hasMore(): boolean {
		return this.#next !== null;
	}

	/** How far back the search went when it ended the last page before it was full; null otherwise. */
	get stoppedAt(): Date | null {
		return this.#stoppedAt;
	}

	get state(): ResultState {
		return this.#state;
	}

	get started(): boolean {
		return this.#started;
	}

	/** Reads the first page, or the next one. Sets `state` instead of rejecting. */
	async load(): Promise<void> {
		this.#state = 'loading';
		try {
			const page = await this.#read(this.#next);
			this.#items = [...this.#items, ...page.items];
			this.#next = page.next;
			this.#stoppedAt = page.stoppedAt ?? null;
			this.#started = true;
			this.#state = 'ready';
		} catch {
			this.#state = 'failed';
		}
	}

	/** Replaces each item by what `change` returns for it. */
	update(change: (item: T) => T): void {
		this.#items = this.#items.map(change);
	}
}
