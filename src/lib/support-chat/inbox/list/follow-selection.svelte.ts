import type { KeyboardTargets } from '../keyboard/keyboard-targets.svelte.ts';
import type { SelectableRow } from './selection.svelte.ts';

/**
 * Svelte attachment for a list whose items carry `data-key` and hold a link each: it is what the
 * keyboard goes through. `openKey` names the row that is open beside the list.
 */
export function followSelection(
	targets: KeyboardTargets,
	rows: () => readonly SelectableRow[],
	openKey: () => string | null | undefined
) {
	return (list: HTMLElement) => {
		const { selection } = targets;
		/** The focus is in the list, or fell to the page with a row that left. */
		let focused = false;
		let last: readonly SelectableRow[] = [];

		const focusRow = (key: string, options?: FocusOptions) => {
			const link = list.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"] a`);
			link?.focus(options);
			link?.scrollIntoView({ block: 'nearest' });
		};
		const onFocusIn = ({ target }: FocusEvent) => {
			const row = (target as Element).closest<HTMLElement>('[data-key]');
			if (!row?.dataset.key) return;
			focused = true;
			selection.select(row.dataset.key);
		};
		// A row that is removed takes the focus with it: that is no leaving.
		const onFocusOut = ({ target }: FocusEvent) =>
			queueMicrotask(() => {
				if (!(target as Element).isConnected) return;
				focused = list.contains(document.activeElement);
				const key = openKey();
				// Who works in the open chat acts on that one.
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
