import type { ChatError } from './chat-error.ts';
import type { DraftAttachment } from './files/outgoing-file.ts';
import type { Message, ReadReceipt, SenderType } from './message.ts';

/** Most messages per read: the contract's page size. */
export const PAGE_SIZE = 50;

/** A message that has not been stored yet. */
export interface Draft {
	/** Chosen by the client and kept across retries, which makes them idempotent. */
	id: string;
	/** Blank for a message of files only: the database then takes their names. */
	content: string;
	/** Its uploaded files; none when absent. */
	attachments?: readonly DraftAttachment[];
}

/**
 * 'joining'  the channel is being (re)joined;
 * 'joined'   live events arrive, as far as the server reports; repeated when some may have been missed;
 * 'lost'     it disconnected or failed, and reconnects by itself;
 * 'refused'  this caller may not join; retried every minute, on `wake` and on a new sign-in.
 */
export type ChannelStatus = 'joining' | 'joined' | 'lost' | 'refused';

/** Receives a chat's live events. Any of them may be lost, duplicated or late. */
export interface ChannelListener {
	onMessage(message: Message): void;
	onRead(receipt: ReadReceipt): void;
	onStatus(status: ChannelStatus, error?: ChatError): void;
}

/** A subscription; it reconnects by itself. */
export interface ChannelHandle {
	/** Renews the token and rejoins now if disconnected: the tab is visible again or the machine online. */
	wake(): void;
	/** Leaves for good; the listener is not called afterwards. */
	close(): void;
}

/**
 * One side's access to a chat on the server. Each promise rejects with a `ChatError`.
 * Lists are in ascending `seq`; `limit` is at most `PAGE_SIZE`.
 */
export interface ChatTransport {
	/** The oldest `limit` messages with a later `seq`. */
	fetchAfter(seq: number, limit: number, signal: AbortSignal): Promise<Message[]>;
	/** The newest `limit` messages with an earlier `seq`; the chat's newest for null. */
	fetchBefore(seq: number | null, limit: number, signal: AbortSignal): Promise<Message[]>;
	/** How far `senderType`'s messages from `fromSeq` on have been read; null if none has. */
	fetchReadMark(
		senderType: SenderType,
		fromSeq: number,
		signal: AbortSignal
	): Promise<ReadReceipt | null>;
	/** Stores a message and resolves to its row, even if an earlier try has stored it. */
	send(draft: Draft, signal: AbortSignal): Promise<Message>;
	/** Marks the other side's messages read up to `upToSeq` (an admin's read = viewed). */
	markRead(upToSeq: number, signal: AbortSignal): Promise<void>;
	subscribe(listener: ChannelListener): ChannelHandle;
}

/** Time source, driven by hand in tests. */
export interface Clock {
	/** Milliseconds from an arbitrary start, for durations. */
	now(): number;
	/** Milliseconds since 1970 by the server's clock, as far as it is known, for display. */
	date(): number;
	/** Calls `run` once after `ms` milliseconds; the returned function cancels it. */
	after(ms: number, run: () => void): () => void;
}

/** A key-value store that outlives the page. May throw when full or blocked. */
export interface KeyValueStore {
	get(key: string): string | null;
	set(key: string, value: string): void;
	remove(key: string): void;
	/** Every key that starts with `prefix`. */
	keys(prefix: string): string[];
	/** Calls `listener` when another tab changes this key; returns the unsubscribe function. */
	watch?(key: string, listener: () => void): () => void;
}

/** Network and visibility state of the page. */
export interface PageEnvironment {
	readonly online: boolean;
	readonly visible: boolean;
	/** Calls `listener` when either may have changed and on return from the back/forward cache. */
	subscribe(listener: () => void): () => void;
}
