/** One page of an answer, and where the next one starts. */
export interface ResultPage<T> {
	items: T[];
	next: string | null;
	/** What was looked through goes back to here only: the page was ended before it was full. */
	stoppedAt?: Date | null;
}

/** What is known of an answer so far. */
export type ResultState = 'loading' | 'ready' | 'failed';

/** An answer that is read page by page; each page that failed can be asked for again. */
export class PagedResults<T> {
	readonly #read: (before: string | null) => Promise<ResultPage<T>>;
	#items: readonly T[] = $state.raw([]);
	#next = $state<string | null>(null);
	#stoppedAt = $state.raw<Date | null>(null);
	#state = $state<ResultState>('loading');
	/** Its first page has been read. */
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

	/** With more to come: how far back the items go that could be there, when not to the last one. */
	get stoppedAt(): Date | null {
		return this.#stoppedAt;
	}

	get state(): ResultState {
		return this.#state;
	}

	get started(): boolean {
		return this.#started;
	}

	/** Reads the first page, or the one after what is there. */
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

	/** Puts others in the place of items that changed. */
	update(change: (item: T) => T): void {
		this.#items = this.#items.map(change);
	}
}
