import type { DraftText } from './sending/draft-text.ts';
import type { SenderType } from './message.ts';
import type { HistoryOptions } from './sync/history.ts';
import type { StoredDraft } from './sending/outbox-storage.ts';
import type { ChatTransport, Clock, KeyValueStore, PageEnvironment } from './ports.ts';

/** What a conversation is of, and what it is put together from. */
export interface ConversationOptions {
	chatId: string;
	/** Whoever is signed in: unsent messages and drafts are kept apart by user. */
	userId: string;
	/** Which side of the chat that is. */
	side: SenderType;
	transport: ChatTransport;
	clock: Clock;
	storage: KeyValueStore;
	environment: PageEnvironment;
	/** What was written for this chat elsewhere and is still to be sent. */
	unsent?: readonly StoredDraft[] | undefined;
	/** What is typed for it already; without, what is stored. */
	draft?: DraftText | undefined;
	/** See `HistoryOptions.windows`. */
	windows?: HistoryOptions['windows'];
	/** See `HistoryOptions.windowMargin`. */
	windowMargin?: HistoryOptions['windowMargin'];
	/** Random uuids unless told. */
	createId?: () => string;
	/** For tests: what spreads the retries. */
	random?: () => number;
}
