import { expect, test, vi } from 'vitest';
import type { ChatSummary } from '../../core/chat-summary.ts';
import { TeamActions, type TeamActionsPorts } from './team-actions.ts';

function setUp() {
	const calls: unknown[][] = [];
	const call = (name: string) =>
		vi.fn(async (...args: unknown[]) => void calls.push([name, ...args]));
	const chat = { id: 'a' } as ChatSummary;
	const port = {
		assign: call('assign'),
		markUnread: call('markUnread'),
		block: call('block'),
		unblock: call('unblock'),
		getChat: vi.fn(async (): Promise<ChatSummary | null> => chat)
	};
	const notifyChat = vi.fn<TeamActionsPorts['live']['notifyChat']>();
	return {
		calls,
		chat,
		port,
		notifyChat,
		actions: new TeamActions({ live: { port, notifyChat } })
	};
}

test('each change is sent, and the new row shown here at once', async () => {
	const { actions, calls, chat, notifyChat } = setUp();
	await actions.assign('a', 'ada');
	await actions.assign('a', null);
	await actions.markUnread('a');
	await actions.setBlocked('a', true);
	await actions.setBlocked('a', false);
	expect(calls).toEqual([
		['assign', 'a', 'ada'],
		['assign', 'a', null],
		['markUnread', 'a'],
		['block', 'a'],
		['unblock', 'a']
	]);
	expect(notifyChat.mock.calls).toEqual(Array.from({ length: 5 }, () => [chat]));
});

test('a change that fails shows nothing, and one whose row cannot be read has not failed', async () => {
	const { actions, notifyChat, port } = setUp();
	port.assign.mockRejectedValueOnce(new Error('no network'));
	await expect(actions.assign('a', null)).rejects.toThrow('no network');
	expect(port.getChat).not.toHaveBeenCalled();
	port.getChat.mockRejectedValueOnce(new Error('no network'));
	await actions.assign('a', null);
	expect(notifyChat).not.toHaveBeenCalled();
});
