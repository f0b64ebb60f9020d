import type { ChatClient } from '../chat-client.ts';
import { dataOf } from '../errors.ts';
import { MESSAGE_COLUMNS, type MessageRow } from '../rows.ts';

/** The messages of a chat, for a query to continue. */
export const messagesOf = (client: ChatClient, chatId: string) =>
	client.from('support_messages').select(MESSAGE_COLUMNS).eq('chat_id', chatId);

/**
 * The newest `limit` messages of a chat with an earlier `seq`, the chat's newest for null; newest first.
 *
 * @throws ChatError
 */
export async function readBefore(
	client: ChatClient,
	chatId: string,
	seq: number | null,
	limit: number,
	signal?: AbortSignal
): Promise<MessageRow[]> {
	const messages = messagesOf(client, chatId);
	const query = seq === null ? messages : messages.lt('seq', seq);
	const page = query.order('seq', { ascending: false }).limit(limit);
	return dataOf(await (signal ? page.abortSignal(signal) : page));
}
