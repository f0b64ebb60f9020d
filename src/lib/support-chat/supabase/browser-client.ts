import { createBrowserClient } from '@supabase/ssr';
import type { ChatClient, Project } from './chat-client.ts';
import type { Database } from './database.types.ts';

/** The page's client, with the session that @supabase/ssr keeps in cookies. One a page. */
export function createChatClient({ url, publishableKey }: Project): ChatClient {
	return createBrowserClient<Database>(url, publishableKey);
}
