import { afterAll, beforeAll, expect, test } from 'vitest';
import { missesLastReply } from '../../src/lib/support-chat/supabase/transports/missed-reply.ts';
import {
	createAdmin,
	createUser,
	openChat,
	remove,
	secretClient,
	type Person
} from '../fixtures/people.ts';

// What archiving a chat keeps from its user, as the settings are by default.

let user: Person;
let admin: Person;
let chatId: string;
beforeAll(async () => {
	[user, admin] = await Promise.all([createUser(), createAdmin()]);
	chatId = await openChat(user);
});
afterAll(() => Promise.all([user, admin].map(remove)));

async function write(person: Person, content: string): Promise<number> {
	const { data } = await person.client
		.from('support_messages')
		.insert({ chat_id: chatId, content })
		.select('seq')
		.single()
		.throwOnError();
	return data.seq;
}

test('a reply is missed until it was read, or mailed', async () => {
	await write(user, 'Hello');
	expect(await missesLastReply(admin.client, chatId)).toBe(false);

	const reply = await write(admin, 'It is on its way');
	expect(await missesLastReply(admin.client, chatId)).toBe(true);
	await user.client
		.rpc('mark_support_chat_read', { chat_id: chatId, up_to_seq: reply })
		.throwOnError();
	expect(await missesLastReply(admin.client, chatId)).toBe(false);

	await write(admin, 'It has arrived');
	expect(await missesLastReply(admin.client, chatId)).toBe(true);
	await secretClient()
		.from('support_reply_notifications')
		.update({ status: 'sent' })
		.eq('chat_id', chatId)
		.throwOnError();
	expect(await missesLastReply(admin.client, chatId)).toBe(false);

	await write(admin, 'Have a look');
	expect(await missesLastReply(admin.client, chatId)).toBe(true);
});

test('whoever is no admin gets nothing', async () => {
	await expect(missesLastReply(user.client, chatId)).rejects.toThrow();
});
