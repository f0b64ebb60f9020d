import { ChatError } from '../../chat-error.ts';
import { asStored } from '../fake-server.ts';
import { Listeners } from '../../listeners.ts';
import type { Message, ReadReceipt, SenderType } from '../../message.ts';
import { otherSide } from '../../message.ts';
import type { Clock, Draft } from '../../ports.ts';
import { SimulatedStorage } from './simulated-storage.ts';

const missing = () =>
	new ChatError('A file is not there', { code: 'attachment_missing', status: 400 });

/** What the database broadcasts to the channels of a chat. */
export type TableEvent =
	{ kind: 'message'; message: Message } | { kind: 'read'; receipt: ReadReceipt };

/** The messages of one chat in the database, which every screen must equal in the end. */
export class SimulatedTable {
	readonly #clock: Clock;
	readonly #events = new Listeners<[TableEvent]>();
	/** The files of messages. */
	readonly storage = new SimulatedStorage((id) => this.#rows.some((row) => row.id === id));
	#rows: readonly Message[] = [];

	constructor(clock: Clock) {
		this.#clock = clock;
	}

	get rows(): readonly Message[] {
		return this.#rows;
	}

	/** Calls `listener` with each later event. */
	onEvent(listener: (event: TableEvent) => void): void {
		this.#events.add(listener);
	}

	/**
	 * Stores a message unless its id exists. Returns the row.
	 *
	 * @throws ChatError when one of its files is not in Storage
	 */
	insert(draft: Draft, senderType: SenderType): Message {
		const known = this.#rows.find((row) => row.id === draft.id);
		if (known) return known;
		for (const { path } of draft.attachments ?? []) {
			if (!this.storage.has(path)) throw missing();
		}
		const seq = this.#rows.length + 1;
		const createdAt = new Date(this.#clock.now() + seq);
		const row = {
			...asStored(draft),
			...{ chatId: 'chat', seq, senderType, createdAt },
			...{ adminId: null, senderName: null, readAt: null }
		};
		this.#rows = [...this.#rows, row];
		this.#events.call({ kind: 'message', message: row });
		return row;
	}

	/** Does what `mark_support_chat_read` and `mark_support_chat_viewed` do. */
	markRead(reader: SenderType, upToSeq: number): void {
		const readAt = new Date(this.#clock.now());
		let changed = false;
		this.#rows = this.#rows.map((row) => {
			if (row.seq > upToSeq || row.senderType === reader || row.readAt) return row;
			changed = true;
			return { ...row, readAt };
		});
		if (changed) this.#events.call({ kind: 'read', receipt: { reader, upToSeq, readAt } });
	}

	after(seq: number, limit: number): Message[] {
		return this.#rows.filter((row) => row.seq > seq).slice(0, limit);
	}

	before(seq: number | null, limit: number): Message[] {
		return this.#rows.filter((row) => seq === null || row.seq < seq).slice(-limit);
	}

	readMark(senderType: SenderType, fromSeq: number): ReadReceipt | null {
		const last = this.#rows.findLast((row) => row.senderType === senderType && row.readAt);
		if (!last?.readAt || last.seq < fromSeq) return null;
		return { reader: otherSide(senderType), upToSeq: last.seq, readAt: last.readAt };
	}
}
