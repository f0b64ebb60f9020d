import { expect, test } from 'vitest';
import { readEarlyKey } from './early-keys.js';
import { readShortcut, type KeyPress } from './shortcuts.ts';

const NONE: KeyPress = {
	...{ key: '', code: '', ctrlKey: false, metaKey: false, altKey: false, shiftKey: false },
	...{ isComposing: false, keyCode: 0, defaultPrevented: false, repeat: false }
};
const KEYS = [...'jkJKxreaunz/?1о', 'Enter', 'Escape', 'ArrowDown', 'Tab', ' '];
const STATES: Partial<KeyPress>[] = [
	...[{}, { ctrlKey: true }, { metaKey: true }, { altKey: true }, { shiftKey: true }],
	...[{ isComposing: true }, { keyCode: 229 }, { defaultPrevented: true }, { repeat: true }],
	// Of a Russian keyboard.
	...[{ code: 'KeyJ' }, { code: 'KeyK', shiftKey: true }]
];

test('each key does what it does once the app answers, or nothing', () => {
	const early = ['next', 'previous', 'search'];
	const presses = KEYS.flatMap((key) => STATES.map((state) => ({ ...NONE, key, ...state })));
	for (const press of presses) {
		const action = readShortcut(press, { typing: false, elsewhere: false }, true);
		const expected = action !== null && early.includes(action) ? action : null;
		expect([press, readEarlyKey(press)]).toEqual([press, expected]);
	}
});
