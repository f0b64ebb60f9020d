import { PostgrestClient } from '@supabase/postgrest-js';
import { RealtimeClient } from '@supabase/realtime-js';
import { retryDelay } from '../core/retry-delay.ts';
import type { ChatClient, Project } from './chat-client.ts';
import { CookieAuth } from './cookie-auth.ts';
import type { Database } from './database.types.ts';

/** One socket is enough for a page. */
const clients = new Map<string, ChatClient>();

/**
 * The page's client, with the session that @supabase/ssr keeps in cookies. One a page.
 *
 * It is put together from the parts of supabase-js that the chat uses, as supabase-js does it:
 * storage, functions and all of sign-in would be half of the download.
 */
export function createChatClient(project: Project): ChatClient {
	const known = clients.get(project.url);
	if (known) return known;
	const client = assemble(project);
	clients.set(project.url, client);
	return client;
}

function assemble(project: Project): ChatClient {
	const { url, publishableKey: apikey } = project;
	const auth = new CookieAuth(project);
	const token = async () => {
		const { data, error } = await auth.getSession();
		// Not as nobody: that would be refused for good, and this is for now.
		if (error) throw error;
		return data.session?.access_token ?? apikey;
	};
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
		// Asked at each heartbeat too, which is how a renewed token gets to the server.
		accessToken: token,
		// Left to itself, realtime-js lets all clients come back in the same instant.
		reconnectAfterMs: (tries) => Math.min(10_000, retryDelay(tries - 1))
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
