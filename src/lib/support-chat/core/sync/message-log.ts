import type { Message, ReadReceipt, SenderType } from '../message.ts';
import { indexFrom, otherSide } from '../message.ts';
import { UnreadSeqs } from './unread-seqs.ts';

/**
 * The known messages of one chat, each once, in order.
 *
 * From `firstSeq` to `lastSeq` there is no hole; messages that arrive early come after that. On
 * `hasHole` the caller reads the table after `lastSeq`. A page of the table is complete for the range
 * it covers: a number missing there was erased and is no hole.
 */
export class MessageLog {
	/** Replaced on each change, never mutated, so that readers can compare by identity. */
	#messages: readonly Message[] = [];
	readonly #byId = new Map<string, Message>();
	/** By sender. */
	readonly #unread: Record<SenderType, UnreadSeqs> = {
		user: new UnreadSeqs(),
		admin: new UnreadSeqs()
	};
	readonly #readUpTo: Partial<Record<SenderType, ReadReceipt>> = {};
	#loaded = false;
	#hasOlder = false;
	#firstSeq = 0;
	#lastSeq = 0;

	/** In order of `seq`. */
	get messages(): readonly Message[] {
		return this.#messages;
	}

	/** Whether the newest page of the table has been read. */
	get loaded(): boolean {
		return this.#loaded;
	}

	/** Whether the table has messages before `firstSeq`. */
	get hasOlder(): boolean {
		return this.#hasOlder;
	}

	/** Start of the run without holes; 0 while it is empty. */
	get firstSeq(): number {
		return this.#firstSeq;
	}

	/** End of the run without holes; 0 while it is empty. */
	get lastSeq(): number {
		return this.#lastSeq;
	}

	/** Whether a later message is known, but not the one after `lastSeq`. */
	get hasHole(): boolean {
		return this.#loaded && (this.#messages.at(-1)?.seq ?? 0) > this.#lastSeq;
	}

	/** The newest message of a side within the run without holes. */
	newestFrom(side: SenderType): Message | undefined {
		return this.#messages.findLast((m) => m.senderType === side && m.seq <= this.#lastSeq);
	}

	/** `seq` of a side's oldest loaded message not known to be read; 0 for none. */
	oldestUnreadFrom(side: SenderType): number {
		return this.#unread[side].oldest;
	}

	/** How many of a side's loaded messages are not known to be read. */
	countUnreadFrom(side: SenderType): number {
		return this.#unread[side].count;
	}

	/**
	 * Takes the newest page of the table, `full` if it has as many messages as requested, and drops the
	 * known messages before it. Returns those that are new.
	 */
	takeNewest(page: readonly Message[], full: boolean): Message[] {
		this.#firstSeq = page[0]?.seq ?? 0;
		this.#hasOlder = full && this.#firstSeq > 1;
		this.#loaded = true;
		this.#forgetBefore(this.#firstSeq);
		return this.#takeRun(page);
	}

	/** Takes a page of the messages after `lastSeq`. Returns those that are new. */
	takeAfter(page: readonly Message[]): Message[] {
		// Requested before older messages were dropped, the page may contain some of them.
		return this.#takeRun(page.filter(({ seq }) => seq >= this.#firstSeq));
	}

	/** Takes the page before `firstSeq`, `full` if it has as many messages as requested. */
	takeOlder(page: readonly Message[], full: boolean): void {
		this.#hasOlder = full && (page[0]?.seq ?? 1) > 1;
		if (page[0]) this.#firstSeq = page[0].seq;
		this.#add(page);
	}

	/** Takes a message from an event or the response to a send. Returns whether it is new. */
	takeOne(message: Message): boolean {
		// Older than the loaded messages: it comes with its page.
		if (this.#loaded && this.#lastSeq > 0 && message.seq < this.#firstSeq) return false;
		const added = this.#add([message]).length > 0;
		this.#extendRun();
		return added;
	}

	/** Whether a message with this id is loaded. */
	has(id: string | undefined): boolean {
		return id !== undefined && this.#byId.has(id);
	}

	/** Marks as read what the other side of the receipt's reader wrote, up to its `seq`. */
	takeReceipt(receipt: ReadReceipt): void {
		const known = this.#readUpTo[receipt.reader];
		if (known && known.upToSeq >= receipt.upToSeq) return;
		this.#readUpTo[receipt.reader] = receipt;
		const read = this.#unread[otherSide(receipt.reader)].takeUpTo(receipt.upToSeq);
		if (read.length === 0) return;
		const messages = [...this.#messages];
		for (const { seq } of read) {
			const index = indexFrom(messages, seq);
			const message = this.withReceipts(messages[index]!);
			messages[index] = message;
			this.#byId.set(message.id, message);
		}
		this.#messages = messages;
	}

	/** The message with `readAt` from the receipts, which may be newer than the page it came with. */
	withReceipts(message: Message): Message {
		const receipt = this.#readUpTo[otherSide(message.senderType)];
		if (message.readAt || !receipt || message.seq > receipt.upToSeq) return message;
		return { ...message, readAt: receipt.readAt };
	}

	#takeRun(page: readonly Message[]): Message[] {
		const added = this.#add(page);
		const last = page.at(-1);
		if (last) this.#lastSeq = Math.max(this.#lastSeq, last.seq);
		if (this.#firstSeq === 0 && page[0]) this.#firstSeq = page[0].seq;
		this.#extendRun();
		return added;
	}

	#extendRun(): void {
		if (!this.#loaded) return;
		let index = indexFrom(this.#messages, this.#lastSeq + 1);
		while (this.#messages[index]?.seq === this.#lastSeq + 1) {
			if (this.#firstSeq === 0) this.#firstSeq = this.#lastSeq + 1;
			this.#lastSeq++;
			index++;
		}
	}

	#add(page: readonly Message[]): Message[] {
		const added: Message[] = [];
		/** Copied on the first change. */
		let messages: Message[] | undefined;
		for (const incoming of page) {
			const known = this.#byId.get(incoming.id);
			const message = this.withReceipts(known ? merge(known, incoming) : incoming);
			if (message === known) continue;
			const index = indexFrom(messages ?? this.#messages, message.seq + 1);
			// No two messages share a `seq`; should they seem to, the first one stays.
			if (!known && (messages ?? this.#messages)[index - 1]?.seq === message.seq) continue;
			messages ??= [...this.#messages];
			if (known) messages[index - 1] = message;
			else {
				messages.splice(index, 0, message);
				added.push(message);
			}
			this.#byId.set(message.id, message);
			this.#unread[message.senderType].set(message.seq, message.readAt === null);
		}
		if (messages) this.#messages = messages;
		return added;
	}

	#forgetBefore(seq: number): void {
		for (const message of this.#messages) if (message.seq < seq) this.#byId.delete(message.id);
		this.#messages = this.#messages.filter((message) => message.seq >= seq);
		for (const unread of Object.values(this.#unread)) unread.takeUpTo(seq - 1);
	}
}

/** Merges two copies of a message: once read, it stays read. */
function merge(known: Message, incoming: Message): Message {
	const readAt = known.readAt ?? incoming.readAt;
	return readAt === known.readAt ? known : { ...known, readAt };
}
