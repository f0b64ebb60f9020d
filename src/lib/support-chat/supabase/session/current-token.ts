import type { ChatClient } from '../chat-client.ts';
import { endsSoon, readSessionCookie, tokenUserId } from './session-cookie.ts';
import type { UserSessionOptions } from './user-session.ts';

/** Resolves to the page's client, bound to one user: the host's own, or one loaded on the first call. */
export type LoadClient = () => Promise<ChatClient>;

/** Returns a loader of the page's client; all calls share one load. */
export function clientLoader(options: UserSessionOptions): LoadClient {
	let loading: Promise<ChatClient> | undefined;
	return () => {
		loading ??= (options.client ? import('./bound-client.ts') : import('./browser-client.ts')).then(
			(module) => module.loadClient(options)
		);
		// Retry a failed download on the next call.
		loading.catch(() => (loading = undefined));
		return loading;
	};
}

/**
 * The user's access token, or null when nobody or another user is signed in. Read from the cookie where
 * possible, so that supabase-js is loaded only to renew an expired token.
 *
 * @param refused the token that the server rejected last, if any
 */
export async function currentToken(
	{ project, userId, client: hostClient, accessToken }: UserSessionOptions,
	loadClient: LoadClient,
	refused: string | undefined
): Promise<string | null> {
	if (accessToken) {
		const token = await accessToken(refused);
		return token && tokenUserId(token) === userId ? token : null;
	}
	if (!hostClient) {
		const session = readSessionCookie(document.cookie, project.url);
		if (!session || tokenUserId(session.accessToken) !== userId) return null;
		if (session.accessToken !== refused && !endsSoon(session)) return session.accessToken;
	}
	const client = await loadClient();
	if (refused) client.auth.refuse?.(refused);
	const { data } = await client.auth.getSession();
	return data.session?.access_token ?? null;
}
