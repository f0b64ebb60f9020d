import type { ChatSummary } from '../../core/chat-summary.ts';
import type { ChatMoves } from '../archive/chat-moves.svelte.ts';
import type { InboxPort } from '../live/inbox-port.ts';
import type { InboxView, LiveInbox } from '../live/live-inbox.svelte.ts';
import { problemOf, type MoveProblem } from '../archive/move-problem.ts';

/** What `ChatState` needs of the open chat's messages. */
export interface ShownMessages {
	readonly loaded: boolean;
	/** Why the last read failed; null if it did not. */
	readonly readError?: Error | null;
	/** `seq` of the last message without a gap before it. */
	readonly lastSeq: number;
	/** Reads the missing messages. */
	refresh(): void;
}

export interface ChatStateOptions {
	live: Pick<LiveInbox, 'notifyErased'> & {
		readonly port: Pick<InboxPort, 'getChat' | 'chatDetails'>;
	};
	moves: Pick<ChatMoves, 'move' | 'isMoving'>;
	/** Why the request that the page answers failed to move the chat. */
	problem?: MoveProblem | null;
	/** Called when it was archived here. */
	onArchived?(): void;
}

/** The row of the chat an admin has open, kept up to date. */
export class ChatState implements InboxView {
	readonly #options: ChatStateOptions;
	/** Null before it is mounted. */
	conversation: ShownMessages | null = null;
	#chat: ChatSummary = $state.raw() as ChatSummary;
	#problem = $state<MoveProblem | null>(null);
	#gone = $state(false);
	/** Incremented on each change: a row whose read began before it is stale. */
	#changes = 0;

	constructor(chat: ChatSummary, options: ChatStateOptions) {
		this.#chat = chat;
		this.#options = options;
		this.#problem = options.problem ?? null;
	}

	get chat(): ChatSummary {
		return this.#chat;
	}

	/** It is being archived or restored. */
	get moving(): boolean {
		return this.#options.moves.isMoving(this.#chat.id);
	}

	/** Why the last move failed; null if it did not. */
	get problem(): MoveProblem | null {
		return this.#problem;
	}

	/** It was erased: there is nothing left to read or reply to. */
	get gone(): boolean {
		return this.#gone;
	}

	/** Its messages are on the screen, or could not be loaded: the admin sees which chat is acted on. */
	get shown(): boolean {
		if (this.#gone || !this.conversation) return false;
		return this.conversation.loaded || this.conversation.readError != null;
	}

	/** Archives the chat, or restores it when it is archived. Sets `problem` instead of rejecting. */
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

	/** Awaits another change of the chat. Sets `problem` instead of rejecting; returns whether it was made. */
	async attempt(change: Promise<void>): Promise<boolean> {
		this.#problem = null;
		try {
			await change;
			return true;
		} catch (error) {
			this.#problem = problemOf(error);
			return false;
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

	/** Reads the row, and again when the chat has changed meanwhile. @throws ChatError */
	async refresh(): Promise<void> {
		const { live } = this.#options;
		let changes: number;
		let chat: ChatSummary | null;
		do {
			changes = this.#changes;
			chat = await live.port.getChat(this.#chat.id);
		} while (changes !== this.#changes);
		if (chat) return this.onChat(chat);
		// A former admin finds no chat either, but is refused its details.
		this.#gone = (await live.port.chatDetails(this.#chat.id)) === null;
		if (this.#gone) live.notifyErased(this.#chat.id);
	}

	#take(chat: ChatSummary): void {
		this.#changes++;
		this.#chat = chat;
	}
}
