import { expect, test } from 'vitest';
import { Selection } from './selection.svelte.ts';

const rows = (...keys: string[]) =>
	keys.map((key) => ({ key, chatId: key, href: `/admin/${key}`, chat: null, seq: 1 }));

function selected(...keys: string[]) {
	const selection = new Selection();
	selection.setRows(rows(...keys));
	return selection;
}

test('nothing is selected at first, and the first step goes to the first row', () => {
	const selection = selected('a', 'b');
	expect(selection.current).toBeNull();
	expect(selection.neighbour(1)?.key).toBe('a');
	expect(selection.neighbour(-1)?.key).toBe('a');
});

test('steps end at the ends of the list', () => {
	const selection = selected('a', 'b');
	selection.select('b');
	expect(selection.neighbour(1)).toBeNull();
	expect(selection.neighbour(-1)?.key).toBe('a');
});

test('stays on its row while the list is sorted anew', () => {
	const selection = selected('a', 'b', 'c');
	selection.select('c');
	selection.setRows(rows('c', 'new', 'a', 'b'));
	expect(selection.current?.key).toBe('c');
	expect(selection.neighbour(1)?.key).toBe('new');
});

test('when its row leaves, the next one is selected, several times in a row', () => {
	const selection = selected('a', 'b', 'c', 'd');
	selection.select('b');
	selection.setRows(rows('a', 'c', 'd'));
	expect(selection.current?.key).toBe('c');
	selection.setRows(rows('a', 'd'));
	expect(selection.current?.key).toBe('d');
	selection.setRows(rows('a'));
	expect(selection.current?.key).toBe('a');
	selection.setRows([]);
	expect(selection.current).toBeNull();
});

test('tells a row that somebody went to from one that took the place of another', () => {
	const selection = selected('a', 'b', 'c');
	selection.select('a');
	expect(selection.inherited).toBe(false);
	selection.setRows(rows('b', 'c'));
	expect(selection.inherited).toBe(true);
	selection.select('b');
	expect(selection.inherited).toBe(true);
	selection.select('c');
	expect(selection.inherited).toBe(false);
});

test('when its row and the next ones leave at once, it goes to the nearest that is left', () => {
	const selection = selected('a', 'b', 'c', 'd');
	selection.select('b');
	selection.setRows(rows('d', 'a'));
	expect(selection.current?.key).toBe('d');
});

test('a row that is not there yet is selected when it comes', () => {
	const selection = selected('a');
	selection.select('b');
	expect(selection.current).toBeNull();
	selection.setRows(rows('b', 'a'));
	expect(selection.current?.key).toBe('b');
});
