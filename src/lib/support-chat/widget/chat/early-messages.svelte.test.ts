import { afterEach, expect, test, vi } from 'vitest';
import { DraftText } from '../../core/sending/draft-text.ts';
import { MemoryStore } from '../../core/testing/test-support.ts';
import { EarlyMessages } from './early-messages.svelte.ts';

afterEach(() => {
	vi.useRealTimers();
});

const contents = ({ unsent }: EarlyMessages) => unsent.map(({ content }) => content);

test('messages and draft survive a reload, in order even if the clock was set back', () => {
	vi.useFakeTimers({ now: 5_000 });
	const store = new MemoryStore();
	const early = new EarlyMessages(store, 'ann');
	early.draft = 'On';
	early.add('One');
	expect(early.draft).toBe('');
	vi.setSystemTime(1_000);
	early.add('Two');
	early.draft = 'Thr';
	const reloaded = new EarlyMessages(store, 'ann');
	expect(contents(reloaded)).toEqual(['One', 'Two']);
	expect(reloaded.unsent).toEqual(early.unsent);
	expect(reloaded.draft).toBe('Thr');
});

test('belongs to one user', () => {
	const store = new MemoryStore();
	new EarlyMessages(store, 'ann').add('One');
	expect(contents(new EarlyMessages(store, 'bob'))).toEqual([]);
});

test('clears what was handed over, but not what another tab has added since', () => {
	const store = new MemoryStore();
	const early = new EarlyMessages(store, 'ann');
	early.add('One');
	const otherTab = new EarlyMessages(store, 'ann');
	otherTab.add('Two');
	early.clear();
	expect(contents(early)).toEqual([]);
	expect(contents(new EarlyMessages(store, 'ann'))).toEqual(['Two']);
});

test('appends the draft to what was left in the chat, once', () => {
	const store = new MemoryStore();
	new DraftText(store, 'ann', 'chat').text = 'left';
	const early = new EarlyMessages(store, 'ann');
	early.draft = 'typed';
	const draft = early.takeUp('chat');
	expect([draft.text, early.draft]).toEqual(['left\ntyped', 'left\ntyped']);
	early.draft = 'typed on';
	expect(early.takeUp('chat')).toBe(draft);
	early.clear();
	expect(draft.text).toBe('typed on');
	const reloaded = new EarlyMessages(store, 'ann');
	expect(reloaded.draft).toBe('');
	expect(reloaded.takeUp('chat').text).toBe('typed on');
});

test('a draft that two tabs send has one id', () => {
	const store = new MemoryStore();
	new EarlyMessages(store, 'ann').draft = 'hello';
	const [one, other] = [new EarlyMessages(store, 'ann'), new EarlyMessages(store, 'ann')];
	one.add('hello');
	other.add('hello');
	expect(one.unsent.map(({ id }) => id)).toEqual(other.unsent.map(({ id }) => id));
	one.draft = 'hello';
	one.add('hello');
	expect(new Set(one.unsent.map(({ id }) => id)).size).toBe(2);
});
