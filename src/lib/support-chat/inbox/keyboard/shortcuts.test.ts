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
	['r', 'reply'],
	['/', 'search'],
	['z', 'undo'],
	['?', 'help'],
	['Escape', 'leave']
])('%s: %s', (key, action) => {
	expect(readShortcut(press(key), page, true)).toBe(action);
});

test('every key stands for one thing, and others for nothing', () => {
	expect(new Set(SHORTCUTS.map(({ key }) => key)).size).toBe(SHORTCUTS.length);
	for (const key of ['x', 'J', 'ArrowDown', 'Tab', ' ', 'Enter']) {
		expect(readShortcut(press(key), page, true)).toBeNull();
	}
});

describe('left alone', () => {
	test.each<[string, Partial<KeyPress>]>([
		['with Control', { ctrlKey: true }],
		['with Command', { metaKey: true }],
		['with Alt', { altKey: true }],
		['a letter with Shift', { shiftKey: true }],
		['while an input method composes', { isComposing: true }],
		['while an input method composes in Safari', { keyCode: 229 }],
		['what somebody else has handled', { defaultPrevented: true }]
	])('%s', (_, more) => {
		expect(readShortcut(press('e', more), page, true)).toBeNull();
	});

	test('while it is held, but for those that go on', () => {
		const held = SHORTCUTS.filter(({ key }) =>
			readShortcut(press(key, { repeat: true }), page, true)
		);
		expect(held.map(({ key }) => key)).toEqual(['j', 'k']);
	});

	test('in a field, but for Escape', () => {
		const field = { ...page, typing: true };
		expect(readShortcut(press('j'), field, true)).toBeNull();
		expect(readShortcut(press('Escape'), field, true)).toBe('leave');
	});

	test("in somebody else's dialog, Escape too", () => {
		const dialog = { ...page, elsewhere: true };
		expect(readShortcut(press('j'), dialog, true)).toBeNull();
		expect(readShortcut(press('Escape'), dialog, true)).toBeNull();
	});

	test('when they are switched off, but for Escape', () => {
		const given = SHORTCUTS.filter(({ key }) => readShortcut(press(key), page, false));
		expect(given.map(({ key }) => key)).toEqual(['Escape']);
	});
});

test('signs may need Shift: German keyboards have / on Shift+7', () => {
	expect(readShortcut(press('/', { shiftKey: true }), page, true)).toBe('search');
	expect(readShortcut(press('?', { shiftKey: true }), page, true)).toBe('help');
});

test('on other alphabets the place of the key counts', () => {
	expect(readShortcut(press('о', { code: 'KeyJ' }), page, true)).toBe('next');
	expect(readShortcut(press('ü', { code: 'BracketLeft' }), page, true)).toBeNull();
});
