import { expect, test } from 'vitest';
import { StrayKeys } from './stray-keys.ts';

const press = (key: string, more: Partial<KeyboardEvent> = {}) =>
	({ key, repeat: false, ctrlKey: false, metaKey: false, altKey: false, ...more }) as KeyboardEvent;

function typedInto(field: { isConnected: boolean }): StrayKeys {
	const keys = new StrayKeys();
	expect(keys.isStray(press('a'), field)).toBe(false);
	return keys;
}

test('what is typed on after the field has gone is no shortcut', () => {
	const field = { isConnected: true };
	const keys = typedInto(field);
	field.isConnected = false;
	expect(keys.isStray(press('e'), null)).toBe(true);
	expect(keys.isStray(press('e'), null)).toBe(true);
});

test('a key after a field that is still there is one', () => {
	const keys = typedInto({ isConnected: true });
	expect(keys.isStray(press('e'), null)).toBe(false);
});

test.each([
	['Escape', {}],
	['Tab', {}],
	['ArrowLeft', { altKey: true }],
	['k', { ctrlKey: true }],
	['k', { metaKey: true }]
])('%s %j ends it', (key, more) => {
	const keys = typedInto({ isConnected: false });
	expect(keys.isStray(press(key, more), null)).toBe(false);
	expect(keys.isStray(press('e'), null)).toBe(false);
});

test('who clicks or goes elsewhere ends it', () => {
	const keys = typedInto({ isConnected: false });
	keys.release();
	expect(keys.isStray(press('e'), null)).toBe(false);
});

test('a key that is held on its way into a field is not typed there', () => {
	const keys = new StrayKeys();
	const field = { isConnected: true };
	keys.hold('r');
	expect(keys.isStray(press('r', { repeat: true }), field)).toBe(true);
	expect(keys.isStray(press('r', { repeat: true }), null)).toBe(true);
	expect(keys.isStray(press('r'), field)).toBe(false);
	expect(keys.isStray(press('r', { repeat: true }), field)).toBe(false);
});
