import { isComposing } from '../../conversation/composer/composing.ts';

/** What a key does in the inbox. */
export type ShortcutAction =
	| 'next'
	| 'previous'
	| 'open'
	| 'move'
	| 'assign'
	| 'markUnread'
	| 'reply'
	| 'note'
	| 'search'
	| 'undo'
	| 'help'
	| 'leave';

export interface Shortcut {
	action: ShortcutAction;
	/** The value of `KeyboardEvent.key`. */
	key: string;
	/** The browser handles it, as Enter on links: listed only. */
	native?: boolean;
	/** Repeats while the key is held. */
	repeats?: boolean;
	/** Works in fields and with shortcuts switched off too, as it writes no text. */
	always?: boolean;
}

/** All shortcuts, in the order of the help. */
export const SHORTCUTS: readonly Shortcut[] = [
	{ action: 'next', key: 'j', repeats: true },
	{ action: 'previous', key: 'k', repeats: true },
	{ action: 'open', key: 'Enter', native: true, always: true },
	{ action: 'reply', key: 'r' },
	{ action: 'note', key: 'n' },
	{ action: 'move', key: 'e' },
	{ action: 'assign', key: 'a' },
	{ action: 'markUnread', key: 'u' },
	{ action: 'undo', key: 'z' },
	{ action: 'search', key: '/' },
	{ action: 'help', key: '?' },
	{ action: 'leave', key: 'Escape', always: true }
];

/** The parts of a keyboard event that decide. */
export type KeyPress = Pick<
	KeyboardEvent,
	| 'key'
	| 'code'
	| 'ctrlKey'
	| 'metaKey'
	| 'altKey'
	| 'shiftKey'
	| 'isComposing'
	| 'keyCode'
	| 'defaultPrevented'
> &
	Partial<Pick<KeyboardEvent, 'repeat'>>;

/** Where the focus is when a key is pressed. */
export interface KeyPlace {
	/** In a field that takes text. */
	typing: boolean;
	/** In a dialog or a menu, whose keys are its own. */
	elsewhere: boolean;
}

/**
 * The action of a key; null when it is no shortcut where the focus is.
 *
 * @param singleKeys false when shortcuts of one character are switched off
 */
export function readShortcut(
	press: KeyPress,
	{ typing, elsewhere }: KeyPlace,
	singleKeys: boolean
): ShortcutAction | null {
	if (press.defaultPrevented || elsewhere || isComposing(press)) return null;
	if (press.ctrlKey || press.metaKey || press.altKey) return null;
	const key = latinKey(press);
	// Symbols may need Shift, as / and ? do on many keyboards; letters do not.
	if (press.shiftKey && /^[a-z]$/i.test(key)) return null;
	const shortcut = SHORTCUTS.find((each) => each.key === key);
	if (!shortcut || shortcut.native || (press.repeat && !shortcut.repeats)) return null;
	if (shortcut.always) return shortcut.action;
	return typing || !singleKeys ? null : shortcut.action;
}

/** The key's Latin letter, by its position on a Greek or Russian keyboard. */
function latinKey({ key, code }: KeyPress): string {
	if (key.length !== 1 || key.charCodeAt(0) < 0x80) return key;
	return /^Key([A-Z])$/.exec(code)?.[1]?.toLowerCase() ?? key;
}
