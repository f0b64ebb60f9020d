import type { Admin } from '$lib/support-chat/core/admin.ts';
import type { ChatClient } from '$lib/support-chat/supabase/chat-client.ts';
import { InboxTransport } from '$lib/support-chat/supabase/transports/inbox-transport.ts';

/**
 * The user as a support admin, or null. This decides what a page offers, not what a user may do:
 * row-level security shows `support_admins` to admins only and checks each statement again.
 */
export async function findSupportAdmin(client: ChatClient, userId: string): Promise<Admin | null> {
	const admins = await new InboxTransport(client).admins();
	return admins.find((admin) => admin.userId === userId) ?? null;
}
