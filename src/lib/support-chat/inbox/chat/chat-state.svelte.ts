import type { ChatSummary } from '../../core/chat-summary.ts';
import type { ChatMoves } from '../archive/chat-moves.svelte.ts';
import type { InboxPort } from '../live/inbox-port.ts';
import type { InboxView, LiveInbox } from '../live/live-inbox.svelte.ts';
import { problemOf, type MoveProblem } from '../archive/move-problem.ts';

/** The messages of the open chat, as far as they are shown. */
export interface ShownMessages {
	readonly loaded: boolean;
	/** Why they could not be read the last time, if so. */
	readonly readError?: Error | null;
	/** The last one with no hole before it. */
	readonly lastSeq: number;
	/** Reads those that are missing. */
	refresh(): void;
}

export interface ChatStateOptions {
	live: Pick<LiveInbox, 'tellErased'> & {
		readonly port: Pick<InboxPort, 'getChat' | 'chatDetails'>;
	};
	moves: Pick<ChatMoves, 'move' | 'isMoving'>;
	/** Why it was not moved by the request that the page answers. */
	problem?: MoveProblem | null;
	/** It was archived here. */
	onArchived?(): void;
}

/** The facts of the chat an admin has open, as they change. */
export class ChatState implements InboxView {
	readonly #options: ChatStateOptions;
	/** Null before it is mounted. */
	conversation: ShownMessages | null = null;
	#chat: ChatSummary = $state.raw() as ChatSummary;
	#problem = $state<MoveProblem | null>(null);
	#gone = $state(false);
	/** Raised by every change: what was read before one is older than it. */
	#changes = 0;

	constructor(chat: ChatSummary, options: ChatStateOptions) {
		this.#chat = chat;
		this.#options = options;
		this.#problem = options.problem ?? null;
	}

	get chat(): ChatSummary {
		return this.#chat;
	}

	/** It is on its way to the archive or back. */
	get moving(): boolean {
		return this.#options.moves.isMoving(this.#chat.id);
	}

	/** Why moving it failed, null when it did not. */
	get problem(): MoveProblem | null {
		return this.#problem;
	}

	/** It was erased: there is nothing left to read or to answer. */
	get gone(): boolean {
		return this.#gone;
	}

	/** It is on the screen, as far as it can be: what is done to it is done knowingly. */
	get shown(): boolean {
		if (this.#gone || !this.conversation) return false;
		return this.conversation.loaded || this.conversation.readError != null;
	}

	/** Archives the chat, or restores it when it is archived. */
	async move(): Promise<void> {
		if (this.moving) return;
		const { conversation } = this;
		const { moves, onArchived } = this.#options;
		const { archived } = this.#chat;
		this.#problem = null;
		try {
			const seenUpTo = conversation?.loaded ? conversation.lastSeq : this.#chat.messageCount;
			await moves.move(this.#chat, seenUpTo);
			if (!archived) onArchived?.();
		} catch (error) {
			this.#problem = problemOf(error);
			if (this.#problem === 'unseen') conversation?.refresh();
		}
	}

	onMoved({ id, archived }: ChatSummary): void {
		if (id === this.#chat.id) this.#take({ ...this.#chat, archived });
	}

	onChat(chat: ChatSummary): void {
		// Messages are only ever added, so a row with fewer of them is an older one.
		if (chat.id === this.#chat.id && chat.messageCount >= this.#chat.messageCount) {
			this.#take(chat);
		}
	}

	/** Reads the row, again when the chat changed while it was on its way. */
	async refresh(): Promise<void> {
		const { live } = this.#options;
		let changes: number;
		let chat: ChatSummary | null;
		do {
			changes = this.#changes;
			chat = await live.port.getChat(this.#chat.id);
		} while (changes !== this.#changes);
		if (chat) return this.onChat(chat);
		// Whoever is no admin any more is shown no chat either, and would be refused its details.
		this.#gone = (await live.port.chatDetails(this.#chat.id)) === null;
		if (this.#gone) live.tellErased(this.#chat.id);
	}

	#take(chat: ChatSummary): void {
		this.#changes++;
		this.#chat = chat;
	}
}
