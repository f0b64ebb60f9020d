import { expect, test } from 'vitest';
import { ChatError } from '../../core/chat-error.ts';
import type { ChatSummary } from '../../core/chat-summary.ts';
import { settled } from '../../core/testing/test-support.ts';
import { ChatMoves } from '../archive/chat-moves.svelte.ts';
import type { InboxPort } from '../live/inbox-port.ts';
import { ChatState } from './chat-state.svelte.ts';

const chat: ChatSummary = {
	id: 'a',
	userId: 'u',
	userEmail: 'a@example.com',
	guestName: null,
	userName: null,
	lastMessageAt: new Date(0),
	lastMessageMicros: 0,
	lastMessagePreview: 'Hello',
	lastMessageSender: 'user',
	lastMessageAdminId: null,
	lastMessageSenderName: null,
	messageCount: 3,
	unread: false,
	archived: false,
	waitingSince: null,
	waitingMicros: 0,
	assignedAdminId: null,
	blocked: false
};

function open(port: Partial<InboxPort>, notifyErased: (chatId: string) => void = () => {}) {
	const views: ChatState[] = [];
	const live = {
		notifyErased,
		port: { missesLastReply: async () => false, ...port } as InboxPort,
		notifyMoved: (moved: ChatSummary) => views.forEach((view) => view.onMoved(moved)),
		refresh: () => views.forEach((view) => void view.refresh())
	};
	const undo = { add: () => 0, dismiss: () => {}, noteMissedReply: () => {} };
	const moves = new ChatMoves({ live, undo });
	const opened = new ChatState(chat, { live, moves });
	views.push(opened);
	return opened;
}

test('archives and restores, and shows the new state before any event arrives', async () => {
	const calls: string[] = [];
	const opened = open({
		archive: async (id) => void calls.push(`archive ${id}`),
		unarchive: async (id) => void calls.push(`unarchive ${id}`)
	});
	await opened.move();
	expect(opened.chat.archived).toBe(true);
	await opened.move();
	expect(opened.chat.archived).toBe(false);
	expect(calls).toEqual(['archive a', 'unarchive a']);
});

test('a second click while the first is pending does nothing', async () => {
	let archived = 0;
	const opened = open({ archive: async () => void archived++ });
	await Promise.all([opened.move(), opened.move()]);
	expect(archived).toBe(1);
});

test('is shown when its messages are loaded or have failed to load, until it is erased', async () => {
	const details = { getChat: async () => null, chatDetails: async () => null };
	const opened = open(details);
	const conversation = { loaded: false, lastSeq: 0, refresh: () => {} };
	expect(opened.shown).toBe(false);
	opened.conversation = conversation;
	expect(opened.shown).toBe(false);
	opened.conversation = { ...conversation, readError: new Error('offline') };
	expect(opened.shown).toBe(true);
	opened.conversation = { ...conversation, loaded: true };
	expect(opened.shown).toBe(true);
	await opened.refresh();
	expect(opened.shown).toBe(false);
});

test('reports why a move failed until the next try', async () => {
	const failures = [
		new ChatError('no', { code: '42501', status: 403 }),
		new ChatError('no', { code: 'network' })
	];
	const opened = open({
		archive: async () => {
			const failure = failures.shift();
			if (failure) throw failure;
		}
	});
	await opened.move();
	expect(opened.problem).toBe('forbidden');
	await opened.move();
	expect(opened.problem).toBe('failed');
	expect(opened.chat.archived).toBe(false);
	await opened.move();
	expect(opened.problem).toBeNull();
	expect(opened.chat.archived).toBe(true);
});

test('archives up to the last message of the conversation, or of the row until that is loaded', async () => {
	const seen: number[] = [];
	const opened = open({ archive: async (_, upToSeq) => void seen.push(upToSeq) });
	await opened.move();
	opened.onMoved(chat);
	const conversation = { loaded: false, lastSeq: 0, refresh: () => {} };
	opened.conversation = conversation;
	await opened.move();
	opened.onMoved(chat);
	Object.assign(conversation, { loaded: true, lastSeq: 2 });
	await opened.move();
	expect(seen).toEqual([3, 3, 2]);
});

test('when refused over an unseen message, it says so and reads row and messages again', async () => {
	const written = { ...chat, messageCount: 4, unread: true };
	const opened = open({
		archive: () => Promise.reject(new ChatError('no', { code: 'P0001', status: 400 })),
		getChat: async () => written
	});
	let refreshed = 0;
	opened.conversation = { loaded: true, lastSeq: 3, refresh: () => refreshed++ };
	await opened.move();
	await settled();
	expect(opened.problem).toBe('unseen');
	expect(opened.chat).toEqual(written);
	expect(refreshed).toBe(1);
});

test('takes updates of its own chat only, and no older ones', () => {
	const opened = open({});
	opened.onChat({ ...chat, id: 'b', archived: true });
	opened.onChat({ ...chat, messageCount: 2, archived: true });
	expect(opened.chat).toEqual(chat);
	opened.onChat({ ...chat, messageCount: 4 });
	expect(opened.chat.messageCount).toBe(4);
});

test('a chat that was erased is gone, and the rest of the inbox is notified', async () => {
	const erased: string[] = [];
	const opened = open(
		{ getChat: async () => null, chatDetails: async () => null },
		(chatId) => void erased.push(chatId)
	);
	expect(opened.gone).toBe(false);
	await opened.refresh();
	expect(opened.gone).toBe(true);
	expect(erased).toEqual(['a']);
});

test('a chat that may no longer be read stays as it was', async () => {
	const refused = new ChatError('no', { code: '42501', status: 403 });
	const opened = open({
		getChat: async () => null,
		chatDetails: () => Promise.reject(refused)
	});
	await expect(opened.refresh()).rejects.toBe(refused);
	expect(opened.gone).toBe(false);
	expect(opened.chat).toEqual(chat);
});

test('a read that began before the chat was moved does not undo the move', async () => {
	const rows = [
		{ ...chat, archived: false },
		{ ...chat, archived: true }
	];
	let answer = () => {};
	const held = new Promise<void>((resolve) => (answer = resolve));
	let reads = 0;
	const opened = open({
		archive: async () => {},
		getChat: async () => {
			// 1. The row is read, and the response is slow.
			const row = rows[reads++] ?? null;
			if (reads === 1) await held;
			return row;
		}
	});
	const refreshed = opened.refresh();
	// 2. Meanwhile the chat is archived.
	await opened.move();
	// 3. The stale response arrives and is discarded, and the row is read again.
	answer();
	await refreshed;
	expect(opened.chat.archived).toBe(true);
	expect(reads).toBe(2);
});

test('another change that fails is explained, and the next one removes the note', async () => {
	const opened = open({});
	const forbidden = new ChatError('no', { code: '42501', status: 403 });
	expect(await opened.attempt(Promise.reject(forbidden))).toBe(false);
	expect(opened.problem).toBe('forbidden');
	expect(await opened.attempt(Promise.resolve())).toBe(true);
	expect(opened.problem).toBeNull();
});
