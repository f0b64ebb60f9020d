import { endsSoon, tokenExpiresAt } from './token-times.ts';

/**
 * Resolves to the user's access token, or null when nobody is signed in.
 *
 * @param refused the token that the server rejected last, if any: another one is wanted
 */
export type TokenSource = (refused?: string) => Promise<string | null>;

/** A host's function that returns an access token of the project, or null when nobody is signed in. */
export type AccessToken = () => string | null | Promise<string | null>;

/** Calls the host's function only when the last token is about to expire or was rejected. */
export function tokenSource(ask: AccessToken): TokenSource {
	let token: string | null = null;
	let asking: Promise<string | null> | null = null;
	return async (refused) => {
		const isFresh = token && token !== refused && !endsSoon({ expiresAt: tokenExpiresAt(token) });
		if (!isFresh) {
			asking ??= Promise.resolve(ask()).finally(() => (asking = null));
			token = await asking;
		}
		return token;
	};
}
