import type { ChatError } from './chat-error.ts';
import type { Message, ReadReceipt, SenderType } from './message.ts';

/** Messages read at once, at most (the contract's page size). */
export const PAGE_SIZE = 50;

/** A message that has not been stored yet. */
export interface Draft {
	/** Chosen by the client and kept over retries: that is what makes a retry safe. */
	id: string;
	content: string;
}

/**
 * 'joining'  the channel is being (re)joined;
 * 'joined'   live events arrive, as far as the server tells; said again when some may have been missed;
 * 'lost'     it was cut or failed, and is being rebuilt by itself;
 * 'refused'  this caller may not join; it is tried again each minute, on `wake` and on a new sign-in.
 */
export type ChannelStatus = 'joining' | 'joined' | 'lost' | 'refused';

/** What a chat's live channel tells. Any event may be lost, doubled or late. */
export interface ChannelListener {
	onMessage(message: Message): void;
	onRead(receipt: ReadReceipt): void;
	onStatus(status: ChannelStatus, error?: ChatError): void;
}

/** A subscription; it reconnects by itself. */
export interface ChannelHandle {
	/** The tab came back or the machine is online: renew the token, rejoin now if cut. */
	wake(): void;
	/** Leave for good; the listener hears nothing afterwards. */
	close(): void;
}

/**
 * One chat on the network, seen from one side. Each promise rejects with a `ChatError`.
 * Lists are in ascending `seq`; `limit` is at most `PAGE_SIZE`.
 */
export interface ChatTransport {
	/** The oldest `limit` messages with a later `seq`. */
	fetchAfter(seq: number, limit: number, signal: AbortSignal): Promise<Message[]>;
	/** The newest `limit` messages with an earlier `seq`; the chat's newest for null. */
	fetchBefore(seq: number | null, limit: number, signal: AbortSignal): Promise<Message[]>;
	/** The last message by `senderType` from `fromSeq` on that has been read, if any. */
	fetchReadMark(
		senderType: SenderType,
		fromSeq: number,
		signal: AbortSignal
	): Promise<ReadReceipt | null>;
	/** Stores a message and resolves to its row, also when an earlier try had stored it. */
	send(draft: Draft, signal: AbortSignal): Promise<Message>;
	/** Marks the other side's messages read up to `upToSeq` (an admin's read = viewed). */
	markRead(upToSeq: number, signal: AbortSignal): Promise<void>;
	subscribe(listener: ChannelListener): ChannelHandle;
}

/** Time, as tests can drive it. */
export interface Clock {
	/** Milliseconds from some moment: for how long something took. */
	now(): number;
	/** Milliseconds since 1970, by the server's clock as far as it is known: for people to read. */
	date(): number;
	/** Calls `run` once after `ms` milliseconds; the returned function cancels it. */
	after(ms: number, run: () => void): () => void;
}

/** A key-value store that outlives the page. May throw when full or forbidden. */
export interface KeyValueStore {
	get(key: string): string | null;
	set(key: string, value: string): void;
	remove(key: string): void;
	/** Every key that starts with `prefix`. */
	keys(prefix: string): string[];
	/** Calls `listener` when somebody else has changed this key; returns the undo. */
	watch?(key: string, listener: () => void): () => void;
}

/** What the page knows about its surroundings. */
export interface PageEnvironment {
	readonly online: boolean;
	readonly visible: boolean;
	/** Called when either may have changed, and when the page is shown again; returns the undo. */
	subscribe(listener: () => void): () => void;
}
