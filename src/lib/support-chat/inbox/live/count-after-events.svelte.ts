import type { Clock } from '../../core/ports.ts';
import type { InboxView } from './live-inbox.svelte.ts';

/** Events within this time cause one read; and a row may be readable only shortly after its event. */
const READ_AFTER_MS = 400;

/** Counts that are read from the table again after events. */
export class CountAfterEvents<Counts> implements InboxView {
	readonly #read: () => Promise<Counts>;
	readonly #clock: Clock;
	#counts: Counts = $state.raw() as Counts;
	#waiting = false;
	#reads = 0;

	/** @param before what is shown until the first read */
	constructor(before: Counts, read: () => Promise<Counts>, clock: Clock) {
		this.#counts = before;
		this.#read = read;
		this.#clock = clock;
	}

	get count(): Counts {
		return this.#counts;
	}

	onChat(): void {
		this.#readSoon();
	}

	onUserMessage(): void {
		this.#readSoon();
	}

	onMoved(): void {
		this.#readSoon();
	}

	async refresh(): Promise<void> {
		const read = ++this.#reads;
		const counts = await this.#read();
		// If a later read has begun, its response is the newer one.
		if (read === this.#reads) this.#counts = counts;
	}

	#readSoon(): void {
		if (this.#waiting) return;
		this.#waiting = true;
		this.#clock.after(READ_AFTER_MS, () => {
			this.#waiting = false;
			// A failed read is repeated at the next event or refresh.
			this.refresh().catch(() => {});
		});
	}
}
