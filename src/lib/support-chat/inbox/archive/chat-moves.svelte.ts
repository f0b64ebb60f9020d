import { SvelteSet } from 'svelte/reactivity';
import type { ChatSummary } from '../../core/chat-summary.ts';
import type { InboxPort } from '../live/inbox-port.ts';
import type { LiveInbox } from '../live/live-inbox.svelte.ts';
import { problemOf } from './move-problem.ts';
import type { UndoQueue } from './undo-queue.svelte.ts';

export interface ChatMovesPorts {
	live: Pick<LiveInbox, 'notifyMoved' | 'refresh'> & {
		readonly port: Pick<InboxPort, 'archive' | 'unarchive' | 'missesLastReply'>;
	};
	undo: Pick<UndoQueue, 'add' | 'dismiss' | 'noteMissedReply'>;
}

/**
 * Archives and restores chats, for the button, the keyboard and Undo. The screen shows a move at once and
 * reverts it when it fails.
 */
export class ChatMoves {
	readonly #ports: ChatMovesPorts;
	readonly #moving = new SvelteSet<string>();

	constructor(ports: ChatMovesPorts) {
		this.#ports = ports;
	}

	/** The chat is being archived or restored. */
	isMoving(chatId: string): boolean {
		return this.#moving.has(chatId);
	}

	/**
	 * Archives the chat, or restores it when it is archived, and offers to undo that. Does nothing
	 * while a move of the chat is pending. Archiving is refused when the user has written after
	 * `seenUpTo`, the `seq` of the last message that the admin has seen. @throws ChatError
	 */
	async move(chat: ChatSummary, seenUpTo = chat.messageCount): Promise<void> {
		if (this.#moving.has(chat.id)) return;
		const { undo } = this.#ports;
		const moved = { ...chat, archived: !chat.archived };
		const moving = this.#put(moved, seenUpTo);
		const putBack = () =>
			moving.then(
				() => this.#put(chat, seenUpTo),
				() => {}
			);
		// At once, so that the last move begun is undone first, whichever response arrives first.
		const id = undo.add(moved, putBack, seenUpTo);
		if (moved.archived) void this.#noteMissedReply(chat.id, id);
		try {
			await moving;
		} catch (error) {
			undo.dismiss(id);
			throw error;
		}
	}

	async #noteMissedReply(chatId: string, undoId: number): Promise<void> {
		const { live, undo } = this.#ports;
		// A failed read omits the note: the chat is archived either way.
		const misses = await live.port.missesLastReply(chatId).catch(() => false);
		if (misses) undo.noteMissedReply(undoId);
	}

	/** Archives or restores the chat, as its `archived` says. */
	async #put(chat: ChatSummary, seenUpTo: number): Promise<void> {
		const { live } = this.#ports;
		this.#moving.add(chat.id);
		live.notifyMoved(chat);
		try {
			await (chat.archived ? live.port.archive(chat.id, seenUpTo) : live.port.unarchive(chat.id));
		} catch (error) {
			live.notifyMoved({ ...chat, archived: !chat.archived });
			// The event of the user's message was lost, or is late.
			if (problemOf(error) === 'unseen') live.refresh();
			throw error;
		} finally {
			this.#moving.delete(chat.id);
		}
	}
}
