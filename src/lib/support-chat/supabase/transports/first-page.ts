import { PAGE_SIZE } from '../../core/ports.ts';
import type { ChatClient } from '../chat-client.ts';
import type { MessageRow } from '../rows.ts';
import { readBefore } from './read-messages.ts';

/** Milliseconds for which an answer is used: an older one lacks what has been written since. */
const FRESH_MS = 2_000;

/** The newest messages of a chat that is about to be opened, asked for before what shows them is there. */
export class FirstPage {
	#asked: { chatId: string; at: number; rows: Promise<MessageRow[]> } | null = null;

	/** Asks for them, unless it has a moment ago. Whoever takes the answer gets its error. */
	ask(client: ChatClient, chatId: string): void {
		if (this.#fresh(chatId)) return;
		const rows = readBefore(client, chatId, null, PAGE_SIZE);
		rows.catch(() => {});
		this.#asked = { chatId, at: performance.now(), rows };
	}

	/** The answer, newest first, to the first who takes it; null when it was not asked for a moment ago. */
	take(chatId: string): Promise<MessageRow[]> | null {
		const asked = this.#fresh(chatId);
		this.#asked = null;
		return asked?.rows ?? null;
	}

	#fresh(chatId: string) {
		const asked = this.#asked;
		return asked?.chatId === chatId && performance.now() - asked.at < FRESH_MS ? asked : null;
	}
}
