import { AuthClient } from '@supabase/auth-js';
import { PostgrestClient } from '@supabase/postgrest-js';
import { RealtimeClient } from '@supabase/realtime-js';
import { retryDelay } from '../core/retry-delay.ts';
import type { ChatClient, Project } from './chat-client.ts';
import { CookieStorage } from './cookie-storage.ts';
import type { Database } from './database.types.ts';
import { sessionCookieName } from './session-cookie.ts';

/** Two with one session would both renew it. */
const clients = new Map<string, ChatClient>();

/**
 * The page's client, with the session that @supabase/ssr keeps in cookies. One a page.
 *
 * It is put together from the parts of supabase-js that the chat uses, as supabase-js does it:
 * storage, functions and the reading of sign-in links would be a quarter of the download.
 */
export function createChatClient(project: Project): ChatClient {
	const known = clients.get(project.url);
	if (known) return known;
	const client = assemble(project);
	clients.set(project.url, client);
	return client;
}

function assemble({ url, publishableKey: apikey }: Project): ChatClient {
	const auth = new AuthClient({
		url: `${url}/auth/v1`,
		headers: { apikey, Authorization: `Bearer ${apikey}` },
		storageKey: sessionCookieName(url),
		// A refreshed session is written here: it must not lose what the server's cookies had.
		storage: new CookieStorage(document, location.protocol === 'https:'),
		flowType: 'pkce',
		// A code in the address is for the app.
		detectSessionInUrl: false
	});
	const token = async () => (await auth.getSession()).data.session?.access_token ?? apikey;
	const rest = new PostgrestClient<Database>(`${url}/rest/v1`, {
		fetch: async (input, init) => {
			const headers = new Headers(init?.headers);
			headers.set('apikey', apikey);
			headers.set('Authorization', `Bearer ${await token()}`);
			return fetch(input, { ...init, headers });
		}
	});
	const realtime = new RealtimeClient(`${url.replace(/^http/, 'ws')}/realtime/v1`, {
		params: { apikey },
		accessToken: token,
		// Left to itself, realtime-js lets all clients come back in the same instant.
		reconnectAfterMs: (tries) => Math.min(10_000, retryDelay(tries - 1))
	});
	auth.onAuthStateChange((event, session) => {
		if (event !== 'USER_UPDATED') void realtime.setAuth(session?.access_token ?? null);
	});
	// Bound functions lose their generics; these are what supabase-js's methods of the same names do.
	return {
		auth,
		realtime,
		from: rest.from.bind(rest),
		rpc: rest.rpc.bind(rest),
		channel: realtime.channel.bind(realtime),
		removeChannel: realtime.removeChannel.bind(realtime)
	} as unknown as ChatClient;
}
