import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
	createAdmin,
	createUser,
	openChat,
	remove,
	visitorClient,
	type Person
} from '../fixtures/people.ts';

let user: Person;
let stranger: Person;
let admin: Person;
beforeAll(async () => {
	[user, stranger, admin] = await Promise.all([createUser(), createUser(), createAdmin()]);
});
afterAll(() => Promise.all([user, stranger, admin].map(remove)));

describe('the API', () => {
	test('sends, lists and reads a conversation', async () => {
		const chatId = await openChat(user);
		const id = randomUUID();
		const sent = await user.client
			.from('support_messages')
			.insert({ id, chat_id: chatId, content: 'Hello' })
			.select()
			.single();
		expect(sent).toMatchObject({ status: 201, data: { id, seq: 1, sender_type: 'user' } });
		await admin.client.from('support_messages').insert({ chat_id: chatId, content: 'Hi!' });

		const read = await user.client
			.from('support_messages')
			.select('seq, content, sender_type')
			.eq('chat_id', chatId)
			.order('seq');
		expect(read.data).toEqual([
			{ seq: 1, content: 'Hello', sender_type: 'user' },
			{ seq: 2, content: 'Hi!', sender_type: 'admin' }
		]);

		const marked = await user.client.rpc('mark_support_chat_read', {
			chat_id: chatId,
			up_to_seq: 2
		});
		expect(marked.data).toBe(1);
		await admin.client.rpc('mark_support_chat_viewed', { chat_id: chatId, up_to_seq: 2 });
		const list = await admin.client.from('support_chat_list').select().eq('id', chatId).single();
		expect(list.data).toMatchObject({
			user_email: user.email,
			last_message_preview: 'Hi!',
			message_count: 2,
			unread: false,
			archived: false
		});
	});

	test('answers a repeated id with 409, so that a retry is safe', async () => {
		const message = { id: randomUUID(), chat_id: await openChat(user), content: 'Once' };
		const first = await user.client.from('support_messages').insert(message);
		const second = await user.client.from('support_messages').insert(message);
		expect(first.status).toBe(201);
		expect(second).toMatchObject({ status: 409, error: { code: '23505' } });
	});

	test('answers a blank and an overlong content with 400 and the reason', async () => {
		const chat_id = await openChat(user);
		const blank = await user.client.from('support_messages').insert({ chat_id, content: ' ' });
		expect(blank).toMatchObject({
			status: 400,
			error: { code: '23514', details: '{"reason": "blank"}' }
		});
		const content = 'x'.repeat(4001);
		const long = await user.client.from('support_messages').insert({ chat_id, content });
		expect(long).toMatchObject({
			status: 400,
			error: { code: '23514', details: '{"reason": "too_long"}' }
		});
	});

	test('refuses a stranger with 403 and a visitor with 401, and reveals to neither what exists', async () => {
		const chat_id = await openChat(user);
		for (const id of [chat_id, randomUUID()]) {
			const written = await stranger.client
				.from('support_messages')
				.insert({ chat_id: id, content: 'x' });
			expect(written).toMatchObject({ status: 403, error: { code: '42501' } });
			const read = await stranger.client.from('support_messages').select().eq('chat_id', id);
			expect(read.data).toEqual([]);
			const asked = await visitorClient().from('support_messages').select().eq('chat_id', id);
			expect(asked).toMatchObject({ status: 401, data: null });
		}
	});

	test('keeps what is the admins’ from users', async () => {
		const chat_id = await openChat(user);
		for (const call of [
			user.client.rpc('archive_support_chat', { chat_id }),
			user.client.rpc('unarchive_support_chat', { chat_id }),
			user.client.rpc('mark_support_chat_viewed', { chat_id, up_to_seq: 1 })
		]) {
			expect(await call).toMatchObject({ status: 403 });
		}
		expect((await user.client.from('support_chat_list').select()).data).toEqual([]);
		expect((await user.client.from('support_admins').select()).data).toEqual([]);
	});

	test('answers 20 calls for a chat at once with one chat', async () => {
		const ids = await Promise.all(Array.from({ length: 20 }, () => openChat(stranger)));
		expect(new Set(ids).size).toBe(1);
	});
});
