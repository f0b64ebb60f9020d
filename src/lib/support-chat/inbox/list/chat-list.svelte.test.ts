import { expect, test } from 'vitest';
import type { ChatFilter } from '../../core/chat-filter.ts';
import type { ChatSummary } from '../../core/chat-summary.ts';
import type { InboxPage, InboxQuery } from '../../supabase/transports/chat-list.ts';
import { ChatList } from './chat-list.svelte.ts';
import type { InboxPort } from '../live/inbox-port.ts';

const NOON = Date.UTC(2026, 0, 29, 12);

function chat(name: string, minute: number, more: Partial<ChatSummary> = {}): ChatSummary {
	return {
		id: name,
		userId: `user of ${name}`,
		userEmail: `${name}@example.com`,
		guestName: null,
		userName: null,
		lastMessageAt: new Date(NOON + minute * 60_000),
		lastMessageMicros: 0,
		lastMessagePreview: 'Hello',
		lastMessageSender: 'user',
		lastMessageAdminId: null,
		lastMessageSenderName: null,
		messageCount: 1,
		unread: false,
		archived: false,
		waitingSince: null,
		waitingMicros: 0,
		assignedAdminId: null,
		blocked: false,
		...more
	};
}

/** A network whose responses the test sends one by one. */
class FakePort implements Pick<InboxPort, 'listChats'> {
	readonly asked: InboxQuery[] = [];
	readonly #waiting: ((page: InboxPage) => void)[] = [];

	listChats(query: InboxQuery): Promise<InboxPage> {
		this.asked.push(query);
		return new Promise((resolve) => this.#waiting.push(resolve));
	}

	async answer(chats: ChatSummary[], next: string | null = null): Promise<void> {
		await Promise.resolve();
		this.#waiting.shift()?.({ chats, next });
		// The list updates a promise or two later.
		await new Promise((resolve) => setTimeout(resolve));
	}
}

function open(first: InboxPage, archived = false, filter: ChatFilter = 'all') {
	const port = new FakePort();
	const list = new ChatList({
		kind: { archived, filter, adminId: 'ada' },
		shown: 25,
		first,
		port: () => port as unknown as InboxPort
	});
	const names = () => list.chats.map(({ id }) => id);
	return { port, list, names };
}

test('shows the chats read by the server, newest first, without those that have no message', () => {
	const silent = chat('silent', 9, { messageCount: 0 });
	const { names, list } = open({ chats: [chat('a', 1), silent, chat('b', 2)], next: null });
	expect(names()).toEqual(['b', 'a']);
	expect(list.hasMore).toBe(false);
});

test('a chat with a new message moves to the top, and a new chat is added', () => {
	const { names, list } = open({ chats: [chat('b', 2), chat('a', 1)], next: null });
	list.onChat(chat('a', 3, { messageCount: 2 }));
	expect(names()).toEqual(['a', 'b']);
	list.onChat(chat('c', 4));
	expect(names()).toEqual(['c', 'a', 'b']);
});

test('chats of one millisecond, as after an import, are all listed, by its microseconds', () => {
	const page = [chat('a', 0, { lastMessageMicros: 7 }), chat('b', 0, { lastMessageMicros: 6 })];
	const { names, list } = open({ chats: page, next: 'more' });
	expect(names()).toEqual(['a', 'b']);
	list.onChat(chat('c', 0, { lastMessageMicros: 5 }));
	expect(names()).toEqual(['a', 'b']);
	list.onChat(chat('c', 0, { lastMessageMicros: 8, messageCount: 2 }));
	expect(names()).toEqual(['c', 'a', 'b']);
});

test('an older row that arrives late changes nothing', () => {
	const { names, list } = open({
		chats: [chat('b', 2), chat('a', 3, { messageCount: 5 })],
		next: null
	});
	list.onChat(chat('a', 1, { messageCount: 4 }));
	expect(names()).toEqual(['a', 'b']);
});

test('a chat leaves its tab when it is archived and comes back when it is restored', () => {
	const { names, list } = open({ chats: [chat('b', 2), chat('a', 1)], next: null });
	list.onChat(chat('b', 2, { archived: true }));
	expect(names()).toEqual(['a']);
	list.onChat(chat('b', 2));
	expect(names()).toEqual(['b', 'a']);
});

test('a user who writes again brings a chat back from the archive', () => {
	const { names, list } = open({ chats: [chat('a', 1, { archived: true })], next: null }, true);
	const restored = chat('a', 5, { unread: true, messageCount: 2 });
	list.onChat(restored);
	expect(names()).toEqual([]);
	const active = open({ chats: [], next: null });
	active.list.onChat(restored);
	expect(active.names()).toEqual(['a']);
});

test('a chat below the last loaded page is not listed before its page', async () => {
	const { names, list, port } = open({ chats: [chat('d', 4), chat('c', 3)], next: 'after c' });
	list.onChat(chat('a', 1));
	expect(names()).toEqual(['d', 'c']);

	const more = list.loadMore();
	await port.answer([chat('b', 2), chat('a', 1)]);
	await more;
	expect(port.asked).toMatchObject([{ archived: false, before: 'after c', limit: 25 }]);
	expect(names()).toEqual(['d', 'c', 'b', 'a']);
	expect(list.hasMore).toBe(false);
	expect(list.shown).toBe(50);
});

test('a failed page can be requested again', async () => {
	const { list, port } = open({ chats: [chat('b', 2)], next: 'after b' });
	port.listChats = () => Promise.reject(new Error('offline'));
	await expect(list.loadMore()).rejects.toThrow('offline');
	expect(list.hasMore).toBe(true);
	expect(list.shown).toBe(25);
});

test('a refresh removes chats that have left the tab and adds new ones', async () => {
	const { names, list, port } = open({ chats: [chat('b', 2), chat('a', 1)], next: null });
	const refresh = list.refresh();
	await port.answer([chat('c', 3), chat('a', 1)]);
	await refresh;
	expect(names()).toEqual(['c', 'a']);
});

test('an event during a refresh is newer than the row of the refresh', async () => {
	const { names, list, port } = open({ chats: [chat('b', 2), chat('a', 1)], next: null });
	const refresh = list.refresh();
	await Promise.resolve();
	list.onChat(chat('b', 2, { archived: true }));
	list.onChat(chat('c', 3));
	await port.answer([chat('b', 2), chat('a', 1)]);
	await refresh;
	expect(names()).toEqual(['c', 'a']);
});

test('a row of a refresh that has more messages than an event wins', async () => {
	const { list, port } = open({ chats: [chat('a', 1)], next: null });
	const refresh = list.refresh();
	await Promise.resolve();
	list.onChat(chat('a', 2, { messageCount: 2 }));
	await port.answer([chat('a', 3, { messageCount: 3 })]);
	await refresh;
	expect(list.chats[0]?.messageCount).toBe(3);
});

test('a refresh does not shorten a list whose last chat was pushed off its page', async () => {
	const { names, list, port } = open({ chats: [chat('b', 2), chat('a', 1)], next: 'after a' });
	const refresh = list.refresh();
	await port.answer([chat('c', 3), chat('b', 2)], 'after b');
	await refresh;
	expect(names()).toEqual(['c', 'b', 'a']);

	const more = list.loadMore();
	await port.answer([]);
	await more;
	expect(port.asked.at(-1)?.before).toBe('after a');
});

test('a chat that was erased leaves the list, and no late event or read brings it back', async () => {
	const { names, list, port } = open({ chats: [chat('b', 2), chat('a', 1)], next: null });
	const refresh = list.refresh();
	await Promise.resolve();
	list.onChat(chat('b', 3, { messageCount: 2 }));
	list.onErased('b');
	expect(names()).toEqual(['a']);
	list.onChat(chat('b', 3, { messageCount: 2 }));
	expect(names()).toEqual(['a']);
	await port.answer([chat('b', 2), chat('a', 1)]);
	await refresh;
	expect(names()).toEqual(['a']);
});

const waiting = (name: string, since: number, more: Partial<ChatSummary> = {}) =>
	chat(name, 100, { waitingSince: new Date(NOON + since * 60_000), ...more });

test('who waits is listed from the longest waiting on, and leaves with a reply', () => {
	const first = { chats: [waiting('a', 5), waiting('b', 3)], next: null };
	const { names, list } = open(first, false, 'waiting');
	expect(names()).toEqual(['b', 'a']);
	list.onChat(waiting('c', 9));
	list.onChat(chat('d', 200));
	expect(names()).toEqual(['b', 'a', 'c']);
	list.onChat(chat('b', 101, { messageCount: 2, waitingSince: null }));
	expect(names()).toEqual(['a', 'c']);
});

test('those who wait since one millisecond are listed by its microseconds', () => {
	const page = [waiting('b', 0, { waitingMicros: 6 }), waiting('a', 0, { waitingMicros: 7 })];
	expect(open({ chats: page, next: 'more' }, false, 'waiting').names()).toEqual(['b', 'a']);
});

test('who began to wait after the last loaded chat is listed once the chats between are', async () => {
	const first = { chats: [waiting('a', 1), waiting('b', 2)], next: 'more' };
	const { names, list, port } = open(first, false, 'waiting');
	list.onChat(waiting('d', 9));
	expect(names()).toEqual(['a', 'b']);
	const more = list.loadMore();
	await port.answer([waiting('c', 5), waiting('d', 9)]);
	await more;
	expect(port.asked[0]).toMatchObject({ filter: 'waiting', before: 'more' });
	expect(names()).toEqual(['a', 'b', 'c', 'd']);
});

test('one’s own chats and nobody’s change when they are assigned', () => {
	const none = { chats: [], next: null };
	const [mine, unassigned] = [open(none, false, 'mine'), open(none, false, 'unassigned')];
	const assign = (assignedAdminId: string | null) => {
		for (const { list } of [mine, unassigned]) list.onChat(chat('a', 1, { assignedAdminId }));
		return [mine.names(), unassigned.names()];
	};
	expect(assign(null)).toEqual([[], ['a']]);
	expect(assign('ada')).toEqual([['a'], []]);
	expect(assign('grace')).toEqual([[], []]);
});
