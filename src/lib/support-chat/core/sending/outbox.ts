import type { ChatError } from '../chat-error.ts';
import { toChatError } from '../chat-error.ts';
import { withDeadline } from '../deadline.ts';
import type { Message } from '../message.ts';
import { OUTBOX_LIMIT, type OutboxStorage, type StoredDraft } from './outbox-storage.ts';
import type { OutgoingFile } from '../files/outgoing-file.ts';
import { fromStored, NO_FILES, queued, toStored, type Outgoing } from './outgoing.ts';
import type { Clock, Draft } from '../ports.ts';
import { retryDelay } from '../sync/retry-delay.ts';

export interface OutboxOptions<Sent = Message> {
	/** Resolves to the stored row, even if an earlier try has stored it. */
	transport: { send(draft: Draft, signal: AbortSignal): Promise<Sent> };
	clock: Clock;
	storage: OutboxStorage;
	/** Sent after the stored messages; those already stored are skipped. */
	unsent?: readonly StoredDraft[] | undefined;
	createId(): string;
	/** While false, nothing is sent. Call `wake` when it turns true. */
	isOnline(): boolean;
	onSent(message: Sent): void;
	onChange(): void;
	random?: (() => number) | undefined;
}

const RATE_LIMIT_WAIT_MS = 10_000;
/** A server error after this many failures in a row, about three minutes, lets the next message go. */
const MAX_SERVER_ERRORS = 12;

/**
 * Queue of unsent messages. Survives a reload, sends one at a time in the order written, and keeps a
 * message's id across retries.
 */
export class Outbox<Sent = Message> {
	readonly #options: OutboxOptions<Sent>;
	#items: readonly Outgoing[];
	#failures = 0;
	/** Id of the message being sent; null for none. */
	#underWay: string | null = null;
	#stopped = false;
	/** Cancels the wait for the next try; null while not waiting. */
	#cancelWait: (() => void) | null = null;
	#rateLimited = false;

	constructor(options: OutboxOptions<Sent>) {
		const { storage, unsent = [] } = options;
		this.#options = options;
		const stored = storage.load();
		const added = unsent.filter(({ id }) => !stored.some((draft) => draft.id === id));
		for (const draft of added) storage.save(draft);
		this.#items = [...stored, ...added].map(fromStored);
	}

	/** In sending order. Replaced on each change, never mutated. */
	get items(): readonly Outgoing[] {
		return this.#items;
	}

	get isFull(): boolean {
		return this.#items.length >= OUTBOX_LIMIT;
	}

	/**
	 * Queues a normalised, valid text, blank only with files; does nothing if `id` is queued already. Throws
	 * a RangeError when `isFull`.
	 */
	add(content: string, id = this.#options.createId(), files: readonly OutgoingFile[] = []): void {
		if (this.#items.some((item) => item.id === id)) return;
		if (this.isFull) throw new RangeError(`${OUTBOX_LIMIT} messages are already waiting`);
		// Later than the last, so the order survives a reload even if the clock was set back.
		const last = this.#items.at(-1)?.createdAt.getTime() ?? 0;
		const createdAt = new Date(Math.max(this.#options.clock.date(), last + 1));
		this.#append(queued({ ...NO_FILES, id, content, createdAt, files }));
	}

	/** Retries a failed message with the same id, after those already queued. */
	retry(id: string): void {
		const item = this.#items.find((other) => other.id === id && other.state === 'failed');
		if (!item) return;
		const last = this.#items.at(-1)!.createdAt.getTime();
		const createdAt = new Date(Math.max(item.createdAt.getTime(), last + 1));
		this.#items = this.#items.filter((other) => other !== item);
		this.#append(queued({ ...item, createdAt }));
	}

	/** Drops a message if it has failed or its files are not up. */
	discard(id: string): void {
		const item = this.#items.find((other) => other.id === id);
		if (item?.state === 'failed' || item?.state === 'uploading') this.#drop(id);
	}

	/** Removes and returns all messages, none marked failed and no file as uploaded, for another chat. */
	withdraw(): StoredDraft[] {
		const items = this.#items;
		for (const { id } of items) this.#drop(id);
		return items.map(toStored).map((draft) => ({ ...draft, failed: false, attachments: [] }));
	}

	/** Changes a message, stored too, and continues with it; does nothing once it has been dropped. */
	update(id: string, change: Partial<Outgoing>): void {
		this.show(id, change);
		const item = this.#find(id);
		if (item) this.#store(item);
		void this.#sendNext();
	}

	/** Changes what is shown of a message, but not what is stored. */
	show(id: string, change: Partial<Outgoing>): void {
		this.#items = this.#items.map((item) => (item.id === id ? { ...item, ...change } : item));
		this.#options.onChange();
	}

	/** Removes a message that is in the table, whether or not its send has been answered. */
	settle(id: string): void {
		if (this.#items.some((item) => item.id === id)) this.#drop(id);
		if (this.#underWay !== id) return;
		// Its response may never come: do not hold up the next one.
		this.#underWay = null;
		this.#failures = 0;
		void this.#sendNext();
	}

	/** Sends now, unless rate limited: at the start and when the network is back. */
	wake(): void {
		if (this.#rateLimited) return;
		this.#cancelWait?.();
		this.#cancelWait = null;
		void this.#sendNext();
	}

	stop(): void {
		this.#stopped = true;
		this.#cancelWait?.();
	}

	#find(id: string): Outgoing | undefined {
		return this.#items.find((item) => item.id === id);
	}

	#append(item: Outgoing): void {
		this.#items = [...this.#items, item];
		this.#store(item);
		this.#options.onChange();
		void this.#sendNext();
	}

	async #sendNext(): Promise<void> {
		const next = this.#items.find((item) => item.state === 'waiting');
		if (!next || this.#underWay !== null || this.#stopped || this.#cancelWait) return;
		if (!this.#options.isOnline()) return;
		const { id, content, attachments } = next;
		this.#underWay = id;
		this.show(id, { state: 'sending', retryAt: null });
		try {
			const draft = { id, content, attachments };
			const send = (signal: AbortSignal) => this.#options.transport.send(draft, signal);
			const message = await withDeadline(this.#options.clock, send);
			this.#failures = 0;
			this.#drop(id, () => this.#options.onSent(message));
		} catch (error) {
			this.#onFailure(id, toChatError(error));
		} finally {
			if (this.#underWay === id) this.#underWay = null;
		}
		void this.#sendNext();
	}

	#onFailure(id: string, error: ChatError): void {
		// Its echo has arrived: only the response was lost.
		if (!this.#find(id)) return;
		const hopeless = error.status >= 500 && this.#failures + 1 >= MAX_SERVER_ERRORS;
		if (error.kind === 'refused' || hopeless) {
			this.#failures = 0;
			return this.update(id, { state: 'failed', error });
		}
		this.#rateLimited = error.kind === 'slow';
		const delay = this.#rateLimited
			? (error.retryAfter ?? RATE_LIMIT_WAIT_MS)
			: retryDelay(this.#failures++, this.#options.random);
		const retryAt = this.#rateLimited ? new Date(this.#options.clock.date() + delay) : null;
		this.show(id, { state: 'waiting', error, retryAt });
		this.#wait(delay);
	}

	#wait(delay: number): void {
		this.#cancelWait = this.#options.clock.after(delay, () => {
			this.#rateLimited = false;
			this.wake();
		});
	}

	/** `announce` runs before `onChange`, so that the bubble does not flicker. */
	#drop(id: string, announce: () => void = () => {}): void {
		this.#items = this.#items.filter((item) => item.id !== id);
		this.#options.storage.remove(id);
		announce();
		this.#options.onChange();
	}

	#store(item: Outgoing): void {
		this.#options.storage.save(toStored(item));
	}
}
