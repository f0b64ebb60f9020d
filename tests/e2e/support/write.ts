import { openChat, type Person } from '../../fixtures/people.ts';

/**
 * Writes a message past all pages: in the user's chat, which is created if needed.
 *
 * @param by who writes: the user themselves, or an admin
 * @returns the chat's id
 */
export async function write(user: Person, content = 'Hello', by = user): Promise<string> {
	const chatId = await openChat(user);
	await by.client
		.from('support_messages')
		.insert({ chat_id: chatId, content, sender_id: by.id })
		.throwOnError();
	return chatId;
}
