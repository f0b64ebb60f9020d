import type { ChatClient } from '$lib/support-chat/supabase/chat-client.ts';

/**
 * Whether the user staffs the inbox. This decides what a page offers, not what anyone may do:
 * row-level security shows `support_admins` to admins only and asks again in each statement.
 */
export async function isSupportAdmin(client: ChatClient, userId: string): Promise<boolean> {
	const { data, error } = await client
		.from('support_admins')
		.select('user_id')
		.eq('user_id', userId)
		.maybeSingle();
	if (error) throw new Error('support_admins cannot be read', { cause: error });
	return data !== null;
}
