import type { ChatClient } from './chat-client.ts';
import { dataOf } from './errors.ts';

/** The id of the user's chat, made at the first call. Rejects with a `ChatError`. */
export async function getOrCreateChatId(client: ChatClient, userId: string): Promise<string> {
	return dataOf(await client.rpc('get_or_create_support_chat', { user_id: userId })).id;
}
