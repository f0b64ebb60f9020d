import { describe, expect, test } from 'vitest';
import { readShortcut, SHORTCUTS, type KeyPress } from './shortcuts.ts';

const page = { typing: false, elsewhere: false };

function press(key: string, more: Partial<KeyPress> = {}): KeyPress {
	const none = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false };
	return {
		key,
		code: '',
		...none,
		isComposing: false,
		keyCode: 0,
		defaultPrevented: false,
		...more
	};
}

test.each([
	['j', 'next'],
	['k', 'previous'],
	['e', 'move'],
	['a', 'assign'],
	['u', 'markUnread'],
	['r', 'reply'],
	['/', 'search'],
	['z', 'undo'],
	['?', 'help'],
	['Escape', 'leave']
])('%s: %s', (key, action) => {
	expect(readShortcut(press(key), page, true)).toBe(action);
});

test('every key has one action, and other keys have none', () => {
	expect(new Set(SHORTCUTS.map(({ key }) => key)).size).toBe(SHORTCUTS.length);
	for (const key of ['x', 'J', 'ArrowDown', 'Tab', ' ', 'Enter']) {
		expect(readShortcut(press(key), page, true)).toBeNull();
	}
});

describe('ignores a key', () => {
	test.each<[string, Partial<KeyPress>]>([
		['with Control', { ctrlKey: true }],
		['with Command', { metaKey: true }],
		['with Alt', { altKey: true }],
		['with Shift, for a letter', { shiftKey: true }],
		['while an input method composes', { isComposing: true }],
		['while an input method composes in Safari', { keyCode: 229 }],
		['that another listener has handled', { defaultPrevented: true }]
	])('%s', (_, more) => {
		expect(readShortcut(press('e', more), page, true)).toBeNull();
	});

	test('while it is held, except those that repeat', () => {
		const held = SHORTCUTS.filter(({ key }) =>
			readShortcut(press(key, { repeat: true }), page, true)
		);
		expect(held.map(({ key }) => key)).toEqual(['j', 'k']);
	});

	test('in a field, except Escape', () => {
		const field = { ...page, typing: true };
		expect(readShortcut(press('j'), field, true)).toBeNull();
		expect(readShortcut(press('Escape'), field, true)).toBe('leave');
	});

	test('in a dialog, Escape included', () => {
		const dialog = { ...page, elsewhere: true };
		expect(readShortcut(press('j'), dialog, true)).toBeNull();
		expect(readShortcut(press('Escape'), dialog, true)).toBeNull();
	});

	test('when shortcuts are switched off, except Escape', () => {
		const left = SHORTCUTS.filter(({ key }) => readShortcut(press(key), page, false));
		expect(left.map(({ key }) => key)).toEqual(['Escape']);
	});
});

test('symbols may need Shift: German keyboards have / on Shift+7', () => {
	expect(readShortcut(press('/', { shiftKey: true }), page, true)).toBe('search');
	expect(readShortcut(press('?', { shiftKey: true }), page, true)).toBe('help');
});

test('in other alphabets the position of the key counts', () => {
	expect(readShortcut(press('о', { code: 'KeyJ' }), page, true)).toBe('next');
	expect(readShortcut(press('ü', { code: 'BracketLeft' }), page, true)).toBeNull();
});
