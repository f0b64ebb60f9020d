import type { KeyValueStore } from '../../core/ports.ts';
import { goToRow } from '../chat/go-to-row.ts';
import type { InboxAddress } from '../inbox-address.ts';
import type { InboxContext } from '../inbox-context.ts';
import { ReplyAhead } from '../chat/reply-ahead.svelte.ts';

export type ShortcutContext = Pick<
	InboxContext,
	'actions' | 'targets' | 'hrefOf' | 'live' | 'moves' | 'navigate' | 'undo' | 'userId'
>;

/**
 * What the keys do with the chats on the screen. They act on the open chat, unless another row was
 * selected. While a chat is being opened nothing is archived or restored, since the previous one is still
 * shown.
 */
export class ShortcutHandlers {
	readonly #inbox: ShortcutContext;
	readonly #store: KeyValueStore;

	constructor(inbox: ShortcutContext, store: KeyValueStore) {
		this.#inbox = inbox;
		this.#store = store;
	}

	/** Selects the row `steps` down, or up for a negative number; opens it if a chat is open. */
	step(steps: number): void {
		const { targets } = this.#inbox;
		const { selection, openingId, pageId } = targets;
		const row = (steps > 0 && targets.next) || selection.neighbour(steps);
		if (!row) return;
		selection.select(row.key);
		targets.focusRow(row.key, { focusVisible: true });
		if (pageId || openingId) goToRow(this.#inbox, row);
	}

	/** Focuses the reply field, or begins a reply while the chat is being opened. */
	reply(): void {
		const { targets } = this.#inbox;
		const { chosen, open, openingId, pageId } = targets;
		if (openingId) return this.#begin(openingId);
		if (!chosen && open) return targets.writeAs?.('reply');
		// The page's own chat could not be loaded.
		if (!chosen || chosen.chatId === pageId) return;
		goToRow(this.#inbox, chosen);
		this.#begin(chosen.chatId);
	}

	/** Focuses the field for a note, also of a chat that is opened for it. */
	note(): void {
		const { targets } = this.#inbox;
		const { chosen, open, openingId, pageId } = targets;
		if (openingId) return targets.noteAhead(openingId);
		if (!chosen && open) return targets.writeAs?.('note');
		if (!chosen || chosen.chatId === pageId) return;
		targets.noteAhead(chosen.chatId);
		goToRow(this.#inbox, chosen);
	}

	/** Archives or restores the chat; a failure is shown as a toast. */
	async move(): Promise<void> {
		const { targets, live, moves, undo } = this.#inbox;
		const { chosen: row, open, openingId } = targets;
		if (openingId) return;
		if (open && !row) return open.shown ? open.move() : undefined;
		if (!row) return;
		const chat = row.chat ?? (await live.port.getChat(row.chatId).catch(() => null));
		if (!chat) return;
		// Of an unread chat, a search result shows only its own message.
		const seenUpTo = !row.chat && chat.unread ? row.seq : chat.messageCount;
		await moves.move(chat, seenUpTo).catch((error: unknown) => undo.showProblem(chat, error));
	}

	/** Opens the menu of whom the open chat is assigned to. */
	assign(): void {
		const { chosen, open, openingId, assign } = this.#inbox.targets;
		if (open?.shown && !chosen && !openingId) assign();
	}

	/** Marks the open chat as unread and leaves it, or marks the selected one. */
	async markUnread(): Promise<void> {
		const { actions, targets, undo } = this.#inbox;
		const { chosen: row, open, openingId } = targets;
		if (openingId) return;
		if (open && !row) return open.shown ? targets.markUnread?.() : undefined;
		if (!row?.chat) return;
		const { chat } = row;
		await actions.markUnread(chat.id).catch((error: unknown) => undo.showProblem(chat, error));
	}

	/** Leaves the chat, also one that is being opened, for the list. */
	leave(address: InboxAddress): void {
		const { hrefOf, targets, navigate } = this.#inbox;
		if (!targets.pageId && !targets.openingId) return;
		targets.ask(null);
		navigate(hrefOf(address), false);
	}

	#begin(chatId: string): void {
		const { targets, userId } = this.#inbox;
		if (targets.reply?.chatId === chatId) return;
		targets.replyAhead(new ReplyAhead(this.#store, userId, chatId));
	}
}
