import { describe, expect, test } from 'vitest';
import { keepKeys, usesKey, type KeyPress } from './keep-keys.ts';

function press(key: string, more: Partial<KeyPress> & { altGraph?: boolean } = {}): KeyPress {
	const none = { ctrlKey: false, metaKey: false, altKey: false, isComposing: false, keyCode: 0 };
	const getModifierState = (name: string) => name === 'AltGraph' && more.altGraph === true;
	return { key, ...none, getModifierState, ...more };
}

const ctrl = { ctrlKey: true };
const meta = { metaKey: true };
const alt = { altKey: true };

describe('a field uses', () => {
	test.each<[string, Partial<KeyPress> & { altGraph?: boolean }]>([
		...['g', 'G', '?', ' ', 'é', 'й', 'Enter', 'Backspace', 'Home', 'Escape', 'Shift', 'Dead'].map(
			(key) => [key, {}] as [string, object]
		),
		['Process', { keyCode: 229 }],
		['k', { ...ctrl, isComposing: true }],
		...['a', 'c', 'v', 'x', 'z', 'Z', 'y', 'Backspace', 'ArrowLeft', 'Enter'].flatMap(
			(key) => [[key, ctrl] as [string, object], [key, meta] as [string, object]] as const
		),
		['@', { ...ctrl, ...alt, altGraph: true }],
		['q', { ...alt, altGraph: true }],
		['å', alt],
		['Dead', alt],
		['ArrowLeft', alt]
	])('%s %j', (key, more) => {
		expect(usesKey(press(key, more), true)).toBe(true);
	});
});

describe('a field leaves to the page', () => {
	test.each<[string, Partial<KeyPress>]>([
		['Tab', {}],
		['F2', {}],
		['F12', {}],
		['Control', ctrl],
		['Meta', meta],
		['Alt', alt],
		['k', ctrl],
		['k', meta],
		['/', ctrl],
		['k', alt],
		['k', { ...ctrl, ...alt }]
	])('%s %j', (key, more) => {
		expect(usesKey(press(key, more), true)).toBe(false);
	});
});

test('a button or a scrolling list uses the keys that operate it', () => {
	for (const key of [' ', 'Enter', 'ArrowUp', 'PageDown', 'End', 'Escape']) {
		expect(usesKey(press(key), false), key).toBe(true);
		expect(usesKey(press(key, ctrl), false), key).toBe(false);
	}
	for (const key of ['g', '?', 'Tab', 'F2']) expect(usesKey(press(key), false), key).toBe(false);
});

/** A tree with `keepKeys`, and the types of the events that leave it. */
function setUp() {
	const root = new EventTarget();
	const left: string[] = [];
	const end = keepKeys(root);
	const fire = (type: string, inField: boolean, facts: Partial<KeyboardEvent> = {}) => {
		const event = Object.assign(new Event(type, { bubbles: true }), press('g'), facts);
		Object.defineProperty(event, 'target', { value: { matches: () => inField } });
		let stopped = false;
		event.stopPropagation = () => (stopped = true);
		root.dispatchEvent(event);
		if (!stopped) left.push(type);
	};
	return { left, fire, end };
}

test('events of typing in a field do not leave the tree', () => {
	const { left, fire } = setUp();
	const types = [
		...['keydown', 'keypress', 'beforeinput', 'input', 'keyup', 'paste', 'cut', 'copy'],
		...['compositionstart', 'compositionupdate', 'compositionend']
	];
	for (const type of types) fire(type, true, { code: 'KeyG' });
	expect(left).toEqual([]);
});

test('events outside a field leave it, and clicks always do', () => {
	const { left, fire } = setUp();
	for (const type of ['keydown', 'keypress', 'keyup', 'copy']) fire(type, false, { code: 'KeyG' });
	fire('click', true);
	expect(left).toEqual(['keydown', 'keypress', 'keyup', 'copy', 'click']);
});

test('a keyup leaves the tree exactly when its keydown did', () => {
	const { left, fire } = setUp();
	// The key that moved the focus into the field.
	fire('keyup', true, { key: 'c', code: 'KeyC' });
	expect(left).toEqual(['keyup']);
	// A shortcut whose modifier is released first.
	fire('keydown', true, { key: 'k', code: 'KeyK', ctrlKey: true });
	fire('keyup', true, { key: 'k', code: 'KeyK' });
	expect(left).toEqual(['keyup', 'keydown', 'keyup']);
	// Escape closes the panel and is released on the button.
	fire('keydown', true, { key: 'Escape', code: 'Escape' });
	fire('keyup', false, { key: 'Escape', code: 'Escape' });
	expect(left).toHaveLength(3);
});

test('after cleanup all events leave the tree', () => {
	const { left, fire, end } = setUp();
	end();
	fire('keydown', true);
	expect(left).toEqual(['keydown']);
});
