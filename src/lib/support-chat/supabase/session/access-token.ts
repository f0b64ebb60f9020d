import type { ChatClient } from '../chat-client.ts';
import { endsSoon, readSessionCookie, tokenUserId } from './session-cookie.ts';
import type { UserSessionOptions } from './user-session.ts';

/** The page's client, for one user: the host's own, or one that is loaded when first called. */
export type LoadClient = () => Promise<ChatClient>;

/** How to get at the page's client. */
export function clientLoader(options: UserSessionOptions): LoadClient {
	let loading: Promise<ChatClient> | undefined;
	return () => {
		loading ??= (options.client ? import('./bound-client.ts') : import('./browser-client.ts')).then(
			(module) => module.loadClient(options)
		);
		// A failed download is no reason to fail for good.
		loading.catch(() => (loading = undefined));
		return loading;
	};
}

/**
 * The user's token, or null when nobody or somebody else is signed in. Read from the cookie where that
 * suffices, so that supabase-js is loaded only to renew a token that has run out.
 *
 * @param refused the token that the server has refused last, if it has
 */
export async function accessToken(
	{ project, userId, client: hostClient }: UserSessionOptions,
	loadClient: LoadClient,
	refused: string | undefined
): Promise<string | null> {
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
