import { afterAll, beforeAll, expect, test } from 'vitest';
import { join } from '../fixtures/channels.ts';
import { createAdmin, createUser, openChat, remove, type Person } from '../fixtures/people.ts';

const ADMINS = 10;

let user: Person;
let admins: Person[];
let chatId: string;
beforeAll(async () => {
	user = await createUser();
	admins = await Promise.all(Array.from({ length: ADMINS }, () => createAdmin()));
	chatId = await openChat(user);
});
afterAll(() => Promise.all([user, ...admins].map(remove)));

test('each event of a chat reaches each admin once', async () => {
	const inboxes = await Promise.all(
		admins.map(({ client }) => join(client, 'admin_support_notifications'))
	);
	const [admin] = admins as [Person];
	const insert = (client: Person['client'], content: string) =>
		client.from('support_messages').insert({ chat_id: chatId, content }).throwOnError();
	await insert(user.client, 'Is anybody there?');
	await admin.client.rpc('mark_support_chat_viewed', { chat_id: chatId, up_to_seq: 1 });
	await insert(admin.client, 'Yes!');
	await admin.client.from('support_notes').insert({ chat_id: chatId, content: 'New customer' });
	await admin.client.rpc('archive_support_chat', { chat_id: chatId }).throwOnError();

	const isOfChat = ({ chat_id, chat, note }: Record<string, unknown>) =>
		[chat_id, (chat as { id?: string })?.id, (note as { chat_id?: string })?.chat_id].includes(
			chatId
		);
	const isLast = (payload: Record<string, unknown>) =>
		isOfChat(payload) && (payload.chat as { archived: boolean }).archived;
	for (const { received } of inboxes) {
		await received.next('chat_updated', isLast);
		const events = received.events.filter(({ payload }) => isOfChat(payload));
		expect(events.map(({ event }) => event)).toEqual([
			'new_user_message',
			'chat_updated',
			'chat_updated',
			'note_added',
			'chat_updated'
		]);
	}
});
