import type { MessageLog } from './message-log.ts';
import type { Message, SenderType } from '../message.ts';
import { otherSide } from '../message.ts';
import type { OlderPages, OlderPagesOptions } from './older-pages.ts';
import type { ChatTransport } from '../ports.ts';
import { PAGE_SIZE } from '../ports.ts';
import { retryDelay } from './retry-delay.ts';

/** So many messages are kept on each side of those that are drawn. */
const AROUND = 100;

/**
 * The messages of a conversation, and how to read more of them. What an open chat has of this anyway is
 * handed over, not imported: bundlers would put it into files of their own.
 */
export interface Pages extends OlderPagesOptions {
	log: MessageLog;
	olderOf(log: OlderPagesOptions['log']): OlderPages;
	/** Runs a request that ends in time. */
	request<T>(run: (signal: AbortSignal) => Promise<T>): Promise<T>;
	/** The side that looks on. */
	side: SenderType;
	transport: Pick<ChatTransport, 'fetchBefore' | 'fetchAfter'>;
	random?: (() => number) | undefined;
	/** Where the reader is, when that is far from the messages of the log. */
	past: Past | null;
}

/**
 * The messages around a reader who is far from the newest ones, when those between have been let go
 * of: a run without holes that ends before the log's begins. It is read on in both directions, and
 * where it meets the log it becomes part of it again.
 */
export class Past {
	readonly loaded = true;
	readonly readError = null;
	readonly hasNewer = true;
	readonly #pages: Pages;
	readonly #older: OlderPages;
	#messages: readonly Message[];
	#hasOlder: boolean;
	#loadingNewer = false;
	#failures = 0;
	#left = false;
	#cancelPause: () => void = () => {};

	constructor(pages: Pages, messages: readonly Message[], hasOlder: boolean) {
		this.#pages = pages;
		this.#messages = messages;
		this.#hasOlder = hasOlder;
		this.#older = pages.olderOf(this);
	}

	/** In order of `seq`, never none. Replaced at each change, never altered. */
	get messages(): readonly Message[] {
		return this.#messages;
	}

	get hasOlder(): boolean {
		return this.#hasOlder;
	}

	/** The last `loadOlder` failed. */
	get olderError(): Error | null {
		return this.#older.error;
	}

	get firstSeq(): number {
		return this.#messages[0]!.seq;
	}

	get #lastSeq(): number {
		return this.#messages.at(-1)!.seq;
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

	/** To be called when the log may have heard of receipts. */
	takeReceipts(): void {
		const messages = this.#messages.map((message) => this.#pages.log.withReceipts(message));
		if (messages.some((message, index) => message !== this.#messages[index])) {
			this.#messages = messages;
		}
	}

	/** Keeps the messages from one index up to but without another. */
	keep(start: number, end: number): void {
		this.#hasOlder ||= start > 0;
		this.#messages = this.#messages.slice(start, end);
	}

	/** Reads the page after the last message. A failure is not told; the next try is put off. */
	async loadNewer(): Promise<void> {
		if (this.#loadingNewer) return;
		const { transport, request, clock, random, onChange } = this.#pages;
		const last = this.#lastSeq;
		this.#loadingNewer = true;
		try {
			const page = await request((signal) => transport.fetchAfter(last, PAGE_SIZE, signal));
			this.#failures = 0;
			// Unless it was let go of meanwhile: then the page is no longer the one after it.
			if (!this.#left && last === this.#lastSeq) this.#takeNewer(page);
		} catch {
			const delay = retryDelay(this.#failures++, random);
			await new Promise<void>((resolve) => {
				if (!this.#left) this.#cancelPause = clock.after(delay, resolve);
			});
		}
		this.#loadingNewer = false;
		if (!this.#left) onChange();
	}

	/** The reader goes to the newest messages. */
	leave(): void {
		this.#left = true;
		this.#cancelPause();
		this.#pages.past = null;
		this.#pages.onChange();
	}

	#takeNewer(page: readonly Message[]): void {
		const { log, onStored } = this.#pages;
		// What the log has, and what comes after it, is the log's.
		const before = page.filter(({ seq }) => seq < log.firstSeq);
		for (const { id } of before) onStored(id);
		this.#messages = [...this.#messages, ...before];
		if (before.length === PAGE_SIZE && this.#lastSeq < log.firstSeq - 1) return;
		log.takeOlder(this.#messages, this.#hasOlder);
		this.leave();
	}
}

/**
 * Lets go of the messages that are far from those that are drawn, from index `start` up to but without
 * `end` of the past or else of the log. They are read again when they are asked for. The newest page
 * stays, and so does everything while something is unread.
 */
export function evict(pages: Pages, start: number, end: number, around = AROUND): void {
	const { log, past, side } = pages;
	const { messages } = past ?? log;
	const first = Math.max(0, start - around);
	const last = Math.min(messages.length, end + around);
	if (first >= last) return;
	if (past) past.keep(first, last);
	else if (!log.hasHole && log.countUnreadFrom(otherSide(side)) === 0) divide(pages, first, last);
	if ((pages.past ?? log).messages.length < messages.length) pages.onChange();
}

function divide(pages: Pages, start: number, end: number): void {
	const { log } = pages;
	const { messages } = log;
	const newest = messages.length - PAGE_SIZE;
	if (newest <= 0) return;
	const isFar = end < newest;
	if (isFar) pages.past = new Past(pages, messages.slice(start, end), log.hasOlder || start > 0);
	const first = isFar ? newest : Math.min(start, newest);
	if (first > 0) log.takeNewest(messages.slice(first), true);
}
