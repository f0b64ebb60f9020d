import { SvelteSet } from 'svelte/reactivity';
import type { ChatSummary } from '../../core/chat-summary.ts';
import type { InboxPort } from '../live/inbox-port.ts';
import type { LiveInbox } from '../live/live-inbox.svelte.ts';
import { problemOf } from './move-problem.ts';
import type { UndoQueue } from './undo-queue.svelte.ts';

export interface ChatMovesPorts {
	live: Pick<LiveInbox, 'tellMoved' | 'refresh'> & {
		readonly port: Pick<InboxPort, 'archive' | 'unarchive' | 'missesLastReply'>;
	};
	undo: Pick<UndoQueue, 'add' | 'dismiss' | 'noteMissedReply'>;
}

/**
 * Moves chats to the archive and back, for the button, the keyboard and Undo alike. The screen
 * shows a move at once and takes it back when it fails.
 */
export class ChatMoves {
	readonly #ports: ChatMovesPorts;
	readonly #moving = new SvelteSet<string>();

	constructor(ports: ChatMovesPorts) {
		this.#ports = ports;
	}

	/** The chat is on its way to the archive or back. */
	isMoving(chatId: string): boolean {
		return this.#moving.has(chatId);
	}

	/**
	 * Archives the chat, or restores it when it is archived, and offers to undo that. Does nothing
	 * while the chat is on its way already. Archiving is refused when the user has written after
	 * `seenUpTo`, the last message that the admin has seen. @throws ChatError
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
		// At once, so that the last move begun is undone first, whichever the server answers first.
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
		// A failed read leaves the note out: the chat is archived either way.
		const misses = await live.port.missesLastReply(chatId).catch(() => false);
		if (misses) undo.noteMissedReply(undoId);
	}

	/** Makes the chat as archived as it says. */
	async #put(chat: ChatSummary, seenUpTo: number): Promise<void> {
		const { live } = this.#ports;
		this.#moving.add(chat.id);
		live.tellMoved(chat);
		try {
			await (chat.archived ? live.port.archive(chat.id, seenUpTo) : live.port.unarchive(chat.id));
		} catch (error) {
			live.tellMoved({ ...chat, archived: !chat.archived });
			// Its event has not come, or is late.
			if (problemOf(error) === 'unseen') live.refresh();
			throw error;
		} finally {
			this.#moving.delete(chat.id);
		}
	}
}
