import { REQUEST_TIMEOUT_MS } from '../../core/deadline.ts';
import { noteServerTime } from '../../core/server-clock.ts';
import type { Project } from '../chat-client.ts';
import { CookieStorage } from './cookie-storage.ts';
import { sessionCookieName, tokenIssuedAt } from './session-cookie.ts';

/**
 * Has Auth renew the session in the cookies, and writes the new one there. Resolves with what went wrong,
 * null when nothing did. A session that Auth does not know any more is taken out of the cookies.
 *
 * Not by auth-js: it compares the session's end with the browser's clock, and renews at each call, or
 * never, where that is wrong.
 */
export async function renewSession({ url, publishableKey }: Project): Promise<Error | null> {
	const storage = new CookieStorage(document, location.protocol === 'https:');
	const key = sessionCookieName(url);
	const session = JSON.parse((await storage.getItem(key)) ?? 'null');
	if (!session?.refresh_token) return new Error('There is no session to renew');
	const response = await fetch(`${url}/auth/v1/token?grant_type=refresh_token`, {
		method: 'POST',
		headers: { apikey: publishableKey, 'content-type': 'application/json' },
		body: JSON.stringify({ refresh_token: session.refresh_token }),
		signal: AbortSignal.timeout(REQUEST_TIMEOUT_MS)
	});
	if (response.ok) {
		const renewed = await response.json();
		noteServerTime(tokenIssuedAt(renewed.access_token));
		await storage.setItem(key, JSON.stringify({ ...session, ...renewed }));
		return null;
	}
	if (isFinal(response.status)) await storage.removeItem(key);
	return new Error(`The session was not renewed: ${response.status}`);
}

/** As auth-js has it: whoever is too fast, or meets a server in trouble, may come again. */
function isFinal(status: number): boolean {
	return status >= 400 && status < 500 && status !== 408 && status !== 429;
}
