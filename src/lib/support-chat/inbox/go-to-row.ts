import type { InboxContext } from './inbox-context.ts';
import type { SelectableRow } from './selection.svelte.ts';

/** Opens the chat of a row; from another chat, in the same place of the history, so that Back leads to the list. */
export function goToRow(
	{ desk, navigate }: Pick<InboxContext, 'desk' | 'navigate'>,
	{ chatId, href }: SelectableRow
): void {
	desk.ask(chatId);
	navigate(href, desk.pageId !== null);
}
