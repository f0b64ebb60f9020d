import type { ChatClient } from '../chat-client.ts';
import { dataOf } from '../errors.ts';

/**
 * The id of the user's chat, made at the first call. Rejects with a `ChatError`.
 *
 * @param language what the user reads it in (BCP 47): mails about replies are in it
 */
export async function getOrCreateChatId(
	client: ChatClient,
	userId: string,
	language: string
): Promise<string> {
	const args = { user_id: userId, language };
	return dataOf(await client.rpc('get_or_create_support_chat', args)).id;
}
