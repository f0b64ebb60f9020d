import { withDeadline } from '../deadline.ts';
import type { Message } from '../message.ts';
import type { ChatTransport, Clock } from '../ports.ts';
import { PAGE_SIZE } from '../ports.ts';
import type { MessageLog } from './message-log.ts';
import { OlderPages } from './older-pages.ts';
import { retryDelay } from './retry-delay.ts';

export interface TimelineWindowOptions {
	/** The newest messages, into which the window merges where it meets them. */
	log: MessageLog;
	transport: Pick<ChatTransport, 'fetchBefore' | 'fetchAfter'>;
	clock: Clock;
	random?: (() => number) | undefined;
	/** Called with the id of each message that was read: it is in the table. */
	onStored(id: string): void;
	onChange(): void;
	/** Called once, when the window has merged into the log or was closed. */
	onClose(): void;
}

/** A run of messages without holes. */
interface Run {
	messages: readonly Message[];
	/** The table has messages before it. */
	hasOlder: boolean;
}

/**
 * The messages around a reader who is far from the newest ones: a run without holes that ends before
 * the log's begins. It grows in both directions, and becomes part of the log where it meets it.
 */
export class TimelineWindow {
	readonly hasNewer = true;
	readonly #options: TimelineWindowOptions;
	readonly #older: OlderPages;
	#messages: readonly Message[];
	#hasOlder: boolean;
	#readError: Error | null = null;
	#newerError: Error | null = null;
	#readingNewer = false;
	#failures = 0;
	#closed = false;
	#cancelRetry: () => void = () => {};

	constructor(options: TimelineWindowOptions, run: Run = { messages: [], hasOlder: false }) {
		this.#options = options;
		this.#messages = run.messages;
		this.#hasOlder = run.hasOlder;
		this.#older = new OlderPages({ ...options, log: this });
	}

	/** In order of `seq`; none until `readAround` has succeeded. Replaced at each change, never altered. */
	get messages(): readonly Message[] {
		return this.#messages;
	}

	get loaded(): boolean {
		return this.#messages.length > 0;
	}

	/** The last `readAround` failed; it is repeated by itself. */
	get readError(): Error | null {
		return this.#readError;
	}

	get hasOlder(): boolean {
		return this.#hasOlder;
	}

	/** The last `loadOlder` failed. */
	get olderError(): Error | null {
		return this.#older.error;
	}

	/** The last `loadNewer` failed; null again when the time for another try has come. */
	get newerError(): Error | null {
		return this.#newerError;
	}

	get firstSeq(): number {
		return this.#messages[0]?.seq ?? 0;
	}

	get #lastSeq(): number {
		return this.#messages.at(-1)?.seq ?? 0;
	}

	/** Reads half a page on each side of a `seq`; retried with back-off until that succeeds. */
	async readAround(seq: number): Promise<void> {
		const { onChange } = this.#options;
		const half = PAGE_SIZE / 2;
		try {
			const [before, after] = await Promise.all([
				this.#fetch('fetchBefore', seq + 1, half),
				this.#fetch('fetchAfter', seq, half)
			]);
			if (this.#closed) return;
			this.#succeeded();
			this.#hasOlder = before.length === half && before[0]!.seq > 1;
			this.#append([...before, ...after], after.length === half);
		} catch (error) {
			if (this.#closed) return;
			this.#readError = error as Error;
			this.#retryLater(() => void this.readAround(seq));
		}
		onChange();
	}

	/** Reads the page before the first message. Does nothing when there is none. */
	loadOlder(): Promise<void> {
		return this.#older.load();
	}

	/** Takes the table's answer for the page before `firstSeq`. */
	takeOlder(page: readonly Message[], full: boolean): void {
		this.#messages = [...page, ...this.#messages];
		this.#hasOlder = full && this.firstSeq > 1;
	}

	/** Reads the page after the last message. After a failure, `newerError` is set for a while. */
	async loadNewer(): Promise<void> {
		if (!this.loaded || this.#readingNewer) return;
		const { onChange } = this.#options;
		const last = this.#lastSeq;
		this.#cancelRetry();
		this.#newerError = null;
		this.#readingNewer = true;
		try {
			const page = await this.#fetch('fetchAfter', last, PAGE_SIZE);
			this.#succeeded();
			// Unless its neighbour was dropped meanwhile: then it is no longer the page after it.
			if (!this.#closed && last === this.#lastSeq) this.#append(page, page.length === PAGE_SIZE);
		} catch (error) {
			this.#newerError = error as Error;
			this.#retryLater(() => {
				this.#newerError = null;
				onChange();
			});
		}
		this.#readingNewer = false;
		if (!this.#closed) onChange();
	}

	/** Drops the messages outside two indexes, `end` excluded. */
	keep(start: number, end: number): void {
		this.#hasOlder ||= start > 0;
		this.#messages = this.#messages.slice(start, end);
	}

	/** Called when the log has changed: it may know of receipts, or have grown down to the window. */
	onLogChange(): void {
		const { log } = this.#options;
		const messages = this.#messages.map((message) => log.withReceipts(message));
		if (messages.some((message, index) => message !== this.#messages[index])) {
			this.#messages = messages;
		}
		if (this.loaded && this.#lastSeq >= log.firstSeq - 1) this.#merge();
	}

	/** Drops the window: the reader goes to the newest messages. */
	close(): void {
		if (this.#closed) return;
		this.#closed = true;
		this.#cancelRetry();
		this.#options.onClose();
		this.#options.onChange();
	}

	/** Appends a page of the table, `full` when there may be more after it. */
	#append(page: readonly Message[], full: boolean): void {
		const { log, onStored } = this.#options;
		// What the log has, and what comes after it, is the log's.
		const before = page.filter(({ seq }) => seq < log.firstSeq);
		for (const { id } of before) onStored(id);
		this.#messages = [...this.#messages, ...before];
		const hasGap = full && before.length === page.length && this.#lastSeq < log.firstSeq - 1;
		if (!hasGap) this.#merge();
	}

	#merge(): void {
		const { log } = this.#options;
		const older = this.#messages.filter(({ seq }) => seq < log.firstSeq);
		if (older.length > 0) log.takeOlder(older, this.#hasOlder);
		this.close();
	}

	#fetch(name: 'fetchBefore' | 'fetchAfter', seq: number, limit: number): Promise<Message[]> {
		const { clock, transport } = this.#options;
		return withDeadline(clock, (signal) => transport[name](seq, limit, signal));
	}

	#succeeded(): void {
		this.#failures = 0;
		this.#readError = null;
	}

	#retryLater(retry: () => void): void {
		if (this.#closed) return;
		const { clock, random } = this.#options;
		this.#cancelRetry = clock.after(retryDelay(this.#failures++, random), retry);
	}
}

/** Makes a window around a `seq`, which it reads by itself. */
export function windowAround(seq: number): (options: TimelineWindowOptions) => TimelineWindow {
	return (options) => {
		const window = new TimelineWindow(options);
		void window.readAround(seq);
		return window;
	};
}
