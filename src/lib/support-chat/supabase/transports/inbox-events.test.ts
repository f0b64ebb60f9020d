import { expect, test, vi } from 'vitest';
import type { Message } from '../../core/message.ts';
import { inboxEvents, type InboxListener } from './inbox-events.ts';

const chat = { id: 'c', user_email: 'ada@example.com', last_message_at: '2026-01-29T10:00:00Z' };
const message = { id: 'm', chat_id: 'c', content: 'Hello', created_at: '2026-01-29T10:00:00Z' };

function listen() {
	const calls: string[] = [];
	const listener: InboxListener = {
		onUserMessage: ({ content }: Message) => calls.push(`message ${content}`),
		onChat: ({ id }) => calls.push(`chat ${id}`),
		onNote: () => {},
		onNoteDeleted: (id) => calls.push(`no note ${id}`),
		onMentionsSeen: (adminId, chatId) => calls.push(`seen ${adminId} ${chatId}`),
		onStatus: vi.fn()
	};
	const receive = (payload: { type: string }) =>
		inboxEvents(listener)[payload.type]?.(payload as never);
	return { calls, receive };
}

const events = [
	{ type: 'new_user_message', message, chat },
	{ type: 'of a later version' },
	{ type: 'chat_updated', chat: { ...chat, id: 'd' } },
	{ type: 'note_deleted', id: 'n' },
	{ type: 'mentions_seen', admin_id: 'a', chat_id: 'c' }
];
const expected = ['message Hello', 'chat c', 'chat d', 'no note n', 'seen a c'];

test('events that come one by one are passed on', () => {
	const { calls, receive } = listen();
	for (const event of events) receive(event);
	expect(calls).toEqual(expected);
});

test('those of a batch are, in their order', () => {
	const { calls, receive } = listen();
	receive({ type: 'inbox_events', events } as { type: string });
	expect(calls).toEqual(expected);
});
