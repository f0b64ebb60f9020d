import { ChatError } from '../../core/chat-error.ts';
import type { ChatAuth, ChatClient } from '../chat-client.ts';
import { noteAnswer } from '../../core/sync/reachability.ts';
import { noteTimeOf } from '../../core/server-clock.ts';
import { toRestError } from '../errors.ts';
import type { Project } from '../project.ts';
import { hostAuth } from './host-auth.ts';
import { hasOwnAuth } from './realtime-token.ts';
import { tokenUserId } from './session-cookie.ts';
import { userSession, type UserSession, type UserSessionOptions } from './user-session.ts';

/** The host's own client, bound to the page's user. */
export async function loadClient(options: UserSessionOptions): Promise<ChatClient> {
	return bindClient(await options.client!(), userSession(options), options.project);
}

/** Binds a client to one user: it sends no request and joins no channel as anybody else. */
export function bindClient(client: ChatClient, session: UserSession, project: Project): ChatClient {
	const auth = hasOwnAuth(client) ? bindAuth(hostAuth(client.auth), session) : null;
	/** postgrest-js passes a builder's `fetch` on to each builder chained from it. */
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
		project,
		hostToken: (client as { accessToken?: ChatClient['hostToken'] }).accessToken,
		from: (...args: Parameters<ChatClient['from']>) => bind(client.from(...args)),
		rpc: (...args: Parameters<ChatClient['rpc']>) => bind(client.rpc(...args)),
		channel: client.channel.bind(client),
		removeChannel: client.removeChannel.bind(client)
	};
	// Bound functions lose their generics.
	return bound as unknown as ChatClient;
}

/** Wraps `auth` so that `getSession` fails with a `ChatError` for any session but the user's. */
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
		refuse: (token) => auth.refuse?.(token) ?? false,
		onAuthStateChange: (listener) => auth.onAuthStateChange(listener)
	};
}

/**
 * A `fetch` that sends the user's own token. Without an `auth`, or when the session changes after the
 * check, the database detects another user's token, and the session ends then.
 */
export function bindFetch(
	auth: ChatAuth | null,
	session: UserSession,
	send: typeof fetch
): typeof fetch {
	const sendAs = async (token: string | null, ...[input, init]: Parameters<typeof fetch>) => {
		const headers = new Headers(init?.headers);
		if (token) headers.set('Authorization', `Bearer ${token}`);
		const sentAt = performance.now();
		const response = await send(input, { ...init, headers });
		noteTimeOf(response);
		noteAnswer(sentAt);
		return response;
	};
	return async (input, init) => {
		const token = auth && (await tokenOf(auth));
		let response = await sendAs(token, input, init);
		// Expired by the server's clock, whatever the browser's clock says: renew and retry once.
		if (token && (await refusesToken(response)) && auth.refuse?.(token)) {
			response = await sendAs(await tokenOf(auth), input, init);
		}
		if (response.status === 403 && (await isOtherUser(response.clone()))) session.end('other_user');
		return response;
	};
}

/** @throws when there is no token at the moment */
async function tokenOf(auth: ChatAuth): Promise<string> {
	const { data, error } = await auth.getSession();
	if (error) throw error;
	return data.session!.access_token;
}

/** PostgREST's token errors (PGRST30x), or the wording of a gateway in front of it. */
async function refusesToken(response: Response): Promise<boolean> {
	return response.status === 401 && /PGRST30|jwt|expired/i.test(await response.clone().text());
}

async function isOtherUser(response: Response): Promise<boolean> {
	try {
		return toRestError(await response.json(), response.status).code === 'other_user';
	} catch {
		// A proxy may respond with anything.
		return false;
	}
}
