import type { ChatClient } from '../chat-client.ts';
import { dataOf } from '../errors.ts';

/** Whether the signed-in user gets e-mails about unread replies. Rejects with a `ChatError`. */
export async function getReplyEmails(client: ChatClient): Promise<boolean> {
	return dataOf(await client.rpc('get_support_reply_emails'));
}

/** Turns these e-mails on or off; resolves to the stored value. Rejects with a `ChatError`. */
export async function setReplyEmails(client: ChatClient, enabled: boolean): Promise<boolean> {
	return dataOf(await client.rpc('set_support_reply_emails', { enabled }));
}
