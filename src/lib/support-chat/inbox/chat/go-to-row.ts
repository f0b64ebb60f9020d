import { focusedBeside } from '../../conversation/browser/focused.ts';
import type { InboxContext } from '../inbox-context.ts';
import type { ChatState } from './chat-state.svelte.ts';
import type { SelectableRow } from '../list/selection.svelte.ts';

/** Opens a row's chat; from another chat it replaces the history entry, so that Back leads to the list. */
export function goToRow(
	{ targets, navigate }: Pick<InboxContext, 'targets' | 'navigate'>,
	{ chatId, href }: SelectableRow
): void {
	targets.ask(chatId);
	navigate(href, targets.pageId !== null);
}

/**
 * Opens the chat that has replaced `open` in the list, unless that is turned off or the admin has meanwhile
 * opened another chat or focused a text field.
 *
 * @param view the element that shows the open chat and is removed with it
 */
export function goToNext(
	inbox: Pick<InboxContext, 'targets' | 'navigate' | 'opensNext'>,
	open: ChatState,
	view: HTMLElement
): void {
	const { targets, opensNext } = inbox;
	const { next } = targets;
	const focused = focusedBeside(view);
	if (!opensNext.on || targets.open !== open || !next || focused?.matches('textarea')) return;
	// The focus may have been lost with the chat's row already.
	if (document.activeElement === document.body || view.contains(focused))
		targets.focusRow(next.key);
	goToRow(inbox, next);
}
