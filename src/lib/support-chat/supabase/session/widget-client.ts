import type { ChatClient } from '../chat-client.ts';
import { RestClient } from '../rest-client.ts';
import { assembleClient } from './client-parts.ts';
import { CookieAuth } from './cookie-auth.ts';
import { userSession, type UserSessionOptions } from './user-session.ts';

/**
 * The page's client, bound to its user, with the requests that the widget makes: with the host's tokens, or on the
 * session that @supabase/ssr keeps in cookies.
 */
export async function loadClient(options: UserSessionOptions): Promise<ChatClient> {
	const { project, accessToken } = options;
	const source = accessToken
		? await import('./token-auth.ts').then((module) => new module.TokenAuth(accessToken))
		: new CookieAuth(project);
	return assembleClient(options, userSession(options), source, (rest) => new RestClient(rest));
}
