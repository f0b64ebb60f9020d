import type { KeyValueStore } from './ports.ts';

/** How the keys begin under which a user's drafts are stored. */
export const draftKeys = (userId: string) => `support-chat:draft:${userId}:`;

/** What one user has typed into one chat and not sent; survives a reload where the store works. */
export class DraftText {
	readonly #store: KeyValueStore;
	readonly #key: string;
	#text: string;

	constructor(store: KeyValueStore, userId: string, chatId: string) {
		this.#store = store;
		this.#key = draftKeys(userId) + chatId;
		this.#text = this.#load();
	}

	get text(): string {
		return this.#text;
	}

	set text(text: string) {
		if (text === this.#text) return;
		this.#text = text;
		try {
			if (text === '') this.#store.remove(this.#key);
			else this.#store.set(this.#key, text);
		} catch {
			// Full or forbidden: the draft lives as long as the page.
		}
	}

	#load(): string {
		try {
			return this.#store.get(this.#key) ?? '';
		} catch {
			return '';
		}
	}
}
