import { DraftText } from '../../core/sending/draft-text.ts';
import type { KeyValueStore } from '../../core/ports.ts';

const KEY = 'support-chat:reply-ahead';

/** Call it when the page is left before the chat has opened: the reply is resumed on the next page. */
export function leaveReply(chatId: string): void {
	try {
		sessionStorage.setItem(KEY, chatId);
	} catch {
		// Forbidden storage: the admin has to focus the field again.
	}
}

/** Whether the previous page was left during a reply to this chat; true only once. */
export function resumesReply(chatId: string): boolean {
	try {
		const resumes = sessionStorage.getItem(KEY) === chatId;
		sessionStorage.removeItem(KEY);
		return resumes;
	} catch {
		return false;
	}
}

/**
 * A reply that is begun while its chat is loading. The text is the chat's draft from the first letter, so
 * that the chat shows it on opening, even after a page load.
 */
export class ReplyAhead {
	readonly chatId: string;
	readonly #draft: DraftText;
	#text = $state('');
	/** An input method is composing: removing the field would lose its suggestion. */
	composing = $state(false);

	constructor(store: KeyValueStore, userId: string, chatId: string) {
		this.chatId = chatId;
		this.#draft = new DraftText(store, userId, chatId);
		this.#text = this.#draft.text;
	}

	get text(): string {
		return this.#text;
	}

	set text(text: string) {
		this.#text = this.#draft.text = text;
	}
}
