import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
	createAdmin,
	createUser,
	openChat,
	remove,
	secretClient,
	type Person
} from '../fixtures/people.ts';

// A page speaks for the user it was opened by, and the browser's session may have become another's: what
// it writes then is refused over the API, and nothing of it is stored.

let user: Person;
let other: Person;
let admin: Person;
let chatId: string;
beforeAll(async () => {
	[user, other, admin] = await Promise.all([createUser(), createUser(), createAdmin()]);
	chatId = await openChat(user);
});
afterAll(() => Promise.all([user, other, admin].map(remove)));

const refusal = {
	status: 403,
	error: {
		code: '42501',
		details: '{"reason": "other_user"}',
		hint: 'Reload the page.'
	}
};

async function stored(content: string): Promise<number> {
	const { data } = await secretClient()
		.from('support_messages')
		.select('id')
		.eq('content', content);
	return data?.length ?? -1;
}

describe('a message', () => {
	const send = (session: Person, believed: string | null, chat_id = chatId) => {
		const content = randomUUID();
		const row = { chat_id, content, sender_id: believed };
		return { content, answer: session.client.from('support_messages').insert(row).select('id') };
	};

	test.each([
		['an admin has signed in', () => admin, () => user],
		['another user has signed in', () => other, () => user],
		['another admin was signed in', () => admin, () => other],
		['the chat is still the first one’s', () => user, () => other]
	])('is refused when %s', async (_, session, believed) => {
		const { content, answer } = send(session(), believed().id);
		expect(await answer).toMatchObject(refusal);
		expect(await stored(content)).toBe(0);
	});

	test('is refused in the same words for a user or a chat that does not exist', async () => {
		expect(await send(user, randomUUID()).answer).toMatchObject(refusal);
		expect(await send(user, other.id, randomUUID()).answer).toMatchObject(refusal);
	});

	test('among others of one request is refused with them', async () => {
		const contents = [randomUUID(), randomUUID()] as const;
		const rows = [user.id, other.id].map((sender_id, index) => ({
			chat_id: chatId,
			content: contents[index] as string,
			sender_id
		}));
		expect(await user.client.from('support_messages').insert(rows)).toMatchObject(refusal);
		for (const content of contents) expect(await stored(content)).toBe(0);
	});

	test('is stored when it says who is signed in, or nothing', async () => {
		for (const session of [user, admin]) {
			for (const believed of [session.id, null]) {
				const { content, answer } = send(session, believed);
				expect(await answer).toMatchObject({ status: 201 });
				expect(await stored(content)).toBe(1);
			}
		}
	});

	test('carries its user’s id, and no admin’s account, to whoever may read it', async () => {
		for (const reader of [user, admin]) {
			const { data } = await reader.client
				.from('support_messages')
				.select('*')
				.eq('chat_id', chatId);
			expect(data?.length).toBeGreaterThan(1);
			expect(JSON.stringify(data)).not.toContain(admin.id);
		}
	});
});

describe('get_or_create_support_chat', () => {
	test('makes and shows no chat for another than the page believes', async () => {
		const newcomer = await createUser();
		const asked = await newcomer.client.rpc('get_or_create_support_chat', { user_id: user.id });
		expect(asked).toMatchObject(refusal);
		const { data } = await secretClient().from('support_chats').select().eq('user_id', newcomer.id);
		expect(data).toEqual([]);
		await remove(newcomer);
	});

	test('answers who says truly who is signed in, or nothing', async () => {
		for (const args of [{ user_id: user.id }, {}]) {
			const { data } = await user.client.rpc('get_or_create_support_chat', args);
			expect(data).toMatchObject({ id: chatId, user_id: user.id });
		}
	});
});
