import { expect, test } from 'vitest';
import { SuggestionList } from './suggestion-list.svelte.ts';

const ITEMS = ['ada', 'adam', 'grace'].map((id) => ({ id }));

function create() {
	return new SuggestionList({
		trigger: { characters: '/', place: 'start' },
		find: (query) => ITEMS.filter(({ id }) => id.startsWith(query))
	});
}

/** Types a text up to its end. */
const type = (list: SuggestionList<{ id: string }>, text: string) => list.type(text, text.length);

test('opens on the trigger, filters, and closes without it', () => {
	const list = create();
	type(list, '/');
	expect(list.items).toHaveLength(3);
	type(list, '/ad');
	expect(list.items.map(({ id }) => id)).toEqual(['ada', 'adam']);
	type(list, 'ad');
	expect(list.match).toBeNull();
	expect(list.items).toEqual([]);
	expect(list.active).toBeUndefined();
});

test('the first item is active, and keys go round', () => {
	const list = create();
	type(list, '/');
	expect(list.active?.id).toBe('ada');
	list.reach(list.index - 1);
	expect(list.active?.id).toBe('grace');
	list.reach(list.index + 1);
	expect(list.active?.id).toBe('ada');
	list.reach(1);
	type(list, '/a');
	expect(list.active?.id).toBe('ada');
});

test('the active item stays active when items are added before it', () => {
	const state = $state({ items: [{ id: 'b' }, { id: 'c' }] });
	const list = new SuggestionList({
		trigger: { characters: '/', place: 'start' },
		find: () => state.items
	});
	type(list, '/');
	list.reach(1);
	state.items = [{ id: 'a' }, ...state.items];
	expect(list.active?.id).toBe('c');
	state.items = [{ id: 'a' }];
	expect(list.active?.id).toBe('a');
});

test('a closed list stays closed until the trigger is gone', () => {
	const list = create();
	type(list, '/a');
	list.close();
	expect(list.match).toBeNull();
	type(list, '/ad');
	expect(list.match).toBeNull();
	type(list, '');
	type(list, '/');
	expect(list.match).not.toBeNull();
});

test('the next text may begin with a trigger too', () => {
	const list = create();
	type(list, '/a');
	list.close();
	// The text was sent, which is no typing.
	type(list, '/');
	expect(list.items).toHaveLength(3);
});

test('a list that was left opens on typing', () => {
	const list = create();
	type(list, '/a');
	list.leave();
	list.moveCaret('/a', 1);
	expect(list.match).toBeNull();
	type(list, '/ad');
	expect(list.items).toHaveLength(2);
});

test('follows the caret while it is open', () => {
	const list = create();
	type(list, '/adam');
	list.moveCaret('/adam', 4);
	expect(list.items).toHaveLength(2);
	list.moveCaret('/adam', 0);
	expect(list.match).toBeNull();
});
