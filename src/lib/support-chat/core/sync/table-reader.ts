import { withDeadline } from '../deadline.ts';
import type { MessageLog } from './message-log.ts';
import type { Message } from '../message.ts';
import type { ChatTransport, Clock } from '../ports.ts';
import { PAGE_SIZE } from '../ports.ts';
import { RECONCILE_MS } from './refetch-scheduler.ts';

export interface TableReaderOptions {
	log: MessageLog;
	transport: Pick<ChatTransport, 'fetchBefore' | 'fetchAfter' | 'fetchReadMark'>;
	clock: Clock;
	/** Messages new to the log; `late` is false for the first page, which is history. */
	onNew(messages: readonly Message[], late: boolean): void;
	/** The channel should have brought these, or is about to. */
	onExpected(messages: readonly Message[]): void;
}

/** Brings a log up to what the table has. */
export class TableReader {
	readonly #options: TableReaderOptions;
	/** A join was since the last read: the channel did not bring what that one finds. */
	#hasGap = true;
	/** When receipts were read last: they are not as urgent as messages. */
	#receiptsAt = Number.NEGATIVE_INFINITY;

	constructor(options: TableReaderOptions) {
		this.#options = options;
	}

	/** What was sent between the channel's last event and now did not arrive. */
	noteGap(): void {
		this.#hasGap = true;
	}

	/** Reads what is missing. Reads must not overlap. Rejects with a `ChatError`. */
	async read(): Promise<void> {
		const hasGap = this.#hasGap;
		this.#hasGap = false;
		try {
			if (this.#options.log.loaded) await this.#readLater(hasGap);
			else await this.#readFirst();
		} catch (error) {
			this.#hasGap ||= hasGap;
			throw error;
		}
	}

	async #readFirst(): Promise<void> {
		const { log, transport, onNew } = this.#options;
		const page = await this.#request((signal) => transport.fetchBefore(null, PAGE_SIZE, signal));
		onNew(log.takeNewest(page, page.length === PAGE_SIZE), false);
	}

	async #readLater(hasGap: boolean): Promise<void> {
		const { log, transport, clock, onNew, onExpected } = this.#options;
		for (let full = true; full;) {
			const after = log.lastSeq;
			const page = await this.#request((signal) => transport.fetchAfter(after, PAGE_SIZE, signal));
			full = page.length === PAGE_SIZE;
			const added = log.takeAfter(page);
			if (!hasGap) onExpected(added);
			onNew(added, true);
		}
		if (!hasGap && clock.now() - this.#receiptsAt < RECONCILE_MS / 2) return;
		await this.#readReceipts();
		this.#receiptsAt = clock.now();
	}

	/**
	 * Receipts are events too, and may have been lost: one row a side tells how far it was read. Also
	 * for what the others wrote: it may have been read in another tab.
	 */
	async #readReceipts(): Promise<void> {
		const { log, transport } = this.#options;
		for (const side of ['user', 'admin'] as const) {
			const oldest = log.oldestUnreadFrom(side);
			if (!oldest) continue;
			const mark = await this.#request((signal) => transport.fetchReadMark(side, oldest, signal));
			if (mark) log.takeReceipt(mark);
		}
	}

	#request<T>(run: (signal: AbortSignal) => Promise<T>): Promise<T> {
		return withDeadline(this.#options.clock, run);
	}
}
