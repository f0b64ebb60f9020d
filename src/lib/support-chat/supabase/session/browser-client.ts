import { PostgrestClient } from '@supabase/postgrest-js';
import type { ChatClient } from '../chat-client.ts';
import type { Database } from '../database.types.ts';
import type { RestOptions } from '../rest-client.ts';
import { assembleClient, type ClientOptions } from './client-parts.ts';
import { CookieAuth } from './cookie-auth.ts';
import { TokenAuth } from './token-auth.ts';
import type { UserSession } from './user-session.ts';

/** Cached, as its parts are. */
const clients = new WeakMap<UserSession, ChatClient>();

/** The client for one user session, with all of postgrest-js. Each session has one. */
export function createChatClient(options: ClientOptions, session: UserSession): ChatClient {
	const client = clients.get(session) ?? createClient(options, session);
	clients.set(session, client);
	return client;
}

/** With the host's tokens, or on the session that @supabase/ssr keeps in cookies. */
function createClient(options: ClientOptions, session: UserSession): ChatClient {
	const { project, accessToken } = options;
	const source = accessToken ? new TokenAuth(accessToken) : new CookieAuth(project);
	const createRest = ({ url, publishableKey: apikey, fetch }: RestOptions) =>
		new PostgrestClient<Database>(`${url}/rest/v1`, { headers: { apikey }, fetch });
	return assembleClient(options, session, source, createRest);
}
