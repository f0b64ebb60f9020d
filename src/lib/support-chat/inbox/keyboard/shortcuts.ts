import { isComposing } from '../../conversation/composer/composing.ts';

/** What a key does in the inbox. */
export type ShortcutAction =
	'next' | 'previous' | 'open' | 'move' | 'reply' | 'search' | 'undo' | 'help' | 'leave';

export interface Shortcut {
	action: ShortcutAction;
	/** As `KeyboardEvent.key` says it. */
	key: string;
	/** Links open with Enter by themselves: listed, and not listened to. */
	native?: boolean;
	/** Goes on while the key is held. */
	repeats?: boolean;
	/** Works with a switched-off table too: no text is written with it. */
	always?: boolean;
}

/** All of them, in the order in which the help lists them. */
export const SHORTCUTS: readonly Shortcut[] = [
	{ action: 'next', key: 'j', repeats: true },
	{ action: 'previous', key: 'k', repeats: true },
	{ action: 'open', key: 'Enter', native: true, always: true },
	{ action: 'reply', key: 'r' },
	{ action: 'move', key: 'e' },
	{ action: 'undo', key: 'z' },
	{ action: 'search', key: '/' },
	{ action: 'help', key: '?' },
	{ action: 'leave', key: 'Escape', always: true }
];

/** What of a keyboard event decides. */
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
 * What the key asks for; null when it is no shortcut here and now.
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
	// Signs may need Shift, as / and ? do on many keyboards; letters do not.
	if (press.shiftKey && /^[a-z]$/i.test(key)) return null;
	const shortcut = SHORTCUTS.find((each) => each.key === key);
	if (!shortcut || shortcut.native || (press.repeat && !shortcut.repeats)) return null;
	if (shortcut.always) return shortcut.action;
	return typing || !singleKeys ? null : shortcut.action;
}

/** On a Greek or Russian keyboard the letter is told by the key's place. */
function latinKey({ key, code }: KeyPress): string {
	if (key.length !== 1 || key.charCodeAt(0) < 0x80) return key;
	return /^Key([A-Z])$/.exec(code)?.[1]?.toLowerCase() ?? key;
}
