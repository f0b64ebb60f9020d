import type { ChatClient } from '../chat-client.ts';
import { dataOf } from '../errors.ts';

/** Typical seconds until a reply, null with too few replies to say. Rejects with a `ChatError`. */
export async function getReplyTime(client: ChatClient): Promise<number | null> {
	return dataOf<number | null>(await client.rpc('support_reply_time'));
}
