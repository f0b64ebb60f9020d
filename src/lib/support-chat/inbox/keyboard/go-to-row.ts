import type { InboxContext } from '../frame/inbox-context.ts';
import type { OpenChat } from '../chat/chat-state.svelte.ts';
import type { SelectableRow } from './selection.svelte.ts';

/** Opens the chat of a row; from another chat, in the same place of the history, so that Back leads to the list. */
export function goToRow(
	{ desk, navigate }: Pick<InboxContext, 'desk' | 'navigate'>,
	{ chatId, href }: SelectableRow
): void {
	desk.ask(chatId);
	navigate(href, desk.pageId !== null);
}

/**
 * Opens the chat that has taken the place of `open` in the list, unless that is turned off or the admin has
 * begun something meanwhile: gone elsewhere, or to write.
 *
 * @param view where the open chat is shown, and goes away with what has the focus in it
 */
export function goToNext(
	inbox: Pick<InboxContext, 'desk' | 'navigate' | 'opensNext'>,
	open: OpenChat,
	view: HTMLElement
): void {
	const { desk, opensNext } = inbox;
	const { next } = desk;
	const focused = document.activeElement;
	if (!opensNext.on || desk.open !== open || !next || focused?.matches('textarea')) return;
	// It may have gone with the chat's row already.
	if (focused === document.body || view.contains(focused)) desk.focusRow(next.key);
	goToRow(inbox, next);
}
