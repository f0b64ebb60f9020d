import type { ChatClient } from '../chat-client.ts';
import { dataOf } from '../errors.ts';

/** What the widget needs of the user's chat. */
export interface UserChat {
	id: string;
	/** Whether the user has an address for e-mails about replies: guests have none. */
	hasEmail: boolean;
	/** Since when support refuses the user's messages; null while it takes them. */
	blockedAt: Date | null;
}

/**
 * The user's chat, created on the first call. Rejects with a `ChatError`.
 *
 * @param language the user's language (BCP 47), in which e-mails about replies are written
 */
export async function getOrCreateChat(
	client: ChatClient,
	userId: string,
	language: string
): Promise<UserChat> {
	const args = { user_id: userId, language };
	// The generated types miss that `user_email` is nullable.
	const row = dataOf(await client.rpc('get_or_create_support_chat', args));
	const blockedAt = row.blocked_at ? new Date(row.blocked_at) : null;
	return { id: row.id, hasEmail: Boolean(row.user_email), blockedAt };
}
