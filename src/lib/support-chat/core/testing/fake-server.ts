// For tests: the table behind a chat, over a network that can be made to fail.
import { ChatError } from '../chat-error.ts';
import { attachmentNames } from '../files/attachment.ts';
import type { Message, ReadReceipt, SenderType } from '../message.ts';
import { otherSide } from '../message.ts';
import type { ChannelHandle, ChannelListener, ChatTransport, Draft } from '../ports.ts';
import { message } from './test-support.ts';

export type Operation = 'fetchAfter' | 'fetchBefore' | 'fetchReadMark' | 'send' | 'markRead';

/** How a call fails: with an error, without a response, or with a lost response after it took effect. */
export type Fault = ChatError | 'no-answer' | 'answer-lost';

/** The table of one chat and its live channel. Records every call. */
export class FakeServer implements ChatTransport {
	readonly table: Message[] = [];
	readonly calls: { operation: Operation; argument: unknown }[] = [];
	readonly faults: Partial<Record<Operation, Fault[]>> = {};
	/** While false, events are lost, as on a socket that only sends. */
	delivers = true;
	/** Number of subscriptions, and of wakes. */
	joins = 0;
	wakes = 0;
	#listener: ChannelListener | null = null;
	readonly #side: SenderType;

	constructor(side: SenderType = 'user') {
		this.#side = side;
	}

	/** Number of calls of an operation. */
	count(operation: Operation): number {
		return this.calls.filter((call) => call.operation === operation).length;
	}

	/** Gives the next calls of `operation` these faults, one each. */
	fail(operation: Operation, ...faults: Fault[]): void {
		(this.faults[operation] ??= []).push(...faults);
	}

	/** Stores a message, by default of the other side, and sends its event unless `delivers` is off. */
	store(facts: Partial<Message> = {}): Message {
		const stored = message((this.table.at(-1)?.seq ?? 0) + 1, {
			senderType: otherSide(this.#side),
			...facts
		});
		this.table.push(stored);
		this.tell(stored);
		return stored;
	}

	tell(stored: Message): void {
		if (this.delivers) this.#listener?.onMessage(stored);
	}

	emitRead(receipt: ReadReceipt): void {
		if (this.delivers) this.#listener?.onRead(receipt);
	}

	join(): void {
		this.#listener?.onStatus('joined');
	}

	cut(): void {
		this.#listener?.onStatus('lost', new ChatError('cut', { code: 'network' }));
	}

	refuse(): void {
		const error = new ChatError('Unauthorized', { code: 'unauthorized', status: 403 });
		this.#listener?.onStatus('refused', error);
	}

	subscribe(listener: ChannelListener): ChannelHandle {
		this.joins++;
		this.#listener = listener;
		listener.onStatus('joining');
		return {
			wake: () => void this.wakes++,
			close: () => {
				if (this.#listener === listener) this.#listener = null;
			}
		};
	}

	fetchAfter(seq: number, limit: number): Promise<Message[]> {
		const answer = () => this.table.filter((m) => m.seq > seq).slice(0, limit);
		return this.#answer('fetchAfter', seq, answer);
	}

	fetchBefore(seq: number | null, limit: number): Promise<Message[]> {
		const answer = () => this.table.filter((m) => seq === null || m.seq < seq).slice(-limit);
		return this.#answer('fetchBefore', seq, answer);
	}

	fetchReadMark(senderType: SenderType, fromSeq: number): Promise<ReadReceipt | null> {
		return this.#answer('fetchReadMark', fromSeq, () => {
			const last = this.table.findLast((m) => m.senderType === senderType && m.readAt);
			if (!last?.readAt || last.seq < fromSeq) return null;
			return { reader: otherSide(senderType), upToSeq: last.seq, readAt: last.readAt };
		});
	}

	send(draft: Draft): Promise<Message> {
		return this.#answer('send', draft.id, () => {
			const known = this.table.find((m) => m.id === draft.id);
			return known ?? this.store({ ...asStored(draft), senderType: this.#side });
		});
	}

	markRead(upToSeq: number): Promise<void> {
		return this.#answer('markRead', upToSeq, () => {
			for (const [index, m] of this.table.entries()) {
				if (m.seq > upToSeq || m.senderType === this.#side || m.readAt) continue;
				this.table[index] = { ...m, readAt: new Date(0) };
			}
		});
	}

	async #answer<T>(operation: Operation, argument: unknown, run: () => T): Promise<T> {
		this.calls.push({ operation, argument });
		const fault = this.faults[operation]?.shift();
		if (fault === 'no-answer') return new Promise(() => {});
		await Promise.resolve();
		if (fault === 'answer-lost') {
			run();
			throw new ChatError('The connection was reset', { code: 'network' });
		}
		if (fault) throw fault;
		return run();
	}
}

/** What the database makes of a draft; it knows types and sizes, which are the same here for all files. */
export function asStored({
	id,
	content,
	attachments = []
}: Draft): Pick<Message, 'id' | 'content' | 'attachments'> {
	const files = attachments.map((file) => ({ ...file, mimeType: 'text/plain', sizeBytes: 1 }));
	return { id, content: content || attachmentNames(files), attachments: files };
}
