import { createBrowserClient } from '@supabase/ssr';
import { retryDelay } from '../core/retry-delay.ts';
import type { ChatClient, Project } from './chat-client.ts';
import type { Database } from './database.types.ts';

/** The page's client, with the session that @supabase/ssr keeps in cookies. One a page. */
export function createChatClient({ url, publishableKey }: Project): ChatClient {
	return createBrowserClient<Database>(url, publishableKey, {
		// A refreshed session is written here: it must not lose what the server's cookies had.
		cookieOptions: { secure: location.protocol === 'https:' },
		// Left to itself, realtime-js lets all clients come back in the same instant.
		realtime: { reconnectAfterMs: (tries) => Math.min(10_000, retryDelay(tries - 1)) }
	});
}
