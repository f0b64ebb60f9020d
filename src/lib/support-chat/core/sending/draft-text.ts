import { fingerprint } from '../text/fingerprint.ts';
import type { KeyValueStore, PageEnvironment } from '../ports.ts';
import { draftFileKeys, draftKeys } from './draft-keys.ts';
import { randomId } from '../random-id.ts';

/** For this long after a keystroke no other tab changes the text. */
const TYPING_MS = 2_000;

interface Draft {
	/** The same in all tabs until the text is empty. */
	id: string;
	text: string;
}

export interface DraftTextOptions {
	createId?: () => string;
	now?: () => number;
}

/**
 * One user's unsent text in one chat. Survives a reload if the store works, and is shared by the
 * browser's tabs. A text that could not be stored is never replaced by another tab's.
 */
export class DraftText {
	readonly #store: KeyValueStore;
	readonly #key: string;
	readonly #createId: () => string;
	readonly #now: () => number;
	#draft: Draft;
	/** The stored value as last written or read. */
	#stored: string | null;
	#typedAt = Number.NEGATIVE_INFINITY;
	/** The text that another tab sent or deleted, until a new one is typed. */
	#gone = '';

	constructor(
		store: KeyValueStore,
		userId: string,
		chatId: string,
		{ createId = randomId, now = () => performance.now() }: DraftTextOptions = {}
	) {
		this.#store = store;
		this.#key = draftKeys(userId) + chatId;
		this.#createId = createId;
		this.#now = now;
		this.#stored = this.#read();
		this.#draft = this.#parse(this.#stored);
	}

	get text(): string {
		return this.#draft.text;
	}

	set text(text: string) {
		if (text === this.text) return;
		const id = this.text === '' ? this.#createId() : this.#draft.id;
		this.#draft = { id, text };
		this.#gone = '';
		this.#typedAt = this.#now();
		this.#write();
	}

	/** Files were chosen for it, in this or an earlier page: see `KeptFiles`. */
	get hasFiles(): boolean {
		try {
			return this.#store.keys(draftFileKeys(this.#key)).length > 0;
		} catch {
			return false;
		}
	}

	/**
	 * The message id for sending the draft with this content: the same in all tabs, so that sending it
	 * twice makes one message. Another content has another id.
	 */
	messageId(content: string): string {
		return this.#draft.id.slice(0, 24) + fingerprint(content);
	}

	/** Whether this is the draft's text, or was until another tab sent or deleted it. */
	isOf(text: string): boolean {
		return text === (this.text || this.#gone);
	}

	/** Follows other tabs' changes and calls `onChange` after each; returns the unsubscribe function. */
	follow(environment: PageEnvironment, onChange: () => void): () => void {
		const look = () => {
			if (this.#refresh()) onChange();
		};
		const stops = [
			this.#store.watch?.(this.#key, look),
			// A page in the back/forward cache receives no storage events.
			environment.subscribe(look)
		];
		look();
		return () => stops.forEach((stop) => stop?.());
	}

	/** Takes over what another tab has stored. Returns whether the text may have changed. */
	#refresh(): boolean {
		const isShared = this.#stored === toStored(this.#draft);
		const stored = this.#read();
		if (stored === this.#stored) return false;
		this.#stored = stored;
		const isTyping = this.#now() - this.#typedAt < TYPING_MS;
		// A draft sent from another tab is cleared here too, even while typing.
		if (!isShared || (isTyping && stored !== null)) return false;
		if (stored === null) {
			this.#gone = this.text;
			this.#draft = { ...this.#draft, text: '' };
		} else this.#draft = this.#parse(stored);
		return true;
	}

	#write(): void {
		const stored = toStored(this.#draft);
		this.#stored = stored;
		try {
			if (stored === null) this.#store.remove(this.#key);
			else this.#store.set(this.#key, stored);
		} catch {
			// Full or blocked: the draft lasts as long as the page. An older one must not come back.
			this.#stored = null;
			this.#forget();
		}
	}

	#forget(): void {
		try {
			this.#store.remove(this.#key);
		} catch {
			// Blocked: then nothing is stored.
		}
	}

	#read(): string | null {
		try {
			return this.#store.get(this.#key);
		} catch {
			return null;
		}
	}

	#parse(stored: string | null): Draft {
		try {
			const draft = JSON.parse(stored ?? '') as Draft;
			if (typeof draft.id === 'string' && typeof draft.text === 'string') return draft;
		} catch {
			// Nothing, or the bare text that an earlier version stored.
		}
		return { id: this.#createId(), text: stored ?? '' };
	}
}

/** Whether the user has an unsent text in this chat. */
export function hasDraft(store: KeyValueStore, userId: string, chatId: string): boolean {
	return new DraftText(store, userId, chatId).text.trim() !== '';
}

function toStored(draft: Draft): string | null {
	return draft.text === '' ? null : JSON.stringify(draft);
}
