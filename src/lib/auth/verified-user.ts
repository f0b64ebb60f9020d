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
 * The signed-in user, or null. May refresh the session and with it set cookies, so call it once
 * a request and before the response starts.
 */
export async function readVerifiedUser(client: RequestClient): Promise<SignedInUser | null> {
	const { data, error } = await client.auth.getClaims();
	if (error?.name === 'AuthRetryableFetchError') {
		throw new AuthUnreachableError('The Auth server cannot be reached', { cause: error });
	}
	if (!data) return null;
	return { id: data.claims.sub, email: data.claims.email || undefined };
}
