import { isAuthApiError, isAuthError } from '@supabase/supabase-js';
import type { RequestClient } from './request-client.ts';

/** Who is signed in, from claims whose signature was checked. */
export interface SignedInUser {
	id: string;
	email: string | undefined;
}

/** The Auth server gave no answer, so nobody can say whether the visitor is signed in. */
export class AuthUnreachableError extends Error {
	override name = 'AuthUnreachableError';
}

/**
 * The signed-in user, or null when the request has no session or one that the Auth server refuses. May
 * refresh the session and with it set cookies, so call it once a request and before the response starts.
 *
 * @throws AuthUnreachableError
 */
export async function readVerifiedUser(
	client: Pick<RequestClient, 'auth'>
): Promise<SignedInUser | null> {
	const { data, error } = await client.auth.getClaims().catch((cause: unknown) => {
		// Thrown and not returned: a token that names a key and an algorithm that do not fit, or one
		// that no Auth server makes. A fault of the token, so nobody is signed in by it.
		if (!isAuthError(cause)) return { data: null, error: null };
		return { data: null, error: cause };
	});
	if (error && !isVerdict(error)) {
		throw new AuthUnreachableError('The Auth server cannot be reached', { cause: error });
	}
	if (!data) return null;
	return { id: data.claims.sub, email: data.claims.email || undefined };
}

/** Whether an error says that the session is no good, and not that the question was not answered. */
function isVerdict(error: { name: string }): boolean {
	if (error.name === 'AuthSessionMissingError' || error.name === 'AuthInvalidJwtError') return true;
	// Without a code it is the gateway's answer, about itself or about the key.
	return isAuthApiError(error) && Boolean(error.code) && error.status < 500 && error.status !== 429;
}
