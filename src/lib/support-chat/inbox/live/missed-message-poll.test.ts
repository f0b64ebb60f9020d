import { expect, test } from 'vitest';
import type { ChatSummary } from '../../core/chat-summary.ts';
import { message } from '../../core/testing/test-support.ts';
import { MissedMessagePoll } from './missed-message-poll.ts';

function chat(id: string, minute: number, facts: Partial<ChatSummary> = {}): ChatSummary {
	const lastMessageAt = new Date(minute * 60_000);
	const rest = { lastMessageSender: 'user', unread: true, messageCount: minute } as const;
	return { id, lastMessageAt, ...rest, ...facts } as ChatSummary;
}

function setup(...chats: ChatSummary[]) {
	const table = { chats };
	const missed: string[] = [];
	const finder = new MissedMessagePoll(
		() => ({ listChats: async () => ({ chats: table.chats, next: null }) }),
		({ id, messageCount }) => missed.push(`${id} ${messageCount}`)
	);
	return { table, missed, finder };
}

test('what was there before is no news, what comes without an event is', async () => {
	const { table, missed, finder } = setup(chat('a', 1));
	await finder.refresh();
	expect(missed).toEqual([]);
	table.chats = [chat('b', 3), chat('a', 2)];
	await finder.refresh();
	expect(missed).toEqual(['b 3', 'a 2']);
	await finder.refresh();
	expect(missed).toHaveLength(2);
});

test('an event has told of it already; of the next message it has not', async () => {
	const { table, missed, finder } = setup();
	await finder.refresh();
	finder.onUserMessage(message(2, { chatId: 'a' }));
	table.chats = [chat('a', 2)];
	await finder.refresh();
	expect(missed).toEqual([]);
	table.chats = [chat('a', 3)];
	await finder.refresh();
	expect(missed).toEqual(['a 3']);
});

test('what another admin has read, or an admin wrote, is no news', async () => {
	const { table, missed, finder } = setup();
	await finder.refresh();
	table.chats = [chat('a', 2, { unread: false }), chat('b', 3, { lastMessageSender: 'admin' })];
	await finder.refresh();
	expect(missed).toEqual([]);
});

test('a look that fails leaves it to the next', async () => {
	const { table, missed, finder } = setup();
	await finder.refresh();
	const broken = new MissedMessagePoll(
		() => ({ listChats: () => Promise.reject(new Error('No connection')) }),
		() => {}
	);
	await expect(broken.refresh()).rejects.toThrow();
	table.chats = [chat('a', 2)];
	await finder.refresh();
	expect(missed).toEqual(['a 2']);
});
