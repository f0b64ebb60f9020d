import type { KeyValueStore } from '../../core/ports.ts';
import { goToRow } from '../chat/go-to-row.ts';
import { inboxHref, type InboxAddress } from '../inbox-address.ts';
import type { InboxContext } from '../inbox-context.ts';
import { ReplyAhead } from '../chat/reply-ahead.svelte.ts';

export type ShortcutContext = Pick<
	InboxContext,
	'targets' | 'live' | 'moves' | 'navigate' | 'undo' | 'userId'
>;

/**
 * What the keys do with the chats on the screen. They act on the chat that is selected there: on the
 * open one, unless somebody has gone to another row. While a chat is on its way nothing is moved, for
 * the one before is still in its place.
 */
export class ShortcutHandlers {
	readonly #inbox: ShortcutContext;
	readonly #store: KeyValueStore;

	constructor(inbox: ShortcutContext, store: KeyValueStore) {
		this.#inbox = inbox;
		this.#store = store;
	}

	/** Goes so many rows down, or up for a negative number. */
	step(steps: number): void {
		const { targets } = this.#inbox;
		const { selection, openingId, pageId } = targets;
		const row = (steps > 0 && targets.next) || selection.neighbour(steps);
		if (!row) return;
		selection.select(row.key);
		targets.focusRow(row.key, { focusVisible: true });
		if (pageId || openingId) goToRow(this.#inbox, row);
	}

	/** Writes a reply: at once, or ahead while the chat is on its way. */
	reply(): void {
		const { targets } = this.#inbox;
		const { chosen, open, openingId, pageId } = targets;
		if (openingId) return this.#begin(openingId);
		if (!chosen && open) return targets.composer?.focus();
		// It is the page's, and could not be loaded.
		if (!chosen || chosen.chatId === pageId) return;
		goToRow(this.#inbox, chosen);
		this.#begin(chosen.chatId);
	}

	/** Archives or restores. */
	async move(): Promise<void> {
		const { targets, live, moves, undo } = this.#inbox;
		const { chosen: row, open, openingId } = targets;
		if (openingId) return;
		if (open && !row) return open.shown ? open.move() : undefined;
		if (!row) return;
		const chat = row.chat ?? (await live.port.getChat(row.chatId).catch(() => null));
		if (!chat) return;
		// Of an unread chat a message that was found shows no more than itself.
		const seenUpTo = !row.chat && chat.unread ? row.seq : chat.messageCount;
		await moves.move(chat, seenUpTo).catch((error: unknown) => undo.tellProblem(chat, error));
	}

	/** Leaves the chat, or the way to it, for the list. */
	leave(address: InboxAddress): void {
		const { targets, navigate } = this.#inbox;
		if (!targets.pageId && !targets.openingId) return;
		targets.ask(null);
		navigate(inboxHref(address), false);
	}

	#begin(chatId: string): void {
		const { targets, userId } = this.#inbox;
		if (targets.reply?.chatId === chatId) return;
		targets.reply = new ReplyAhead(this.#store, userId, chatId);
	}
}
