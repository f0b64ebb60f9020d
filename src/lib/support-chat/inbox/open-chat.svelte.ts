import type { ChatSummary } from '../core/chat-summary.ts';
import type { ChatMoves } from './chat-moves.svelte.ts';
import type { InboxPort } from './inbox-port.ts';
import type { InboxView, LiveInbox } from './live-inbox.svelte.ts';
import { problemOf, type MoveProblem } from './move-problem.ts';

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

/** What an open chat uses of the live inbox. */
type OpenChatLive = Pick<LiveInbox, 'tellErased'> & {
	readonly port: Pick<InboxPort, 'getChat' | 'chatDetails'>;
};

/** The facts of the chat an admin has open, as they change. */
export class OpenChat implements InboxView {
	readonly #live: OpenChatLive;
	readonly #moves: Pick<ChatMoves, 'move' | 'isMoving'>;
	/** Null before it is mounted. */
	conversation: ShownMessages | null = null;
	#chat: ChatSummary = $state.raw() as ChatSummary;
	#problem = $state<MoveProblem | null>(null);
	#gone = $state(false);
	/** Raised by every change: what was read before one is older than it. */
	#changes = 0;

	/** @param problem why it was not moved by the request that the page answers */
	constructor(
		chat: ChatSummary,
		live: OpenChatLive,
		moves: Pick<ChatMoves, 'move' | 'isMoving'>,
		problem: MoveProblem | null = null
	) {
		this.#chat = chat;
		this.#problem = problem;
		this.#live = live;
		this.#moves = moves;
	}

	get chat(): ChatSummary {
		return this.#chat;
	}

	/** It is on its way to the archive or back. */
	get moving(): boolean {
		return this.#moves.isMoving(this.#chat.id);
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
		this.#problem = null;
		try {
			const seenUpTo = conversation?.loaded ? conversation.lastSeq : this.#chat.messageCount;
			await this.#moves.move(this.#chat, seenUpTo);
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
		let changes: number;
		let chat: ChatSummary | null;
		do {
			changes = this.#changes;
			chat = await this.#live.port.getChat(this.#chat.id);
		} while (changes !== this.#changes);
		if (chat) return this.onChat(chat);
		// Whoever is no admin any more is shown no chat either, and would be refused its details.
		this.#gone = (await this.#live.port.chatDetails(this.#chat.id)) === null;
		if (this.#gone) this.#live.tellErased(this.#chat.id);
	}

	#take(chat: ChatSummary): void {
		this.#changes++;
		this.#chat = chat;
	}
}
