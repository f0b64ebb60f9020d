import type { ChatClient } from '../chat-client.ts';
import { dataOf } from '../errors.ts';

/**
 * The id of the user's chat, created on the first call. Rejects with a `ChatError`.
 *
 * @param language the user's language (BCP 47), in which e-mails about replies are written
 */
export async function getOrCreateChatId(
	client: ChatClient,
	userId: string,
	language: string
): Promise<string> {
	const args = { user_id: userId, language };
	return dataOf(await client.rpc('get_or_create_support_chat', args)).id;
}
