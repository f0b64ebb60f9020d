import { afterEach, expect, test, vi } from 'vitest';
import { MemoryStore } from '../core/test-support.ts';
import { EarlyMessages } from './early-messages.svelte.ts';

afterEach(() => {
	vi.useRealTimers();
});

const contents = ({ unsent }: EarlyMessages) => unsent.map(({ content }) => content);

test('what was sent and typed survives a reload, in order though the clock was set back', () => {
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

test('is nobody else’s', () => {
	const store = new MemoryStore();
	new EarlyMessages(store, 'ann').add('One');
	expect(contents(new EarlyMessages(store, 'bob'))).toEqual([]);
});

test('keeps nothing that was handed over, but what another tab wrote since', () => {
	const store = new MemoryStore();
	const early = new EarlyMessages(store, 'ann');
	early.add('One');
	const otherTab = new EarlyMessages(store, 'ann');
	otherTab.add('Two');
	early.clear();
	expect(contents(early)).toEqual([]);
	expect(contents(new EarlyMessages(store, 'ann'))).toEqual(['Two']);
});
