import type { LoadClient } from './client-loader.ts';
import { readSessionCookie, tokenUserId, type SessionToken } from './session-cookie.ts';
import type { UserSessionOptions } from './user-session.ts';

/**
 * The user's access token, or null when nobody or another user is signed in. Read from the cookie where
 * possible, so that supabase-js is loaded only to renew an expired token.
 *
 * @param refused the token that the server rejected last, if any
 * @param endsSoon whether a token is to be renewed before it is used; without it, one is used until it is refused
 */
export async function currentToken(
	{ project, userId, client: hostClient, accessToken }: UserSessionOptions,
	loadClient: LoadClient,
	refused: string | undefined,
	endsSoon: (session: SessionToken) => boolean = () => false
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
