import type { ChatClient } from '../chat-client.ts';
import { dataOf } from '../errors.ts';

/** How many seconds users usually wait for a reply, null with too few to tell. Rejects with a `ChatError`. */
export async function getReplyTime(client: ChatClient): Promise<number | null> {
	return dataOf<number | null>(await client.rpc('support_reply_time'));
}
