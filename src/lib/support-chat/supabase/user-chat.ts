import type { ChatClient } from './chat-client.ts';
import { dataOf } from './errors.ts';

/** The id of the signed-in user's chat, made at the first call. Rejects with a `ChatError`. */
export async function getOrCreateChatId(client: ChatClient): Promise<string> {
	return dataOf(await client.rpc('get_or_create_support_chat')).id;
}
