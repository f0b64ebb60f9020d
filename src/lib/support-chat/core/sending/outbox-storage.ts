import type { DraftAttachment, OutgoingFile } from '../files/outgoing-file.ts';
import { outboxKeys } from './outbox-keys.ts';
import type { KeyValueStore } from '../ports.ts';

/** Messages that may wait for sending at once. */
export const OUTBOX_LIMIT = 100;

/** An unsent message as stored. */
export interface StoredDraft {
	id: string;
	content: string;
	/** Milliseconds since 1970. */
	createdAt: number;
	/** Refused or given up on: the writer decides whether to retry or delete it. */
	failed: boolean;
	/** See `Outgoing`; absent without files. */
	files?: readonly OutgoingFile[];
	attachments?: readonly DraftAttachment[];
	attempt?: number;
}

/**
 * Stores one user's unsent messages in one chat. Each message has its own key, so that tabs never
 * overwrite each other's; the key has the user's id, so that a shared computer never sends another
 * user's messages. Never throws: if the store is full or blocked, messages last as long as the page.
 */
export class OutboxStorage {
	readonly #store: KeyValueStore;
	readonly #prefix: string;

	constructor(store: KeyValueStore, userId: string, chatId: string) {
		this.#store = store;
		this.#prefix = `${outboxKeys(userId)}${chatId}:`;
	}

	/** The stored messages in the order written. */
	load(): StoredDraft[] {
		return this.#attempt(() => {
			const drafts = this.#store.keys(this.#prefix).map((key) => parse(this.#store.get(key)));
			return drafts
				.filter((draft) => draft !== null)
				.sort((a, b) => a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1));
		}, []);
	}

	save(draft: StoredDraft): void {
		this.#attempt(() => this.#store.set(this.#prefix + draft.id, JSON.stringify(draft)), undefined);
	}

	remove(id: string): void {
		this.#attempt(() => this.#store.remove(this.#prefix + id), undefined);
	}

	#attempt<T>(run: () => T, otherwise: T): T {
		try {
			return run();
		} catch {
			return otherwise;
		}
	}
}

function parse(text: string | null): StoredDraft | null {
	try {
		const draft = JSON.parse(text ?? '') as StoredDraft;
		const valid =
			typeof draft.id === 'string' &&
			typeof draft.content === 'string' &&
			typeof draft.createdAt === 'number';
		return valid ? { ...draft, failed: draft.failed === true } : null;
	} catch {
		return null;
	}
}
