import type { DraftText } from './sending/draft-text.ts';
import type { SenderType } from './message.ts';
import type { HistoryOptions } from './sync/history.ts';
import type { StoredDraft } from './sending/outbox-storage.ts';
import type { LoadUploads } from './sending/writing.ts';
import type { ChatTransport, Clock, KeyValueStore, PageEnvironment } from './ports.ts';

/** Identity and dependencies of a conversation. */
export interface ConversationOptions {
	chatId: string;
	/** The signed-in user: unsent messages and drafts are stored per user. */
	userId: string;
	/** The side of the chat that the user is on. */
	side: SenderType;
	transport: ChatTransport;
	clock: Clock;
	storage: KeyValueStore;
	environment: PageEnvironment;
	/** Unsent messages written elsewhere, sent after the stored ones. */
	unsent?: readonly StoredDraft[] | undefined;
	/** The current draft; defaults to the stored one. */
	draft?: DraftText | undefined;
	/** Loads what uploads files; without it no message has files. */
	loadUploads?: LoadUploads | undefined;
	/** See `HistoryOptions.evictMessages`. */
	evictMessages?: HistoryOptions['evictMessages'];
	/** See `EvictOptions.evictionMargin`. */
	evictionMargin?: HistoryOptions['evictionMargin'];
	/** Defaults to random UUIDs. */
	createId?: () => string;
	/** Retry jitter, replaced in tests; defaults to `Math.random`. */
	random?: () => number;
}
