import { PostgrestClient } from '@supabase/postgrest-js';
import { RealtimeClient } from '@supabase/realtime-js';
import { retryDelay } from '../../core/sync/retry-delay.ts';
import { bindAuth, bindFetch } from './bound-client.ts';
import type { ChatClient, Project } from '../chat-client.ts';
import { CookieAuth } from './cookie-auth.ts';
import type { Database } from '../database.types.ts';
import { userSession, type UserSession, type UserSessionOptions } from './user-session.ts';

/** One socket is enough for a page. */
const clients = new WeakMap<UserSession, ChatClient>();

/** The page's client for a user, to whom it is bound. */
export async function loadClient(options: UserSessionOptions): Promise<ChatClient> {
	return createChatClient(options.project, userSession(options));
}

/**
 * The client of a page, with the session that @supabase/ssr keeps in cookies, for one user. One a page.
 *
 * It is put together from the parts of supabase-js that the chat uses, as supabase-js does it:
 * storage, functions and all of sign-in would be half of the download.
 */
export function createChatClient(project: Project, session: UserSession): ChatClient {
	const known = clients.get(session);
	if (known) return known;
	const client = assemble(project, session);
	clients.set(session, client);
	return client;
}

function assemble(project: Project, session: UserSession): ChatClient {
	const { url, publishableKey: apikey } = project;
	const auth = bindAuth(new CookieAuth(project), session);
	const token = async () => {
		const { data, error } = await auth.getSession();
		// Not as nobody: that would be refused for good, and this is for now.
		if (error) throw error;
		return data.session?.access_token ?? apikey;
	};
	const rest = new PostgrestClient<Database>(`${url}/rest/v1`, {
		headers: { apikey },
		fetch: bindFetch(auth, session, (input, init) => fetch(input, init))
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
