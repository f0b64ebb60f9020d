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
	const poll = new MissedMessagePoll(
		() => ({ listChats: async () => ({ chats: table.chats, next: null }) }),
		({ id, messageCount }) => missed.push(`${id} ${messageCount}`)
	);
	return { table, missed, poll };
}

test('reports messages that arrive without an event, but not those from before the start', async () => {
	const { table, missed, poll } = setup(chat('a', 1));
	await poll.refresh();
	expect(missed).toEqual([]);
	table.chats = [chat('b', 3), chat('a', 2)];
	await poll.refresh();
	expect(missed).toEqual(['b 3', 'a 2']);
	await poll.refresh();
	expect(missed).toHaveLength(2);
});

test('does not report a message whose event arrived, but the next one', async () => {
	const { table, missed, poll } = setup();
	await poll.refresh();
	poll.onUserMessage(message(2, { chatId: 'a' }));
	table.chats = [chat('a', 2)];
	await poll.refresh();
	expect(missed).toEqual([]);
	table.chats = [chat('a', 3)];
	await poll.refresh();
	expect(missed).toEqual(['a 3']);
});

test('does not report messages that an admin has read or written', async () => {
	const { table, missed, poll } = setup();
	await poll.refresh();
	table.chats = [chat('a', 2, { unread: false }), chat('b', 3, { lastMessageSender: 'admin' })];
	await poll.refresh();
	expect(missed).toEqual([]);
});

test('a failed poll leaves its messages to the next', async () => {
	const { table, missed, poll } = setup();
	await poll.refresh();
	const broken = new MissedMessagePoll(
		() => ({ listChats: () => Promise.reject(new Error('No connection')) }),
		() => {}
	);
	await expect(broken.refresh()).rejects.toThrow();
	table.chats = [chat('a', 2)];
	await poll.refresh();
	expect(missed).toEqual(['a 2']);
});
