// @ts-check

// The list's keys until the app's code answers them, loaded ahead of it (EarlyKeys.svelte): those that need nothing
// but the page, j, k and /. One that changes a chat waits for the app. shortcuts.ts defines them, and a test holds
// both to the same answers. It is JavaScript without imports, since it is served as it is.

const FIELDS = 'input, textarea, select, [contenteditable]:not([contenteditable="false"])';
const ELSEWHERE = 'dialog, [role="dialog"], [role="menu"], [role="listbox"]';
/** The search field, and the links of the list where no chat is open beside it. */
const SEARCH = '.support-chat [role="search"] input';
const ROWS = '.support-chat [role="main"] [data-key] a';
/** `StoredSwitch` keeps it. */
const SINGLE_KEYS_OFF = 'support-chat:single-keys-off';

/** The key that moved the focus into the search field, while it is held. */
let held = '';

/**
 * What a key does outside of fields; null when that is not for here.
 *
 * @param {import('./shortcuts.ts').KeyPress} press
 * @returns {'next' | 'previous' | 'search' | null}
 */
export function readEarlyKey(press) {
	if (press.defaultPrevented || press.isComposing || press.keyCode === 229) return null;
	if (press.ctrlKey || press.metaKey || press.altKey) return null;
	const isLatin = press.key.length !== 1 || press.key.charCodeAt(0) < 0x80;
	const key = isLatin ? press.key : /^Key([A-Z])$/.exec(press.code)?.[1]?.toLowerCase();
	if (key === '/') return press.repeat ? null : 'search';
	if (press.shiftKey) return null;
	return key === 'j' ? 'next' : key === 'k' ? 'previous' : null;
}

/**
 * The row `steps` below the focused one, or above for a negative number; the first if none has the focus.
 *
 * @param {number} steps
 */
function rowAt(steps) {
	/** @type {HTMLElement[]} */
	const rows = [...document.querySelectorAll(/** @type {'a'} */ (ROWS))];
	const index = rows.findIndex((row) => row === document.activeElement);
	return index < 0 ? rows[0] : rows[index + steps];
}

function isOff() {
	try {
		return localStorage.getItem(SINGLE_KEYS_OFF) !== null;
	} catch {
		// Without storage nobody has switched them off.
		return false;
	}
}

/** @param {KeyboardEvent} event */
function onkeydown(event) {
	const target = event.target instanceof Element ? event.target : null;
	if (event.repeat && event.key === held) return event.preventDefault();
	held = '';
	if (target?.closest(`${FIELDS}, ${ELSEWHERE}`) || document.querySelector('dialog:modal')) return;
	const action = readEarlyKey(event);
	if (!action || isOff()) return;
	const found =
		action === 'search'
			? document.querySelector(/** @type {'input'} */ (SEARCH))
			: rowAt(action === 'next' ? 1 : -1);
	if (!found) return;
	event.preventDefault();
	if (action === 'search') held = event.key;
	// Newer than TypeScript's types: the ring is shown after a click, too.
	found.focus(/** @type {FocusOptions} */ ({ focusVisible: true }));
	found.scrollIntoView({ block: 'nearest' });
}

/** Answers keys until the element that loads this file says that the app does. */
function start() {
	/** @type {HTMLElement | null} */
	const script = document.querySelector('script[data-early-keys]');
	const answer = (/** @type {KeyboardEvent} */ event) => {
		if (script?.dataset.earlyKeys === '') onkeydown(event);
		else document.removeEventListener('keydown', answer);
	};
	document.addEventListener('keydown', answer);
}

// Tests import the file without a page.
if (globalThis.document) start();
