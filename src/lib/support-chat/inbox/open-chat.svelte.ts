import { ChatError } from '../core/chat-error.ts';
import type { ChatSummary } from '../core/chat-summary.ts';
import type { InboxPort } from './inbox-port.ts';
import type { InboxView } from './live-inbox.svelte.ts';

/** Why a chat was not moved. */
export type MoveProblem = 'forbidden' | 'failed';

/** The facts of the chat an admin has open, and moving it to the archive and back. */
export class OpenChat implements InboxView {
	readonly #port: () => InboxPort;
	#chat: ChatSummary = $state.raw() as ChatSummary;
	#moving = $state(false);
	#problem = $state<MoveProblem | null>(null);
	/** Raised by every change: what was read before one is older than it. */
	#changes = 0;

	constructor(chat: ChatSummary, port: () => InboxPort) {
		this.#chat = chat;
		this.#port = port;
	}

	get chat(): ChatSummary {
		return this.#chat;
	}

	/** It is on its way to the archive or back. */
	get moving(): boolean {
		return this.#moving;
	}

	/** Why moving it failed; null when it did not. */
	get problem(): MoveProblem | null {
		return this.#problem;
	}

	/** Archives the chat, or restores it when it is archived. */
	async move(): Promise<void> {
		if (this.#moving) return;
		const { id, archived } = this.#chat;
		this.#moving = true;
		this.#problem = null;
		try {
			await (archived ? this.#port().unarchive(id) : this.#port().archive(id));
			this.#take({ ...this.#chat, archived: !archived });
		} catch (error) {
			this.#problem = problemOf(error);
		} finally {
			this.#moving = false;
		}
	}

	onChat(chat: ChatSummary): void {
		// Messages are only ever added, so a row with fewer of them is an older one.
		if (chat.id === this.#chat.id && chat.messageCount >= this.#chat.messageCount) {
			this.#take(chat);
		}
	}

	/** Reads the row, again when the chat changed while it was on its way. */
	async refresh(): Promise<void> {
		let changes: number;
		let chat: ChatSummary | null;
		do {
			changes = this.#changes;
			chat = await this.#port().getChat(this.#chat.id);
		} while (changes !== this.#changes);
		if (chat) this.onChat(chat);
	}

	#take(chat: ChatSummary): void {
		this.#changes++;
		this.#chat = chat;
	}
}

function problemOf(error: unknown): MoveProblem {
	return error instanceof ChatError && error.kind === 'refused' ? 'forbidden' : 'failed';
}
