import type { ChatClient } from '../chat-client.ts';
import { dataOf } from '../errors.ts';

/**
 * Whether the user of a chat has a reply to read and gets no e-mail about it when the chat is archived:
 * the settings say so, and none was sent before. Rejects with a `ChatError`.
 */
export async function missesLastReply(client: ChatClient, chatId: string): Promise<boolean> {
	const [chat, settings, notifications] = await Promise.all([
		client.from('support_chats').select('unread_reply_count').eq('id', chatId).single(),
		client.from('support_settings').select('email_archived_replies').single(),
		client
			.from('support_reply_notifications')
			.select('status')
			.eq('chat_id', chatId)
			.order('created_at', { ascending: false })
			.limit(1)
	]);
	const [last] = dataOf(notifications);
	const unread = dataOf(chat).unread_reply_count > 0;
	return unread && !dataOf(settings).email_archived_replies && last?.status !== 'sent';
}
