import { PostgrestClient } from '@supabase/postgrest-js';
import { retryDelay } from '../../core/sync/retry-delay.ts';
import { RealtimeConnection } from '../connection/realtime-connection.ts';
import { bindAuth, bindFetch } from './bound-client.ts';
import type { ChatClient } from '../chat-client.ts';
import { CookieAuth } from './cookie-auth.ts';
import type { Database } from '../database.types.ts';
import { TokenAuth } from './token-auth.ts';
import { userSession, type UserSession, type UserSessionOptions } from './user-session.ts';

type ClientOptions = Pick<UserSessionOptions, 'project' | 'accessToken'>;

/** Cached so that a page opens one socket. */
const clients = new WeakMap<UserSession, ChatClient>();

/** The page's client, bound to its user. */
export async function loadClient(options: UserSessionOptions): Promise<ChatClient> {
	return createChatClient(options, userSession(options));
}

/**
 * The client for one user session, with the host's tokens or on the session that @supabase/ssr keeps in
 * cookies. Each session has one.
 *
 * Assembled from the parts of supabase-js that the chat uses, the way supabase-js does it: storage,
 * functions and sign-in would double the download.
 */
export function createChatClient(options: ClientOptions, session: UserSession): ChatClient {
	const cached = clients.get(session);
	if (cached) return cached;
	const client = assemble(options, session);
	clients.set(session, client);
	return client;
}

function assemble({ project, accessToken }: ClientOptions, session: UserSession): ChatClient {
	const { url, publishableKey: apikey } = project;
	const source = accessToken ? new TokenAuth(accessToken) : new CookieAuth(project);
	const auth = bindAuth(source, session);
	const token = async () => {
		const { data, error } = await auth.getSession();
		// Do not fall back to anonymous: that is refused for good, while this error is temporary.
		if (error) throw error;
		return data.session?.access_token ?? apikey;
	};
	const rest = new PostgrestClient<Database>(`${url}/rest/v1`, {
		headers: { apikey },
		fetch: bindFetch(auth, session, (input, init) => fetch(input, init))
	});
	const realtime = new RealtimeConnection({
		project,
		token,
		// With jitter, so that not all clients reconnect at the same instant.
		reconnectAfterMs: (tries) => Math.min(10_000, retryDelay(tries - 1))
	});
	// Bound functions lose their generics. supabase-js's methods of the same names do the same.
	return {
		auth,
		realtime,
		project,
		from: rest.from.bind(rest),
		rpc: rest.rpc.bind(rest),
		channel: realtime.channel.bind(realtime),
		removeChannel: realtime.removeChannel.bind(realtime)
	} as unknown as ChatClient;
}
