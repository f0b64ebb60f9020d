import { isComposing } from '../../conversation/composer/composing.ts';

/** Events that leave the shadow tree, with its host as their target. */
const TYPES = (
	'keydown keyup keypress beforeinput input compositionstart compositionupdate compositionend ' +
	'paste cut copy'
).split(' ');
/** Keys that a field uses with Ctrl or Command; the others are the page's. */
const EDITING = /^(Enter|Arrow.+|Home|End|Page.+|Backspace|Delete|[acvxyz])$/i;
/** Keys that press a button, scroll a list or close the panel. */
const OF_OTHERS = /^(Enter|Arrow.+|Home|End|Page.+|Escape| )$/;
/** Keys that never write text. */
const PASSING = /^(Tab|Control|Alt|Meta|F\d+)$/;
/** With Alt these are the page's: on a Mac, where Alt writes text, `key` is what it writes. */
const LETTER = /^[a-z\d]$/i;

/** The parts of a keyboard event that decide. */
export type KeyPress = Pick<
	KeyboardEvent,
	'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'isComposing' | 'keyCode' | 'getModifierState'
>;

/** Whether the focused element uses the key, so that the page should not receive it. */
export function usesKey(press: KeyPress, inField: boolean): boolean {
	const { key, altKey } = press;
	if (isComposing(press)) return true;
	// AltGr writes text, and Windows reports it as Ctrl and Alt.
	const writes = press.getModifierState('AltGraph');
	const commands = !writes && (press.ctrlKey || press.metaKey);
	if (!inField) return !commands && !altKey && OF_OTHERS.test(key);
	if (commands) return EDITING.test(key);
	return !PASSING.test(key) && (writes || !altKey || !LETTER.test(key));
}

/**
 * Stops typing in the chat from reaching the page. Pages with single-key shortcuts recognise fields by an
 * event's target, which is the widget's element, not the field in it. Capturing listeners of the page run
 * first and see the events nevertheless. Returns a cleanup function.
 */
export function keepKeys(root: EventTarget): () => void {
	/** Keys whose keydown was stopped: their keyup is too, wherever the focus is by then. */
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
