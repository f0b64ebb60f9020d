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

test('steps stop at the ends of the list', () => {
	const selection = selected('a', 'b');
	selection.select('b');
	expect(selection.neighbour(1)).toBeNull();
	expect(selection.neighbour(-1)?.key).toBe('a');
});

test('stays on its row when the list is reordered', () => {
	const selection = selected('a', 'b', 'c');
	selection.select('c');
	selection.setRows(rows('c', 'new', 'a', 'b'));
	expect(selection.current?.key).toBe('c');
	expect(selection.neighbour(1)?.key).toBe('new');
});

test('when its row leaves, the next one is selected, repeatedly', () => {
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

test('distinguishes a row that was selected from one that replaced it', () => {
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

test('when its row and the next ones leave at once, the nearest remaining row is selected', () => {
	const selection = selected('a', 'b', 'c', 'd');
	selection.select('b');
	selection.setRows(rows('d', 'a'));
	expect(selection.current?.key).toBe('d');
});

test('a row that is not in the list yet is selected when it is added', () => {
	const selection = selected('a');
	selection.select('b');
	expect(selection.current).toBeNull();
	selection.setRows(rows('b', 'a'));
	expect(selection.current?.key).toBe('b');
});
