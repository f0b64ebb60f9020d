import type { Message, SenderType } from '../../core/message.ts';
import type { Outgoing } from '../../core/sending/outgoing.ts';
import type { Past } from '../../core/sync/past.ts';

/**
 * What a list of messages is drawn from: a conversation up to its newest message, or an excerpt of
 * its past. Whatever a component reads of it, it hears of the changes.
 */
export interface MessageSource {
	/** The side that looks on; its messages are on the right. */
	readonly side: SenderType;
	/** In order of `seq`, without holes. */
	readonly messages: readonly Message[];
	/** Messages on their way; they belong below `messages`. */
	readonly outgoing: readonly Outgoing[];
	/** The first messages have been read. */
	readonly loaded: boolean;
	/** The last read failed; it is tried again by itself. */
	readonly readError: Error | null;
	/** `seq` of the first message that is new to the reader; 0 or left out for none. */
	readonly unreadFrom?: number;
	readonly hasOlder: boolean;
	readonly olderError: Error | null;
	/** There are messages after the last of `messages`; left out where there are never any. */
	readonly hasNewer?: boolean;
	readonly newerError?: Error | null;
	/** Drawn in place of the messages, when not null: where the reader is far from the newest. */
	readonly past?: Past | null;
	loadOlder(): Promise<void>;
	loadNewer?(): Promise<void>;
	/**
	 * Messages far from those that are drawn may be dropped, to be read again: from index `start` up to
	 * but without `end` of the past or else of the messages. May do nothing, the first time above all.
	 */
	evict?(start: number, end: number): void;
	/** Calls `listener` once for each message of the other side that arrives; returns the undo. */
	onArrival(listener: (message: Message) => void): () => void;
	/** Sends a failed message again. */
	retry(id: string): void;
	/** Drops a failed message. */
	discard(id: string): void;
}
