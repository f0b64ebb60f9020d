import { DraftText } from '../../core/sending/draft-text.ts';
import type { KeyValueStore } from '../../core/ports.ts';

const KEY = 'support-chat:reply-ahead';

/** The page is left on the way to the chat, as when that takes a new page: the reply goes on there. */
export function leaveReply(chatId: string): void {
	try {
		sessionStorage.setItem(KEY, chatId);
	} catch {
		// Forbidden storage: the field waits to be chosen again.
	}
}

/** Whether the page before was left for a reply to this chat; says so once. */
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
 * A reply that is begun while its chat is on the way. What is typed is the chat's draft from the
 * first letter: whatever becomes of the page, the chat shows it when it opens.
 */
export class ReplyAhead {
	readonly chatId: string;
	readonly #draft: DraftText;
	#text = $state('');
	/** An input method is at it: to take the field away would take its suggestion, too. */
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
