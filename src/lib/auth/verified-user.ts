import { isAuthApiError, isAuthError } from '@supabase/supabase-js';
import type { RequestClient } from './request-client.ts';

/** The signed-in user, from claims whose signature was verified. */
export interface SignedInUser {
	id: string;
	email: string | undefined;
}

/** The Auth server did not respond, so it is unknown whether the visitor is signed in. */
export class AuthUnreachableError extends Error {
	override name = 'AuthUnreachableError';
}

/**
 * The signed-in user, or null when the request has no session or one that the Auth server rejects. May
 * refresh the session and set cookies, so call it once per request and before the response starts.
 *
 * @throws AuthUnreachableError
 */
export async function readVerifiedUser(
	client: Pick<RequestClient, 'auth'>
): Promise<SignedInUser | null> {
	const { data, error } = await client.auth.getClaims().catch((cause: unknown) => {
		// auth-js throws, rather than returns, errors about a forged token: an unknown algorithm, or
		// one that does not match the key.
		if (!isAuthError(cause)) return { data: null, error: null };
		return { data: null, error: cause };
	});
	if (error && !isVerdict(error)) {
		throw new AuthUnreachableError('The Auth server cannot be reached', { cause: error });
	}
	if (!data) return null;
	return { id: data.claims.sub, email: data.claims.email || undefined };
}

/** Whether an error means that the session is invalid, not that the check failed. */
function isVerdict(error: { name: string }): boolean {
	if (error.name === 'AuthSessionMissingError' || error.name === 'AuthInvalidJwtError') return true;
	// An error without a code comes from the gateway, about itself or the API key.
	return isAuthApiError(error) && Boolean(error.code) && error.status < 500 && error.status !== 429;
}
