import { retryDelay } from '../../core/sync/retry-delay.ts';
import type { ChatAuth, ChatClient } from '../chat-client.ts';
import type { Project } from '../project.ts';
import { RealtimeConnection } from '../connection/realtime-connection.ts';
import type { RestOptions } from '../rest-client.ts';
import { bindAuth, bindFetch } from './one-user.ts';
import type { UserSession, UserSessionOptions } from './user-session.ts';

export type ClientOptions = Pick<UserSessionOptions, 'project' | 'accessToken'>;

/** What a client has besides its requests to PostgREST, and how these are sent. */
interface ClientParts {
	auth: ChatAuth;
	realtime: RealtimeConnection;
	rest: RestOptions;
}

/** Cached so that a page opens one socket. */
const cache = new WeakMap<UserSession, ClientParts>();

/**
 * The client for one user session, with the tokens of `source` and requests to PostgREST as `createRest` makes
 * them.
 *
 * Assembled from the parts of supabase-js that the chat uses, the way supabase-js does it: storage,
 * functions and sign-in would double the download.
 */
export function assembleClient(
	{ project }: ClientOptions,
	session: UserSession,
	source: ChatAuth,
	createRest: (options: RestOptions) => { from(table: never): unknown; rpc(name: never): unknown }
): ChatClient {
	const parts = cache.get(session) ?? createParts(project, session, source);
	cache.set(session, parts);
	const { auth, realtime } = parts;
	const rest = createRest(parts.rest);
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

function createParts(project: Project, session: UserSession, source: ChatAuth): ClientParts {
	const { url, publishableKey } = project;
	const auth = bindAuth(source, session);
	const token = async () => {
		const { data, error } = await auth.getSession();
		// Do not fall back to anonymous: that is refused for good, while this error is temporary.
		if (error) throw error;
		return data.session?.access_token ?? publishableKey;
	};
	const realtime = new RealtimeConnection({
		project,
		token,
		// With jitter, so that not all clients reconnect at the same instant.
		reconnectAfterMs: (tries) => Math.min(10_000, retryDelay(tries - 1))
	});
	const send = bindFetch(auth, session, (input, init) => fetch(input, init));
	return { auth, realtime, rest: { url, publishableKey, fetch: send } };
}
