import { expect, test } from 'vitest';
import { MenuKeys, type MenuPress } from './menu-keys.ts';

const NAMES = ['Ada', 'Élodie', 'Emil', 'Anna', 'علي', 'Nobody'];

const press = (key: string, rest: Partial<MenuPress> = {}): MenuPress => ({
	...{ key, timeStamp: 0, ctrlKey: false, metaKey: false, altKey: false },
	...rest
});

/** Names of the items that a sequence of keys leads to, pressed at times in ms. */
function path(from: string, presses: [key: string, time: number][]): string[] {
	const keys = new MenuKeys();
	let at = NAMES.indexOf(from);
	return presses.map(([key, timeStamp]) => {
		at = keys.next(press(key, { timeStamp }), NAMES, at) ?? at;
		return NAMES[at]!;
	});
}

test('arrows go round, Home and End to the ends', () => {
	expect(
		path('Anna', [
			['ArrowDown', 0],
			['ArrowDown', 0],
			['ArrowDown', 0],
			['ArrowUp', 0],
			['Home', 0],
			['End', 0]
		])
	).toEqual(['علي', 'Nobody', 'Ada', 'Nobody', 'Ada', 'Nobody']);
});

test('a character leads to the next item that begins with it, in any case and without accents', () => {
	expect(
		path('Ada', [
			['E', 0],
			['e', 100],
			['é', 200],
			['ع', 1_000]
		])
	).toEqual(['Élodie', 'Emil', 'Élodie', 'علي']);
});

test('characters typed at once are the beginning of one name', () => {
	expect(
		path('Nobody', [
			['a', 0],
			['Shift', 300],
			['N', 400],
			['n', 800]
		])
	).toEqual(['Ada', 'Ada', 'Anna', 'Anna']);
});

test('after a pause a new name begins', () => {
	expect(
		path('Nobody', [
			['e', 0],
			['n', 501]
		])
	).toEqual(['Élodie', 'Nobody']);
});

test('after another key, too', () => {
	expect(
		path('Nobody', [
			['e', 0],
			['End', 100],
			['a', 200]
		])
	).toEqual(['Élodie', 'Nobody', 'Ada']);
});

test('what no item begins with leaves the focus where it is', () => {
	expect(path('Emil', [['x', 0]])).toEqual(['Emil']);
});

test.each([' ', 'Enter', 'Tab', 'Escape', 'F1', '\u0301'])('%j moves nothing', (key) => {
	expect(new MenuKeys().next(press(key), NAMES, 0)).toBeNull();
});

test.each(['ctrlKey', 'metaKey', 'altKey'])('nor does a key with %s', (modifier) => {
	expect(new MenuKeys().next(press('e', { [modifier]: true }), NAMES, 0)).toBeNull();
});
