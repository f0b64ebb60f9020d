import { fingerprint } from '../text/fingerprint.ts';
import type { KeyValueStore, PageEnvironment } from '../ports.ts';
import { randomId } from '../random-id.ts';

/** How the keys begin under which a user's drafts are stored. */
export const draftKeys = (userId: string) => `support-chat:draft:${userId}:`;

/** Whoever has typed within this time still does: no other tab changes their text. */
const TYPING_MS = 2_000;

interface Draft {
	/** Of this draft in all tabs, until its text is empty. */
	id: string;
	text: string;
}

export interface DraftTextOptions {
	createId?: () => string;
	now?: () => number;
}

/**
 * What one user has typed into one chat and not sent; survives a reload where the store works, and is
 * the same in all tabs of the browser.
 *
 * A text that only this page has, since it could not be stored, is never given up for another.
 */
export class DraftText {
	readonly #store: KeyValueStore;
	readonly #key: string;
	readonly #createId: () => string;
	readonly #now: () => number;
	#draft: Draft;
	/** As the store had it when this was last written or read. */
	#stored: string | null;
	#typedAt = Number.NEGATIVE_INFINITY;
	/** The text that another tab has sent or deleted, until there is a new one. */
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

	/**
	 * The id of the message that the draft becomes with this content: the same in all tabs, so that it is
	 * one message in whichever it is sent. With another content it is another message.
	 */
	messageId(content: string): string {
		return this.#draft.id.slice(0, 24) + fingerprint(content);
	}

	/** Whether this is the draft's text, or was until a moment ago, when another tab sent it. */
	isOf(text: string): boolean {
		return text === (this.text || this.#gone);
	}

	/** Follows what other tabs make of the draft, and calls `onChange` each time; returns the undo. */
	follow(environment: PageEnvironment, onChange: () => void): () => void {
		const look = () => {
			if (this.#refresh()) onChange();
		};
		const stops = [
			this.#store.watch?.(this.#key, look),
			// A page that was put away hears of nothing.
			environment.subscribe(look)
		];
		look();
		return () => stops.forEach((stop) => stop?.());
	}

	/** Takes over what another tab has stored. Returns whether the text has changed. */
	#refresh(): boolean {
		const isShared = this.#stored === toStored(this.#draft);
		const stored = this.#read();
		if (stored === this.#stored) return false;
		this.#stored = stored;
		const isTyping = this.#now() - this.#typedAt < TYPING_MS;
		// Sent from another tab it is gone here too, however fresh.
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
			// Full or forbidden: the draft lives as long as the page. An older one must not come back.
			this.#stored = null;
			this.#forget();
		}
	}

	#forget(): void {
		try {
			this.#store.remove(this.#key);
		} catch {
			// Forbidden: then there is none.
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
			// Nothing, or as an earlier version has stored it: the text alone.
		}
		return { id: this.#createId(), text: stored ?? '' };
	}
}

function toStored(draft: Draft): string | null {
	return draft.text === '' ? null : JSON.stringify(draft);
}
