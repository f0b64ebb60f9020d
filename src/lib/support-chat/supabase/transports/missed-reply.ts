import type { ChatClient } from '../chat-client.ts';
import { dataOf } from '../errors.ts';

/**
 * Whether archiving a chat now means that its user gets no e-mail about an unread reply: the settings
 * exclude archived chats, and no e-mail was sent yet. Rejects with a `ChatError`.
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
