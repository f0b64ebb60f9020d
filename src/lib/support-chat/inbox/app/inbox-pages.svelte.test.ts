import { expect, test, vi } from 'vitest';
import type { ChatSummary } from '../../core/chat-summary.ts';
import { Listeners } from '../../core/listeners.ts';
import { settled } from '../../core/testing/test-support.ts';
import type { InboxPlace } from '../place/inbox-place.ts';
import { InboxPages, type PagesPort } from './inbox-pages.svelte.ts';

const ids = ['a', 'b'].map((letter) => `${letter.repeat(8)}-0000-4000-8000-000000000000`);
const [a, b] = ids as [string, string];

function setUp(path = '/') {
	const listeners = new Listeners();
	const place = {
		current: path,
		href: (to: string) => to,
		navigate(to: string) {
			place.current = to;
			listeners.call();
		},
		subscribe: (listener: () => void) => listeners.add(listener)
	} satisfies InboxPlace;
	const port = {
		listChats: vi.fn<PagesPort['listChats']>(async () => ({ chats: [], next: null })),
		getChat: vi.fn<PagesPort['getChat']>(async (id) =>
			ids.includes(id) ? ({ id } as ChatSummary) : null
		)
	};
	const pages = new InboxPages(place, () => port, 'ada');
	/** The page that is shown, which is one of the chats. */
	const shown = () => {
		if (pages.shown?.area !== 'chats') throw new Error('no chats are shown');
		return pages.shown;
	};
	return { place, port, pages, shown, stop: pages.start() };
}

test('the page of the address is read, and the list only again for another tab or filter', async () => {
	const { pages, port, shown } = setUp('/?tab=archived&shown=50');
	await settled();
	expect(port.listChats).toHaveBeenLastCalledWith({
		...{ archived: true, filter: 'all', adminId: 'ada', limit: 50 }
	});
	pages.links.navigate(`/${a}?tab=archived&at=3`, false);
	expect(pages.openingId).toBe(a);
	await settled();
	expect(pages.shown).toMatchObject({ chatId: a, at: 3, chat: { id: a } });
	expect(port.listChats).toHaveBeenCalledTimes(1);
	pages.links.navigate('/', false);
	await settled();
	expect(port.listChats).toHaveBeenCalledTimes(2);
	pages.links.navigate('/?filter=mine', false);
	await settled();
	expect(port.listChats).toHaveBeenLastCalledWith(expect.objectContaining({ filter: 'mine' }));
	expect([shown().chat, pages.openingId]).toEqual([null, undefined]);
});

test('an answer that comes late shows nothing', async () => {
	const { pages, port, shown } = setUp();
	await settled();
	const slow = Promise.withResolvers<ChatSummary | null>();
	port.getChat.mockReturnValueOnce(slow.promise);
	pages.links.navigate(`/${a}`, false);
	pages.links.navigate(`/${b}`, false);
	await settled();
	slow.resolve({ id: a } as ChatSummary);
	await settled();
	expect(shown().chat!.id).toBe(b);
});

test('what is no id of a chat is not asked for', async () => {
	for (const path of ['/nonsense', '/%2F', '//', '//evil.example/x', '/%']) {
		const { pages, port } = setUp(path);
		await settled();
		expect(pages.shown).toMatchObject({ chat: null });
		expect(port.getChat).not.toHaveBeenCalled();
	}
});

test('a failure keeps the list and can be tried again', async () => {
	const { pages, port, shown } = setUp();
	await settled();
	port.getChat.mockRejectedValueOnce(new Error('no network'));
	pages.links.navigate(`/${a}`, false);
	await settled();
	expect([pages.failed, shown().chatId, shown().chat]).toEqual([true, a, null]);
	await pages.load();
	expect([pages.failed, shown().chat!.id]).toEqual([false, a]);
});

test('the way back to the list is known for chats that were opened from it', async () => {
	const { pages, place } = setUp();
	await settled();
	pages.links.navigate(`/${a}`, false);
	await settled();
	expect(pages.cameFromList).toBe(true);
	pages.links.navigate(`/${b}`, true);
	await settled();
	expect(pages.cameFromList).toBe(true);
	// Forward or Back, which the place reports without a navigation of ours.
	place.navigate(`/${a}`);
	await settled();
	expect(pages.cameFromList).toBe(false);
});

test('stopped, it reads nothing more', async () => {
	const { pages, place, port, stop } = setUp();
	stop();
	await settled();
	expect(pages.shown).toBeNull();
	place.navigate(`/${a}`);
	expect(port.getChat).not.toHaveBeenCalled();
});

test('another area is shown without reading chats, and the chats are read after it', async () => {
	const { pages, port } = setUp('/settings/team?x=1');
	await settled();
	expect(pages.shown).toMatchObject({ area: 'settings', part: 'team' });
	expect(port.listChats).not.toHaveBeenCalled();
	pages.links.navigate('/reports', false);
	expect(pages.shown).toMatchObject({ area: 'reports', part: undefined });
	port.listChats.mockRejectedValueOnce(new Error('no network'));
	pages.links.navigate('/', false);
	await settled();
	expect([pages.failed, pages.shown]).toEqual([true, null]);
	pages.links.navigate('/settings', false);
	expect([pages.failed, pages.shown!.area]).toEqual([false, 'settings']);
});

test('a chat that is read too late does not replace another area', async () => {
	const { pages, port } = setUp();
	await settled();
	const slow = Promise.withResolvers<ChatSummary | null>();
	port.getChat.mockReturnValueOnce(slow.promise);
	pages.links.navigate(`/${a}`, false);
	pages.links.navigate('/reports', false);
	slow.resolve({ id: a } as ChatSummary);
	await settled();
	expect([pages.shown!.area, pages.openingId]).toEqual(['reports', undefined]);
});
