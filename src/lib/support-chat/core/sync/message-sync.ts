import type { ConnectionState } from './connection.ts';
import { connectionState } from './connection.ts';
import type { MessageLog } from './message-log.ts';
import type { Message, SenderType } from '../message.ts';
import type {
	ChannelHandle,
	ChannelStatus,
	ChatTransport,
	Clock,
	PageEnvironment
} from '../ports.ts';
import { StaleChannelDetector } from './stale-channel-detector.ts';
import { RefetchScheduler } from './refetch-scheduler.ts';
import { TableReader } from './table-reader.ts';

export interface MessageSyncOptions {
	log: MessageLog;
	/** The reader's side. */
	side: SenderType;
	transport: ChatTransport;
	clock: Clock;
	environment: PageEnvironment;
	/** Called with messages new to the log; `late` is false for history, which is the first page. */
	onNew(messages: readonly Message[], late: boolean): void;
	/** Called when the network has just proven to work. */
	onReachable(): void;
	onChange(): void;
	random?: (() => number) | undefined;
}

/**
 * Keeps a log in sync with the table. Events are fast hints; the table is read whenever one may have
 * been missed.
 */
export class MessageSync {
	readonly #options: MessageSyncOptions;
	readonly #log: MessageLog;
	readonly #reader: TableReader;
	readonly #refetches: RefetchScheduler;
	readonly #staleChannel: StaleChannelDetector;
	#channel: ChannelHandle | null = null;
	#started = false;
	#status: ChannelStatus = 'joining';
	#wasLost = false;
	#watched = false;
	/** The last known environment: a change for the worse is no reason to read. */
	#seen: { online: boolean; visible: boolean };
	#stopListening: () => void = () => {};
	/** Error of the last read of the table, which is retried by itself; null if it succeeded. */
	readError: Error | null = null;

	constructor(options: MessageSyncOptions) {
		this.#options = options;
		this.#log = options.log;
		this.#seen = this.#look();
		this.#staleChannel = new StaleChannelDetector(options.clock, () => this.#onStaleChannel());
		this.#reader = new TableReader({
			...options,
			onExpected: (messages) => this.#expectEvents(messages)
		});
		this.#refetches = new RefetchScheduler({
			clock: options.clock,
			read: () => this.#reader.read(),
			isLive: () => this.#status === 'joined' && !this.#staleChannel.isStale,
			isOnline: () => options.environment.online,
			isWatched: () => this.#watched,
			hasHole: () => this.#log.hasHole,
			onResult: (error) => this.#onResult(error),
			random: options.random
		});
	}

	get connection(): ConnectionState {
		return connectionState(this.#options.environment.online, this.#status, this.#wasLost);
	}

	/**
	 * Reads the newest messages and then joins the channel: before they are read its events cannot be told from
	 * history, and after the join the table is read once more anyway.
	 */
	start(): void {
		this.#started = true;
		this.#stopListening = this.#options.environment.subscribe(() => this.#onSurroundings());
		this.#refetches.request();
	}

	stop(): void {
		this.#started = false;
		this.#stopListening();
		this.#channel?.close();
		this.#channel = null;
		this.#refetches.stop();
		this.#staleChannel.stop();
	}

	/** Sets whether somebody is looking at the messages, which are then read more often. */
	setWatched(watched: boolean): void {
		if (watched === this.#watched) return;
		this.#watched = watched;
		this.#refetches.reschedule();
	}

	/** Reads the table now. */
	refresh(): void {
		this.#refetches.request();
	}

	/** Takes the row that a send has returned. */
	takeSent(message: Message): void {
		// Its event may have come before the response.
		if (this.#log.takeOne(message)) this.#expectEvents([message]);
		if (this.#log.hasHole) this.#refetches.request();
	}

	#join(): void {
		this.#channel?.close();
		this.#channel = this.#options.transport.subscribe({
			onMessage: (message) => this.#onMessage(message),
			onRead: (receipt) => {
				this.#log.takeReceipt(receipt);
				this.#options.onChange();
			},
			onStatus: (status) => this.#onStatus(status)
		});
	}

	#onMessage(message: Message): void {
		this.#staleChannel.received(message.id);
		const isNew = this.#log.takeOne(message);
		// Until the first page is read, new messages cannot be distinguished from history.
		this.#options.onNew(isNew ? [message] : [], this.#log.loaded);
		if (this.#log.hasHole) this.#refetches.request();
	}

	#onStatus(status: ChannelStatus): void {
		this.#status = status;
		if (status === 'lost') this.#wasLost = true;
		if (status === 'joined') {
			this.#reader.noteGap();
			this.#refetches.request();
			this.#options.onReachable();
		} else this.#refetches.reschedule();
		this.#options.onChange();
	}

	#onSurroundings(): void {
		const before = this.#seen;
		const now = (this.#seen = this.#look());
		const worse = (before.online && !now.online) || (before.visible && !now.visible);
		if (now.online && !worse) {
			this.#channel?.wake();
			this.#refetches.request();
			this.#options.onReachable();
		} else this.#refetches.reschedule();
		this.#options.onChange();
	}

	#look(): { online: boolean; visible: boolean } {
		const { online, visible } = this.#options.environment;
		return { online, visible };
	}

	#onResult(error: Error | null): void {
		this.readError = error;
		if (!error) this.#options.onReachable();
		this.#options.onChange();
		if (this.#started && !this.#channel) this.#join();
	}

	/** The channel should have delivered messages of the table, or be about to. */
	#expectEvents(messages: readonly Message[]): void {
		if (this.#status === 'joined') this.#staleChannel.expect(messages.map(({ id }) => id));
	}

	#onStaleChannel(): void {
		if (this.#status === 'joined') this.#join();
		this.#refetches.reschedule();
	}
}
