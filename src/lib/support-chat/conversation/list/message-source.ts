import type { Message } from '../../core/message.ts';

/** What a list shows: a conversation up to its newest message, or a window far from it. */
export interface MessageSource {
	/** In order of `seq`, without holes. */
	readonly messages: readonly Message[];
	/** The first messages have been read. */
	readonly loaded: boolean;
	/** The first read failed; it is repeated by itself. */
	readonly readError: Error | null;
	readonly hasOlder: boolean;
	readonly olderError: Error | null;
	/** There are messages after the last of `messages`; left out where there are never any. */
	readonly hasNewer?: boolean;
	/** The last `loadNewer` failed, and it is too early for another. */
	readonly newerError?: Error | null;
	loadOlder(): Promise<void>;
	loadNewer?(): Promise<void>;
}
