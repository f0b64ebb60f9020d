import { selectCode } from './selection.ts';

/** What precedes every selection: the pointer is over the list, or the focus in it. */
const BEFORE_SELECTING = ['pointerover', 'focusin'];

/**
 * Copies messages from a list as their texts, by code that is loaded when somebody may select some; without it the
 * browser copies what is shown. A double click selects a whole code. Returns a cleanup function.
 */
export function copyTexts(list: HTMLElement): () => void {
	const listening = new AbortController();
	const { signal } = listening;
	let loading: Promise<void> | undefined;
	const load = () => {
		loading ??= import('./copy-messages.ts').then(
			(module) => module.copyMessages(list, signal),
			// Not downloaded: the next time tries again.
			() => (loading = undefined)
		);
	};
	list.addEventListener('dblclick', () => selectCode(list), { signal });
	for (const type of BEFORE_SELECTING) list.addEventListener(type, load, { signal });
	return () => listening.abort();
}
