import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { InboxTransport } from '../../src/lib/support-chat/supabase/transports/inbox-transport.ts';
import { createAdmin, createUser, openChat, remove, type Person } from '../fixtures/people.ts';

// The inbox's transport over the API: what its searches and numbers look like from TypeScript.

const WORD = `q${randomUUID().replaceAll('-', '')}`;

let user: Person;
let admin: Person;
let chatId: string;
let inbox: InboxTransport;
beforeAll(async () => {
	[user, admin] = await Promise.all([createUser(), createAdmin()]);
	chatId = await openChat(user);
	inbox = new InboxTransport(admin.client);
	for (const content of [`First <b>${WORD}</b>`, `Second ${WORD}`, `Third ${WORD} \u202e!`]) {
		const { error } = await user.client
			.from('support_messages')
			.insert({ chat_id: chatId, content });
		if (error) throw error;
	}
});
afterAll(() => Promise.all([user, admin].map(remove)));

test('messages come in pages, their matches marked', async () => {
	const first = await inbox.searchMessages(WORD.toUpperCase(), { limit: 2 });
	expect(first.hits).toMatchObject([
		{
			chatId,
			userEmail: user.email,
			archived: false,
			seq: 3,
			senderType: 'user',
			createdAt: expect.any(Date),
			snippet: [
				{ text: 'Third ', match: false },
				{ text: WORD, match: true },
				{ text: ' \ufffd!', match: false }
			]
		},
		{ seq: 2 }
	]);
	const second = await inbox.searchMessages(WORD, { limit: 2, before: first.next });
	expect(second).toMatchObject({
		hits: [
			{
				seq: 1,
				snippet: [
					{ text: 'First <b>', match: false },
					{ text: WORD, match: true },
					{ text: '</b>', match: false }
				]
			}
		],
		next: null
	});
});

test('what Postgres cannot read is left out of a search', async () => {
	expect((await inbox.searchMessages(`\0${WORD}\0\ud800`, { limit: 1 })).hits).toHaveLength(1);
	expect((await inbox.searchChats('\0\ud800', { limit: 1 })).chats).toEqual([]);
});

test('chats are found by their address', async () => {
	const { chats, next } = await inbox.searchChats(user.email.slice(3, 20), { limit: 5 });
	expect(chats).toMatchObject([
		{ id: chatId, userEmail: user.email, unread: true, messageCount: 3 }
	]);
	expect(next).toBeNull();
	const all = await inbox.searchChats('@example.com', { limit: 1 });
	expect(all.chats).toHaveLength(1);
	const rest = await inbox.searchChats('@example.com', { limit: 1, before: all.next });
	expect(rest.chats[0]?.id).not.toBe(all.chats[0]?.id);
});

test('a chat’s details, and null for one that is not there', async () => {
	expect(await inbox.chatDetails(chatId)).toMatchObject({
		id: chatId,
		userId: user.id,
		userEmail: user.email,
		userName: null,
		userCreatedAt: expect.any(Date),
		lastSignInAt: expect.any(Date),
		archivedAt: null,
		messageCount: 3,
		userMessageCount: 3,
		adminMessageCount: 0,
		replyEmails: true
	});
	expect(await inbox.chatDetails(randomUUID())).toBeNull();
});

test('the number of unread chats', async () => {
	expect(await inbox.countUnread()).toBeGreaterThanOrEqual(1);
});

test('a user is refused each of them, and what is too long with a reason', async () => {
	const other = new InboxTransport(user.client);
	for (const call of [
		() => other.searchMessages(WORD, { limit: 1 }),
		() => other.searchChats('example', { limit: 1 }),
		() => other.chatDetails(chatId),
		() => other.countUnread()
	]) {
		await expect(call()).rejects.toMatchObject({ code: '42501', status: 403 });
	}
	await expect(inbox.searchMessages('x'.repeat(201), { limit: 1 })).rejects.toMatchObject({
		code: '22001',
		status: 400,
		cause: { details: '{"reason": "query_too_long"}' }
	});
	await expect(inbox.searchMessages(WORD, { limit: 1, before: 'nowhere' })).rejects.toMatchObject({
		code: 'bad_cursor'
	});
});
