import { outboxKeys } from './outbox-keys.ts';
import type { KeyValueStore } from '../ports.ts';

/** An unsent message as it survives a reload. */
export interface StoredDraft {
	id: string;
	content: string;
	/** Milliseconds since 1970. */
	createdAt: number;
	/** Refused, or given up: waits for the writer's decision. */
	failed: boolean;
}

/**
 * Unsent messages of one user in one chat. One key a message, so that two tabs never overwrite
 * each other's; the user's id in the key, so that a shared computer never sends another's words.
 * A full or forbidden store is survived: the messages then live as long as the page.
 */
export class OutboxStorage {
	readonly #store: KeyValueStore;
	readonly #prefix: string;

	constructor(store: KeyValueStore, userId: string, chatId: string) {
		this.#store = store;
		this.#prefix = `${outboxKeys(userId)}${chatId}:`;
	}

	/** What is stored, in the order of writing. */
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
