import { ChatError } from '../core/chat-error.ts';
import type { ChatAuth, ChatClient } from './chat-client.ts';
import { toRestError } from './errors.ts';
import { hasOwnAuth } from './realtime-token.ts';
import { tokenUserId } from './session-cookie.ts';
import { userSession, type UserSession, type UserSessionOptions } from './user-session.ts';

/** The app's own client, bound to the page's user. */
export async function loadClient(options: UserSessionOptions): Promise<ChatClient> {
	return bindClient(await options.client!(), userSession(options));
}

/** The app's client, used for one user only: nothing is asked for or joined in another one's name. */
export function bindClient(client: ChatClient, session: UserSession): ChatClient {
	const auth = hasOwnAuth(client) ? bindAuth(client.auth, session) : null;
	/** The builders of postgrest-js hand their `fetch` on, up to the one that is awaited. */
	const bind = <Builder extends object>(builder: Builder): Builder => {
		const internals = builder as { fetch?: typeof fetch };
		internals.fetch = bindFetch(
			auth,
			session,
			internals.fetch ?? ((input, init) => fetch(input, init))
		);
		return builder;
	};
	const bound = {
		get auth() {
			return auth ?? client.auth;
		},
		realtime: client.realtime,
		from: (...args: Parameters<ChatClient['from']>) => bind(client.from(...args)),
		rpc: (...args: Parameters<ChatClient['rpc']>) => bind(client.rpc(...args)),
		channel: client.channel.bind(client),
		removeChannel: client.removeChannel.bind(client)
	};
	// Bound functions lose their generics.
	return bound as unknown as ChatClient;
}

/** Gives out the user's session and nobody else's. */
export function bindAuth(auth: ChatAuth, session: UserSession): ChatAuth {
	return {
		async getSession() {
			const answer = await auth.getSession();
			const token = answer.data.session?.access_token;
			if (answer.error && !token) return answer;
			try {
				session.check(token ? tokenUserId(token) : null);
				return answer;
			} catch (error) {
				return { data: { session: null }, error: error as ChatError };
			}
		},
		onAuthStateChange: (listener) => auth.onAuthStateChange(listener)
	};
}

/**
 * A `fetch` whose requests carry the user's own token. Without an `auth`, or when the session changes
 * between here and there, the database tells whose the token is.
 */
export function bindFetch(
	auth: ChatAuth | null,
	session: UserSession,
	send: typeof fetch
): typeof fetch {
	return async (input, init) => {
		const headers = new Headers(init?.headers);
		if (auth) {
			const { data, error } = await auth.getSession();
			if (error) throw error;
			headers.set('Authorization', `Bearer ${data.session!.access_token}`);
		}
		const response = await send(input, { ...init, headers });
		if (response.status === 403 && (await isOtherUser(response.clone()))) session.end('other_user');
		return response;
	};
}

async function isOtherUser(response: Response): Promise<boolean> {
	try {
		return toRestError(await response.json(), response.status).code === 'other_user';
	} catch {
		// What is in between may answer with anything.
		return false;
	}
}
