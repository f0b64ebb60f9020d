import { expect, test } from 'vitest';
import { StrayKeys } from './stray-keys.ts';

const press = (key: string, more: Partial<KeyboardEvent> = {}) =>
	({ key, repeat: false, ctrlKey: false, metaKey: false, altKey: false, ...more }) as KeyboardEvent;

function typedInto(field: { isConnected: boolean }): StrayKeys {
	const keys = new StrayKeys();
	expect(keys.isStray(press('a'), field)).toBe(false);
	return keys;
}

test('typing that continues after the field was removed is stray', () => {
	const field = { isConnected: true };
	const keys = typedInto(field);
	field.isConnected = false;
	expect(keys.isStray(press('e'), null)).toBe(true);
	expect(keys.isStray(press('e'), null)).toBe(true);
});

test('a key outside a field that still exists is not stray', () => {
	const keys = typedInto({ isConnected: true });
	expect(keys.isStray(press('e'), null)).toBe(false);
});

test.each([
	['Escape', {}],
	['Tab', {}],
	['ArrowLeft', { altKey: true }],
	['k', { ctrlKey: true }],
	['k', { metaKey: true }]
])('%s %j ends the typing', (key, more) => {
	const keys = typedInto({ isConnected: false });
	expect(keys.isStray(press(key, more), null)).toBe(false);
	expect(keys.isStray(press('e'), null)).toBe(false);
});

test('release ends the typing', () => {
	const keys = typedInto({ isConnected: false });
	keys.release();
	expect(keys.isStray(press('e'), null)).toBe(false);
});

test('repeats of a held key that moved the focus into a field are stray', () => {
	const keys = new StrayKeys();
	const field = { isConnected: true };
	keys.hold('r');
	expect(keys.isStray(press('r', { repeat: true }), field)).toBe(true);
	expect(keys.isStray(press('r', { repeat: true }), null)).toBe(true);
	expect(keys.isStray(press('r'), field)).toBe(false);
	expect(keys.isStray(press('r', { repeat: true }), field)).toBe(false);
});
