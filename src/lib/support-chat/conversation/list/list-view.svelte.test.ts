import { tick } from 'svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Conversation } from '../../core/conversation.ts';
import { message } from '../../core/testing/test-support.ts';
import { ReactiveValue } from '../reactive-value.ts';
import { ListView } from './list-view.svelte.ts';

beforeEach(() => {
	vi.stubGlobal(
		'ResizeObserver',
		class {
			observe() {}
			disconnect() {}
		}
	);
	vi.stubGlobal('matchMedia', () => ({ matches: true }));
	vi.stubGlobal('document', { hidden: true });
});
afterEach(() => vi.unstubAllGlobals());

const run = (first: number, last: number) =>
	Array.from({ length: last - first + 1 }, (_, index) => message(first + index));

/** A list of 2,000 px in a viewport of 400. */
class FakeScroller {
	scrollTop = 0;
	scrollHeight = 2_000;
	readonly clientHeight = 400;
	readonly firstElementChild = null;
	readonly #listeners = new Map<string, () => void>();

	addEventListener(type: string, listener: () => void): void {
		this.#listeners.set(type, listener);
	}

	fire(type: string): void {
		this.#listeners.get(type)?.();
	}

	querySelectorAll = () => [];
	matches = () => false;
	getBoundingClientRect = () => ({ top: 0, bottom: this.clientHeight });
}

test('a reader at the bottom of a window stays there when it merges into the newest messages', async () => {
	const window = { messages: run(1, 50), loaded: true, hasNewer: true, loadNewer: async () => {} };
	const conversation = {
		...{ messages: run(901, 950), loaded: true, outgoing: [], unreadFrom: 0 },
		window: window as typeof window | null,
		history: { evict: () => {}, showNewest: () => {} },
		subscribe: () => () => {}
	};
	const view = new ListView(new ReactiveValue(conversation as unknown as Conversation));
	const scroller = new FakeScroller();
	view.attach(scroller as unknown as HTMLElement);
	scroller.scrollTop = 1_590;
	scroller.fire('scroll');

	// The event of this scroll has yet to come when the last page does.
	scroller.scrollTop = 1_600;
	conversation.window = null;
	conversation.messages = run(1, 950);
	view.beforeChange();
	scroller.scrollHeight = 9_000;
	await tick();

	expect(scroller.scrollTop).toBe(1_600);
});

test('the newest messages are drawn first, and the others in further tasks', async () => {
	const conversation = {
		...{ messages: run(1, 300), loaded: true, outgoing: [], unreadFrom: 0, window: null },
		history: { evict: () => {} },
		subscribe: () => () => {}
	};
	const view = new ListView(new ReactiveValue(conversation as unknown as Conversation));
	view.attach(new FakeScroller() as unknown as HTMLElement);
	const drawn: number[] = [];
	for (let changes = 0; changes < 20; changes++) {
		const [start, end] = view.range;
		expect(end).toBe(300);
		drawn.push(end - start);
		view.beforeChange();
		await new Promise((resolve) => setTimeout(resolve));
	}
	expect(drawn.slice(0, 3)).toEqual([10, 20, 30]);
	expect(drawn.at(-1)).toBe(150);
});

test('a reader who has scrolled up while the newest messages are drawn gets older ones', async () => {
	let asked = 0;
	const conversation = {
		...{ messages: run(51, 100), loaded: true, outgoing: [], unreadFrom: 0, window: null },
		...{ hasOlder: true, olderError: null, loadOlder: async () => void asked++ },
		history: { evict: () => {} },
		subscribe: () => () => {}
	};
	const view = new ListView(new ReactiveValue(conversation as unknown as Conversation));
	const scroller = new FakeScroller();
	view.attach(scroller as unknown as HTMLElement);
	let first = -1;
	for (let tasks = 0; tasks < 20; tasks++) {
		// As in the component: only what changes the page is a change.
		if (view.range[0] !== first) view.beforeChange();
		first = view.range[0];
		await new Promise((resolve) => setTimeout(resolve));
		if (tasks > 0) continue;
		scroller.scrollTop = 0;
		scroller.fire('scroll');
	}
	expect(first).toBe(0);
	expect(asked).toBeGreaterThan(0);
});
