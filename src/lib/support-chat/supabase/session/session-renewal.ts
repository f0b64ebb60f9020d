import { REQUEST_TIMEOUT_MS } from '../../core/deadline.ts';
import type { Project } from '../project.ts';
import { CookieStorage } from './cookie-storage.ts';
import { sessionCookieName } from './session-cookie.ts';

/**
 * Renews the session in the cookies through Auth, and stores the new one there. Resolves to the
 * new access token, or to the error; rejects when the request fails. Removes a session that Auth no longer knows.
 *
 * Does not use auth-js, which compares the session's expiry with the browser's clock: with a wrong clock
 * it renews on each call, or never.
 */
export async function renewSession({ url, publishableKey }: Project): Promise<string | Error> {
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
		await storage.setItem(key, JSON.stringify({ ...session, ...renewed }));
		return renewed.access_token;
	}
	if (isFinal(response.status)) await storage.removeItem(key);
	return new Error(`The session was not renewed: ${response.status}`);
}

/** As in auth-js: timeouts, rate limits and server errors may be retried. */
function isFinal(status: number): boolean {
	return status >= 400 && status < 500 && status !== 408 && status !== 429;
}
