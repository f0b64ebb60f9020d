import type { ChatClient, Project } from './chat-client.ts';
import { readSessionCookie, RENEW_BEFORE_MS } from './session-cookie.ts';

/** The page's supabase-js client: the host's own, or one that is loaded when first called. */
export type LoadClient = () => Promise<ChatClient>;

/** How to get at the page's client. `hostClient` is what the app gave, if anything. */
export function clientLoader(
	project: Project,
	hostClient?: () => ChatClient | Promise<ChatClient>
): LoadClient {
	let loading: Promise<ChatClient> | undefined;
	return () => {
		loading ??= hostClient
			? Promise.resolve(hostClient())
			: import('./browser-client.ts').then((module) => module.createChatClient(project));
		// A failed download is no reason to fail for good.
		loading.catch(() => (loading = undefined));
		return loading;
	};
}

/**
 * The signed-in user's token, or null. Read from the cookie where that suffices, so that
 * supabase-js is loaded only to renew a token that has run out.
 */
export async function accessToken(
	project: Project,
	loadClient: LoadClient,
	hasHostClient: boolean
): Promise<string | null> {
	if (!hasHostClient) {
		const session = readSessionCookie(document.cookie, project.url);
		if (!session) return null;
		if (session.expiresAt - Date.now() > RENEW_BEFORE_MS) return session.accessToken;
	}
	const client = await loadClient();
	const { data } = await client.auth.getSession();
	return data.session?.access_token ?? null;
}
