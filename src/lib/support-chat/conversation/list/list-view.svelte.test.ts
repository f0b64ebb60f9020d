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
