import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { MESSAGE_COLUMNS } from '../../src/lib/support-chat/supabase/rows.ts';
import { join } from '../fixtures/channels.ts';
import { createAdmin, createUser, openChat, remove, type Person } from '../fixtures/people.ts';

let user: Person;
let stranger: Person;
let admin: Person;
let chatId: string;
beforeAll(async () => {
	[user, stranger, admin] = await Promise.all([createUser(), createUser(), createAdmin()]);
	chatId = await openChat(user);
});
// A client has one channel a topic, so each test leaves what it joined.
afterEach(() =>
	Promise.all([user, stranger, admin].map((person) => person.client.removeAllChannels()))
);
afterAll(() => Promise.all([user, stranger, admin].map(remove)));

describe('realtime', () => {
	test('a message reaches the other side and the inbox as it was stored', async () => {
		const [mine, theirs] = [
			await join(user.client, `support_chat:${chatId}`),
			await join(admin.client, `support_chat:${chatId}`)
		];
		const inbox = await join(admin.client, 'admin_support_notifications');
		const { data } = await user.client
			.from('support_messages')
			.insert({ chat_id: chatId, content: 'Is anybody there?' })
			.select(MESSAGE_COLUMNS)
			.single();
		const isIt = (payload: { message?: unknown }) =>
			(payload.message as { id: string }).id === data?.id;

		for (const { received } of [mine, theirs]) {
			const { type, message } = await received.next('new_message', isIt);
			expect({ type, message }).toEqual({ type: 'new_message', message: data });
		}
		const notice = await inbox.received.next('new_user_message', isIt);
		expect(notice).toMatchObject({ chat_id: chatId, user_email: user.email, message: data });
		const row = async () =>
			(await admin.client.from('support_chat_list').select().eq('id', chatId).single()).data;
		expect(notice.chat).toEqual(await row());
		// One event is for it; the next one is for another change.
		await admin.client.rpc('archive_support_chat', { chat_id: chatId });
		const updated = await inbox.received.next('chat_updated');
		expect(updated.chat).toEqual(await row());
		expect(updated.chat).toMatchObject({ archived: true });
	});

	test('reading is sent to both sides', async () => {
		const { received } = await join(admin.client, `support_chat:${chatId}`);
		await admin.client.from('support_messages').insert({ chat_id: chatId, content: 'Yes!' });
		const { message } = await received.next('new_message');
		const seq = (message as { seq: number }).seq;
		await user.client.rpc('mark_support_chat_read', { chat_id: chatId, up_to_seq: seq });
		expect(await received.next('messages_read')).toMatchObject({ reader: 'user', up_to_seq: seq });
	});

	test('a stranger’s join on a chat topic is refused', async () => {
		await expect(join(stranger.client, `support_chat:${chatId}`)).rejects.toThrow(
			/^"?Unauthorized/
		);
	});

	test('a user’s join on the admin topic is refused', async () => {
		await expect(join(user.client, 'admin_support_notifications')).rejects.toThrow(
			/^"?Unauthorized/
		);
	});

	test('a write without the right is dropped', async () => {
		const theirs = await join(admin.client, `support_chat:${chatId}`);
		const mine = await join(user.client, `support_chat:${chatId}`);
		const forged = { type: 'new_message', message: { content: 'forged' } };
		await mine.channel.send({ type: 'broadcast', event: 'new_message', payload: forged });
		// Messages of one channel arrive in order: the real one that follows shows that nothing came before.
		await user.client.from('support_messages').insert({ chat_id: chatId, content: 'real' });
		await theirs.received.next('new_message', (payload) => 'message' in payload);
		expect(theirs.received.events.map(({ payload }) => payload.message)).not.toContainEqual(
			forged.message
		);
	});

	test('admins see each other on the desk, which no user can join', async () => {
		const colleague = await createAdmin('Night shift');
		const { data: ids } = await colleague.client
			.from('support_admins')
			.select('id')
			.eq('user_id', colleague.id)
			.single()
			.throwOnError();
		const place = { admin_id: ids.id, chat_id: chatId, typing: true };
		const presence = { enabled: true };
		const { received } = await join(admin.client, 'support_desk', { presence });
		const theirs = await join(colleague.client, 'support_desk', { presence });
		await theirs.channel.track(place);
		expect(await received.next('presence')).toMatchObject(place);
		const joined = join(user.client, 'support_desk', { presence });
		await expect(joined).rejects.toThrow(/^"?Unauthorized/);
		await remove(colleague);
	});

	test('typing on the activity topic reaches the other side only', async () => {
		const topic = `support_chat_activity:${chatId}`;
		const theirs = await join(admin.client, topic);
		const mine = await join(user.client, topic);
		await mine.channel.send({
			type: 'broadcast',
			event: 'typing',
			payload: { sender_type: 'user', typing: true }
		});
		expect(await theirs.received.next('typing')).toMatchObject({
			sender_type: 'user',
			typing: true
		});
		expect(mine.received.events).toEqual([]);
		await expect(join(stranger.client, topic)).rejects.toThrow(/^"?Unauthorized/);
	});
});
