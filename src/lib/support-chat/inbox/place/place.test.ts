import { expect, test, vi } from 'vitest';
import { followLinks } from './follow-links.ts';
import { HashPlace } from './hash-place.ts';
import { HistoryPlace } from './history-place.ts';
import { hrefBelow, type InboxPlace } from './inbox-place.ts';

/** A window with a history of addresses, as far as the places use one. */
class FakeWindow extends EventTarget {
	readonly entries: string[];
	index = 0;

	constructor(address: string) {
		super();
		this.entries = [address];
	}

	get location(): URL {
		return new URL(this.entries[this.index]!);
	}

	readonly history = {
		state: null,
		pushState: (_state: unknown, _title: string, href: string) => {
			const address = new URL(href, this.location).href;
			this.entries.splice(++this.index, Infinity, address);
		},
		replaceState: (_state: unknown, _title: string, href: string) => {
			this.entries[this.index] = new URL(href, this.location).href;
		}
	};

	back(): void {
		this.index--;
		this.dispatchEvent(new Event('popstate'));
	}
}

const KINDS: [string, string, (page: Window) => InboxPlace, string][] = [
	['history', 'https://x.example/admin', (page) => new HistoryPlace('/admin', page), '/admin'],
	['history at /', 'https://x.example/', (page) => new HistoryPlace('/', page), '/'],
	['hash', 'https://x.example/desk?a=1', (page) => new HashPlace(page), '#/']
];

test.each(KINDS)('%s: an address is read back as it was gone to', (_, address, create) => {
	const page = new FakeWindow(address);
	const place = create(page as unknown as Window);
	expect(place.current).toBe('/');
	for (const path of ['/abc', '/abc?tab=archived&at=7', '/?q=a%26b']) {
		place.navigate(place.href(path), false);
		expect(place.current).toBe(path);
	}
	expect(page.entries).toHaveLength(4);
});

test.each(KINDS)(
	'%s: Back is told, and a replaced entry is not gone back to',
	(_, address, create) => {
		const page = new FakeWindow(address);
		const place = create(page as unknown as Window);
		const listener = vi.fn();
		const stop = place.subscribe(listener);
		place.navigate(place.href('/abc'), false);
		place.navigate(place.href('/def'), true);
		expect([place.current, listener.mock.calls.length]).toEqual(['/def', 2]);
		page.back();
		expect([place.current, listener.mock.calls.length]).toEqual(['/', 3]);
		stop();
		page.dispatchEvent(new Event('popstate'));
		expect(listener).toHaveBeenCalledTimes(3);
	}
);

test.each(KINDS)('%s: going to the present address adds no history entry', (_, address, create) => {
	const page = new FakeWindow(address);
	const place = create(page as unknown as Window);
	place.navigate(place.href('/abc'), false);
	place.navigate(place.href('/abc'), false);
	expect(page.entries).toHaveLength(2);
});

test.each(KINDS)('%s: the list is at its base', (_, address, create, href) => {
	const place = create(new FakeWindow(address) as unknown as Window);
	expect(place.href('/')).toBe(href);
});

test('an address beside the base is the list', () => {
	const page = new FakeWindow('https://x.example/administrators/7');
	expect(new HistoryPlace('/admin', page as unknown as Window).current).toBe('/');
});

test('a base may end with a slash', () => {
	expect(hrefBelow('/support/')('/?tab=archived')).toBe('/support?tab=archived');
	expect(hrefBelow('/support/')('/abc')).toBe('/support/abc');
});

/** Clicks a link with this address and returns where the place went, and whether the browser follows. */
function click(
	href: string,
	{ base = '/admin', link = {}, event = {} }: { base?: string; link?: object; event?: object } = {}
) {
	const root = new EventTarget();
	const navigate = vi.fn();
	const stop = followLinks(root, {
		href: hrefBelow(base),
		navigate,
		current: '/',
		subscribe: vi.fn()
	});
	const anchor = {
		localName: 'a',
		target: '',
		getAttribute: () => href,
		hasAttribute: () => false,
		...link
	};
	const clicked = Object.assign(new Event('click', { cancelable: true }), {
		...{ button: 0, composedPath: () => [{ localName: 'span' }, anchor, root] },
		...event
	});
	root.dispatchEvent(clicked);
	stop();
	return { went: navigate.mock.calls[0], browserFollows: !clicked.defaultPrevented };
}

test.each(['/admin', '/admin/abc?at=3', '/admin?tab=archived'])('a click on %s stays', (href) => {
	expect(click(href)).toEqual({ went: [href, false], browserFollows: false });
});

test.each([
	'/',
	'/administrators',
	'https://y.example/admin',
	'#inbox-content',
	'mailto:a@b.example'
])('a click on %s is the browser’s', (href) =>
	expect(click(href)).toEqual({ went: undefined, browserFollows: true })
);

test.each([
	{ ctrlKey: true },
	{ metaKey: true },
	{ shiftKey: true },
	{ altKey: true },
	{ button: 1 }
])('a click with %o is the browser’s', (event) =>
	expect(click('/admin/abc', { event }).browserFollows).toBe(true)
);

test('a click on another site’s link is the browser’s, also with the inbox at /', () => {
	expect(click('//evil.example', { base: '/' }).browserFollows).toBe(true);
	expect(click('/abc', { base: '/' }).browserFollows).toBe(false);
});

test('a link that opens a tab or saves is the browser’s', () => {
	expect(click('/admin/abc', { link: { target: '_blank' } }).browserFollows).toBe(true);
	expect(click('/admin/abc', { link: { hasAttribute: () => true } }).browserFollows).toBe(true);
});
