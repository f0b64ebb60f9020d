import type { InboxContext } from '../inbox-context.ts';
import type { ChatState } from './chat-state.svelte.ts';
import type { SelectableRow } from '../list/selection.svelte.ts';

/** Opens the chat of a row; from another chat, in the same place of the history, so that Back leads to the list. */
export function goToRow(
	{ targets, navigate }: Pick<InboxContext, 'targets' | 'navigate'>,
	{ chatId, href }: SelectableRow
): void {
	targets.ask(chatId);
	navigate(href, targets.pageId !== null);
}

/**
 * Opens the chat that has taken the place of `open` in the list, unless that is turned off or the admin has
 * begun something meanwhile: gone elsewhere, or to write.
 *
 * @param view where the open chat is shown, and goes away with what has the focus in it
 */
export function goToNext(
	inbox: Pick<InboxContext, 'targets' | 'navigate' | 'opensNext'>,
	open: ChatState,
	view: HTMLElement
): void {
	const { targets, opensNext } = inbox;
	const { next } = targets;
	const focused = document.activeElement;
	if (!opensNext.on || targets.open !== open || !next || focused?.matches('textarea')) return;
	// It may have gone with the chat's row already.
	if (focused === document.body || view.contains(focused)) targets.focusRow(next.key);
	goToRow(inbox, next);
}
