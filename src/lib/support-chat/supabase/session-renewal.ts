import { AuthClient } from '@supabase/auth-js';
import type { ChatAuth, Project } from './chat-client.ts';
import { CookieStorage } from './cookie-storage.ts';
import { sessionCookieName } from './session-cookie.ts';

/** Two with one session would both renew it. */
const clients = new Map<string, Pick<ChatAuth, 'getSession'>>();

/** auth-js over the server's cookies. Its `getSession` renews what has run out. One a page. */
export function authClient({ url, publishableKey: apikey }: Project): Pick<ChatAuth, 'getSession'> {
	const client =
		clients.get(url) ??
		new AuthClient({
			url: `${url}/auth/v1`,
			headers: { apikey, Authorization: `Bearer ${apikey}` },
			storageKey: sessionCookieName(url),
			// A refreshed session is written here: it must not lose what the server's cookies had.
			storage: new CookieStorage(document, location.protocol === 'https:'),
			flowType: 'pkce',
			// Who needs a token asks for it, realtime at each heartbeat.
			autoRefreshToken: false,
			// A code in the address is for the app.
			detectSessionInUrl: false
		});
	clients.set(url, client);
	return client;
}
