import { isComposing } from '../../conversation/composer/composing.ts';

/** Each of them leaves the shadow tree, as an event of its host. */
const TYPES = (
	'keydown keyup keypress beforeinput input compositionstart compositionupdate compositionend ' +
	'paste cut copy'
).split(' ');
/** What a field does with Ctrl or Command; the rest is the page's. */
const EDITING = /^(Enter|Arrow.+|Home|End|Page.+|Backspace|Delete|[acvxyz])$/i;
/** What works a button, scrolls a list, and closes the panel. */
const OF_OTHERS = /^(Enter|Arrow.+|Home|End|Page.+|Escape| )$/;
/** What writes nothing anywhere. */
const PASSING = /^(Tab|Control|Alt|Meta|F\d+)$/;
/** With Alt these are the page's: on a Mac, where Alt writes, the key is called what it writes. */
const LETTER = /^[a-z\d]$/i;

/** What of a keyboard event decides. */
export type KeyPress = Pick<
	KeyboardEvent,
	'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'isComposing' | 'keyCode' | 'getModifierState'
>;

/** Whether what has the focus uses the key, so that a page has no business with it. */
export function usesKey(press: KeyPress, inField: boolean): boolean {
	const { key, altKey } = press;
	if (isComposing(press)) return true;
	// AltGr writes, and is Ctrl and Alt on Windows.
	const writes = press.getModifierState('AltGraph');
	const commands = !writes && (press.ctrlKey || press.metaKey);
	if (!inField) return !commands && !altKey && OF_OTHERS.test(key);
	if (commands) return EDITING.test(key);
	return !PASSING.test(key) && (writes || !altKey || !LETTER.test(key));
}

/**
 * Keeps what is typed in the chat from the page around it. A page whose shortcuts are single keys
 * looks for fields by an event's target, and that is the widget's element, not the field in it.
 * Listeners that capture on the page's side come first, and hear it nevertheless.
 */
export function keepKeys(root: EventTarget): () => void {
	/** Keys whose press was kept: their release is as well, wherever the focus is by then. */
	const kept = new Set<string>();

	function isKept(event: Event): boolean {
		const { type, code } = event as KeyboardEvent;
		if (type === 'keyup') return kept.delete(code);
		const inField = (event.target as Element).matches('textarea, input, [contenteditable]');
		if (type !== 'keydown') return inField;
		kept.delete(code);
		return usesKey(event as KeyboardEvent, inField) && !!kept.add(code);
	}

	const keep = (event: Event) => isKept(event) && event.stopPropagation();
	for (const type of TYPES) root.addEventListener(type, keep);
	return () => TYPES.forEach((type) => root.removeEventListener(type, keep));
}
