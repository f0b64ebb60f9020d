import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { watchAddress } from './watch-address.ts';

/** The parts of a page's address, history and navigation that are used here. */
class FakeHistory extends EventTarget {
	state: unknown = { scroll: 7 };
	href = '';
	#listens: boolean;

	constructor(listens: boolean) {
		super();
		this.#listens = listens;
	}

	/** Navigates as a router does. */
	go(path: string): void {
		this.href = new URL(path, 'https://shop.example').href;
		if (this.#listens) this.dispatchEvent(new Event('currententrychange'));
	}

	replaceState(state: unknown, _title: string, url: URL): void {
		this.state = state;
		this.go(url.href);
	}
}

interface Setup {
	withNavigation: boolean;
	/** The panel covers the window. */
	covered?: boolean;
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
	vi.unstubAllGlobals();
	vi.useRealTimers();
});

function setup(path: string, { withNavigation, covered = false }: Setup) {
	const page = new FakeHistory(withNavigation);
	page.go(path);
	const onAsked = vi.fn();
	vi.stubGlobal('window', { navigation: withNavigation ? page : undefined });
	vi.stubGlobal('History', FakeHistory);
	vi.stubGlobal('history', page);
	vi.stubGlobal('location', page);
	vi.stubGlobal('matchMedia', () => ({ matches: covered }));
	return { page, onAsked, ...watchAddress(onAsked) };
}

test.for([
	['/?support=open', '/'],
	['/orders?page=2&support=open&q=%20a+b#list', '/orders?page=2&q=%20a+b#list'],
	['/?support=open&support=open', '/']
] as const)('%s opens the chat once, and becomes %s when it is closed', ([asked, left]) => {
	const { page, onAsked, forget } = setup(asked, { withNavigation: true });
	expect(onAsked).toHaveBeenCalledOnce();
	vi.runAllTimers();
	expect(page.href).toBe(`https://shop.example${asked}`);
	forget();
	expect(page.href).toBe(`https://shop.example${left}`);
	expect(page.state).toEqual({ scroll: 7 });
	vi.runAllTimers();
	expect(onAsked).toHaveBeenCalledOnce();
});

test('the parameter is removed at once where the panel adds a history entry', () => {
	const { page, onAsked } = setup('/?support=open', { withNavigation: true, covered: true });
	expect(onAsked).toHaveBeenCalledOnce();
	expect(page.href).toBe('https://shop.example/');
});

test.for(['/', '/?support=opened', '/?support=', '/?next=support=open', '/#?support=open'])(
	'%s does not open the chat and stays as it is',
	(path) => {
		const { page, onAsked } = setup(path, { withNavigation: true });
		expect(onAsked).not.toHaveBeenCalled();
		expect(page.href).toBe(`https://shop.example${path}`);
	}
);

for (const withNavigation of [true, false]) {
	test(`each navigation opens the chat, ${withNavigation ? 'with' : 'without'} the Navigation API`, () => {
		const { page, onAsked, stop } = setup('/', { withNavigation });
		for (const times of [1, 2]) {
			page.go('/orders?support=open');
			vi.advanceTimersByTime(500);
			expect(onAsked).toHaveBeenCalledTimes(times);
			expect(page.href).toBe('https://shop.example/orders');
		}
		stop();
		page.go('/?support=open');
		vi.advanceTimersByTime(5000);
		expect(onAsked).toHaveBeenCalledTimes(2);
		expect(vi.getTimerCount()).toBe(0);
	});
}
