import { focusedBeside } from '../../conversation/browser/focused.ts';
import type { InboxContext } from '../inbox-context.ts';
import type { SelectableRow } from './selection.svelte.ts';

/**
 * Svelte attachment for a list whose items have `data-key` and contain a link each: makes `rows` what the
 * keyboard selects from. `openKey` is the key of the row that is open beside the list.
 */
export function followSelection(
	targets: InboxContext['targets'],
	rows: () => readonly SelectableRow[],
	openKey: () => string | null | undefined
) {
	return (list: HTMLElement) => {
		const { selection } = targets;
		/** The focus is in the list, or was lost with a row that was removed. */
		let focused = false;
		let last: readonly SelectableRow[] = [];

		const focusRow = (key: string, options?: FocusOptions) => {
			const link = list.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"] a`);
			link?.focus(options);
			link?.scrollIntoView({ block: 'nearest' });
		};
		const noteFocus = (target: Element) => {
			const row = target.closest<HTMLElement>('[data-key]');
			if (!row?.dataset.key) return;
			focused = true;
			selection.select(row.dataset.key);
		};
		const onFocusIn = ({ target }: FocusEvent) => noteFocus(target as Element);
		// A row that is removed loses the focus without the list being left.
		const onFocusOut = ({ target }: FocusEvent) =>
			queueMicrotask(() => {
				if (!(target as Element).isConnected) return;
				focused = list.contains(focusedBeside(list));
				const key = openKey();
				// With the focus in the open chat, keys act on that chat.
				if (!focused && key && selection.has(key)) selection.select(key);
			});

		$effect(() => {
			last = rows();
			selection.setRows(last);
		});
		$effect(() => {
			const { current } = selection;
			if (focused && current && document.activeElement === document.body) focusRow(current.key);
		});
		$effect(() => {
			const key = openKey();
			if (key) selection.select(key);
		});
		targets.focusRow = focusRow;
		// The focus may have come before the server's page was hydrated.
		const early = focusedBeside(list);
		if (early && list.contains(early)) noteFocus(early);
		list.addEventListener('focusin', onFocusIn);
		list.addEventListener('focusout', onFocusOut);
		return () => {
			selection.leave(last);
			if (targets.focusRow === focusRow) targets.focusRow = () => {};
			list.removeEventListener('focusin', onFocusIn);
			list.removeEventListener('focusout', onFocusOut);
		};
	};
}
