import type { ConnectionState } from './sync/connection.ts';
import type { ConversationOptions } from './conversation-options.ts';
import { MessageSync } from './sync/message-sync.ts';
import { Listeners } from './listeners.ts';
import { MessageLog } from './sync/message-log.ts';
import type { Message, SenderType } from './message.ts';
import type { PreparedFile } from './files/outgoing-file.ts';
import { History } from './sync/history.ts';
import type { StoredDraft } from './sending/outbox-storage.ts';
import type { Outgoing } from './sending/outgoing.ts';
import type { TimelineWindow } from './sync/timeline-window.ts';
import { ReadReceipts } from './sync/read-receipts.ts';
import type { Uploads } from './sending/uploads.ts';
import { Writing, type SendProblem } from './sending/writing.ts';

/**
 * One chat seen from one side: its messages, those on their way, and the connection.
 *
 * It owns how these fit together; each part's rules are in its own file. `start` it once, `stop`
 * it once. Nothing here throws at the reader: what fails is retried, and shown as state.
 */
export class Conversation {
	readonly chatId: string;
	readonly side: SenderType;
	/** What is before the newest messages, and where in it the reader is. */
	readonly history: History;
	readonly #log = new MessageLog();
	readonly #writing: Writing;
	readonly #sync: MessageSync;
	readonly #readReceipts: ReadReceipts;
	readonly #changes = new Listeners();
	readonly #arrivals = new Listeners<[Message]>();
	#stopped = false;

	constructor(options: ConversationOptions) {
		const { chatId, side, transport, clock, random } = options;
		const log = this.#log;
		const onChange = () => this.#changed();
		const parts = { log, side, transport, clock, onChange, random };
		this.chatId = chatId;
		this.side = side;
		this.#readReceipts = new ReadReceipts(parts);
		this.history = new History({
			...options,
			...parts,
			onStored: (id) => this.#writing.outbox.settle(id)
		});
		this.#writing = new Writing({
			...options,
			isStored: (id) => log.has(id),
			onTaken: () => this.#readReceipts.onAnswer(),
			onSent: (message) => this.#sync.takeSent(message),
			onDraft: () => this.#changes.call(),
			onChange
		});
		this.#sync = new MessageSync({
			...parts,
			environment: options.environment,
			onNew: (messages, late) => this.#onNew(messages, late),
			onReachable: () => this.#writing.wake()
		});
	}

	/** Stored messages up to the newest, in order. Replaced at each change, never altered. */
	get messages(): readonly Message[] {
		return this.#log.messages;
	}

	/** Messages on their way, in order; they belong below `messages`. */
	get outgoing(): readonly Outgoing[] {
		return this.#writing.outbox.items;
	}

	get connection(): ConnectionState {
		return this.#sync.connection;
	}

	/** The newest messages have been read from the table. */
	get loaded(): boolean {
		return this.#log.loaded;
	}

	/** `seq` of the last message with no hole before it; 0 while there is none. */
	get lastSeq(): number {
		return this.#log.lastSeq;
	}

	/** The last read of the table failed; it is tried again by itself. */
	get readError(): Error | null {
		return this.#sync.readError;
	}

	/** The table has messages before the first of `messages`. */
	get hasOlder(): boolean {
		return this.#log.hasOlder;
	}

	/** The last `loadOlder` failed. */
	get olderError(): Error | null {
		return this.history.older.error;
	}

	/** Shown in place of `messages`, when not null: the reader is far from the newest. */
	get window(): TimelineWindow | null {
		return this.history.window;
	}

	/** How many of the other side's loaded messages are unread; none while they are being read. */
	get unread(): number {
		return this.#readReceipts.unread;
	}

	/** See `ReadReceipts.unreadFrom`. */
	get unreadFrom(): number {
		return this.#readReceipts.unreadFrom;
	}

	/** What was typed and not sent yet; survives a reload. */
	get draft(): string {
		return this.#writing.draft;
	}

	set draft(text: string) {
		this.#writing.draft = text;
	}

	/** Files were chosen for the draft, in this or an earlier page. */
	get draftHasFiles(): boolean {
		return this.#writing.draftHasFiles;
	}

	/** Calls `listener` after each change of anything above; returns the undo. */
	subscribe(listener: () => void): () => void {
		return this.#changes.add(listener);
	}

	/** Calls `listener` once for each message of the other side that arrives after the start. */
	onArrival(listener: (message: Message) => void): () => void {
		return this.#arrivals.add(listener);
	}

	start(): void {
		this.#sync.start();
		this.#writing.start();
	}

	stop(): void {
		this.#stopped = true;
		this.history.showNewest();
		this.#writing.stop();
		this.#sync.stop();
		this.#readReceipts.stop();
	}

	/** Takes a text and files for sending and forgets the draft. Returns why not, or null when taken. */
	send(text: string, files?: readonly PreparedFile[]): SendProblem | null {
		return this.#writing.send(text, files);
	}

	/** Files on their way and in Storage, loaded when first asked for. Rejects when it cannot be loaded now. */
	uploads(): Promise<Uploads> {
		return this.#writing.uploads();
	}

	/** Sends a failed message again. */
	retry(id: string): void {
		this.#writing.outbox.retry(id);
	}

	/** Drops a failed message. */
	discard(id: string): void {
		this.#writing.outbox.discard(id);
	}

	/** Gives away what is unsent, for another chat: this one is no more. */
	withdraw(): StoredDraft[] {
		// Before its messages are gone: their files must stay.
		this.#writing.stop();
		return this.#writing.outbox.withdraw();
	}

	/** The messages are on screen and the page is looked at, or no longer. */
	setReading(reading: boolean): void {
		this.#readReceipts.setReading(reading);
		this.#sync.setWatched(reading);
	}

	/** Reads the messages that are missing: one is known to be there. */
	refresh(): void {
		this.#sync.refresh();
	}

	/** Reads the page before the oldest loaded message. Does nothing when there is none. */
	loadOlder(): Promise<void> {
		return this.history.older.load();
	}

	#onNew(messages: readonly Message[], late: boolean): void {
		if (!late) this.#readReceipts.onHistory();
		for (const message of messages) {
			this.#writing.outbox.settle(message.id);
			// A read may be under way at the stop, and its answer still come.
			if (late && !this.#stopped && message.senderType !== this.side) this.#arrivals.call(message);
		}
		this.#changed();
	}

	#changed(): void {
		this.history.window?.onLogChange();
		void this.#readReceipts.update();
		this.#changes.call();
	}
}
