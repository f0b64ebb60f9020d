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
	/** Called with messages new to the log; `late` is false for history, which is the first page. */
	onNew(messages: readonly Message[], late: boolean): void;
	/** Called with messages that the channel should have delivered, or is about to. */
	onExpected(messages: readonly Message[]): void;
}

/** Reads from the table what a log is missing. */
export class TableReader {
	readonly #options: TableReaderOptions;
	/** The channel joined after the last read: it is not to blame for what the next one finds. */
	#hasGap = true;
	/** When receipts were last read, which are less urgent than messages. */
	#receiptsAt = Number.NEGATIVE_INFINITY;

	constructor(options: TableReaderOptions) {
		this.#options = options;
	}

	/** Notes that events up to now may have been missed. */
	noteGap(): void {
		this.#hasGap = true;
	}

	/** Reads what is missing. Calls must not overlap. Rejects with a `ChatError`. */
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
	 * Reads receipts, whose events may have been lost: one row per side. That includes the other side's
	 * messages, which may have been read in another tab.
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
