import { expect, test } from 'vitest';
import { backCloses, type BackWindow } from './back-closes.ts';

/** A window whose history goes back and forward on `settle`, since browsers do so asynchronously. */
class FakeWindow {
	readonly #listeners: { listener: (event: Event) => void; first: boolean }[] = [];
	#entries: { state: unknown; href: string }[];
	#at = 0;
	#steps: number[] = [];
	refuses = false;

	constructor(state: unknown) {
		this.#entries = [{ state, href: '/a' }];
	}

	get location() {
		return { href: this.#entries[this.#at]!.href };
	}

	get history() {
		const { length } = this.#entries;
		const { state } = this.#entries[this.#at]!;
		const pushState = (state: unknown, _: string, href = this.location.href) => {
			if (this.refuses) throw new Error('SecurityError');
			this.#entries.splice(++this.#at, Infinity, { state, href: String(href) });
		};
		return { length, state, pushState, back: () => this.#steps.push(-1) };
	}

	/** Presses Back (negative) or Forward this many times. */
	go(steps: number): void {
		this.#steps.push(steps);
		this.settle();
	}

	settle(): void {
		for (const step of this.#steps.splice(0)) {
			this.#at += step;
			this.#dispatch();
		}
	}

	addEventListener(_: string, listener: (event: Event) => void, first = false): void {
		this.#listeners.push({ listener, first });
	}

	removeEventListener(_: string, gone: (event: Event) => void, asFirst = false): void {
		const index = this.#listeners.findIndex(
			({ listener, first }) => listener === gone && first === asFirst
		);
		if (index >= 0) this.#listeners.splice(index, 1);
	}

	/** Capturing listeners are called first, also on the window itself. */
	#dispatch(): void {
		let stopped = false;
		const event = new Event('popstate');
		event.stopImmediatePropagation = () => (stopped = true);
		const inOrder = this.#listeners.toSorted((a, b) => Number(b.first) - Number(a.first));
		for (const { listener } of inOrder) if (!stopped) listener(event);
	}

	get at(): number {
		return this.#at;
	}
}

function setUp(state: unknown = { index: 7 }) {
	const page = new FakeWindow(state);
	/** Addresses that the page's router was called for. */
	const routed: string[] = [];
	let closed = 0;
	// Live, as a window's are.
	const live = {
		get history() {
			return {
				get state() {
					return page.history.state;
				},
				get length() {
					return page.history.length;
				},
				pushState: (...args: [unknown, string]) => page.history.pushState(...args),
				back: () => page.history.back()
			};
		},
		location: {
			get href() {
				return page.location.href;
			}
		},
		addEventListener: page.addEventListener.bind(page),
		removeEventListener: page.removeEventListener.bind(page)
	} as unknown as BackWindow;
	page.addEventListener('popstate', () => routed.push(page.location.href));
	const [set, stop] = backCloses(() => {
		closed++;
		set(false);
	}, live);
	return { page, routed, set, stop, closed: () => closed };
}

test('Back closes the panel, and no other listener is called', () => {
	const { page, routed, set, closed } = setUp();
	set(true);
	expect(page.history.state).toEqual({ index: 7, supportChat: true });
	page.go(-1);
	expect(closed()).toBe(1);
	expect(routed).toEqual([]);
	expect(page.history.state).toEqual({ index: 7 });
	expect(page.at).toBe(0);
});

test('closed in another way, it goes back itself, so that the next Back is the page’s', () => {
	const { page, routed, set, closed } = setUp();
	set(true);
	set(false);
	page.settle();
	expect(page.at).toBe(0);
	expect(routed).toEqual([]);
	expect(closed()).toBe(0);
});

test('reopened before it has gone back, it has an entry again', () => {
	const { page, set, closed } = setUp();
	set(true);
	set(false);
	set(true);
	page.settle();
	expect(closed()).toBe(0);
	expect(page.at).toBe(1);
	page.go(-1);
	expect(closed()).toBe(1);
});

test('while it does not cover the window, it leaves the history alone', () => {
	const { page, routed, set, closed } = setUp();
	set(false);
	page.settle();
	expect(page.history.length).toBe(1);
	page.history.pushState({ index: 8 }, '', '/b');
	page.go(-1);
	expect(routed).toEqual(['/a']);
	expect(closed()).toBe(0);
});

test('Forward leads back into the entry and does nothing else', () => {
	const { page, set, closed } = setUp();
	set(true);
	page.go(-1);
	page.go(1);
	page.go(-1);
	expect(closed()).toBe(1);
});

test('reloaded in its entry, it adds no other one', () => {
	const { page, set, closed } = setUp({ index: 7, supportChat: true });
	set(true);
	expect(page.history.length).toBe(1);
	page.history.pushState(null, '', '/elsewhere');
	expect(closed()).toBe(0);
});

test('entries that the page adds meanwhile stay the page’s', () => {
	const { page, routed, set, closed } = setUp();
	set(true);
	page.history.pushState({ index: 8 }, '', '/b');
	page.go(-1);
	expect(routed).toEqual(['/a']);
	expect(closed()).toBe(0);
	page.history.pushState({ index: 8 }, '', '/b');
	set(false);
	page.settle();
	expect(page.location.href).toBe('/b');
	// Two steps at once, past the entry.
	set(true);
	page.history.pushState({ index: 9 }, '', '/c');
	page.go(-2);
	expect(routed).toEqual(['/a', '/b']);
	expect(closed()).toBe(1);
});

test.each([[null], ['a word'], [5]])('a page whose state is %j keeps it', (state) => {
	const { page, set } = setUp(state);
	set(true);
	expect(page.history.length).toBe(state === null ? 2 : 1);
	set(false);
	page.settle();
	expect(page.history.state).toBe(state);
	expect(page.at).toBe(0);
});

test('where the browser refuses entries, it opens and closes without', () => {
	const { page, set, closed } = setUp();
	page.refuses = true;
	set(true);
	set(false);
	page.settle();
	expect(page.at).toBe(0);
	expect(closed()).toBe(0);
});

test('stopped, it ignores events', () => {
	const { page, routed, set, stop, closed } = setUp();
	set(true);
	stop();
	page.go(-1);
	expect(closed()).toBe(0);
	expect(routed).toEqual(['/a']);
});
