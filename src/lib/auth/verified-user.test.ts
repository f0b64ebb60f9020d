import {
	AuthApiError,
	AuthRetryableFetchError,
	AuthSessionMissingError,
	AuthUnknownError
} from '@supabase/supabase-js';
import { expect, test } from 'vitest';
import type { RequestClient } from './request-client.ts';
import { AuthUnreachableError, readVerifiedUser } from './verified-user.ts';

/** A client with the given `getClaims`. */
function claiming(getClaims: () => Promise<unknown>): Pick<RequestClient, 'auth'> {
	return { auth: { getClaims } } as unknown as Pick<RequestClient, 'auth'>;
}

const refused = (error: Error) => claiming(async () => ({ data: null, error }));

test('verified claims are the user', async () => {
	const claims = { sub: 'a', email: 'user@example.com' };
	const client = claiming(async () => ({ data: { claims }, error: null }));
	expect(await readVerifiedUser(client)).toEqual({ id: 'a', email: 'user@example.com' });
});

test.each([
	['there is no session', claiming(async () => ({ data: null, error: null }))],
	['it is missing', refused(new AuthSessionMissingError())],
	['the Auth server rejects the token', refused(new AuthApiError('no', 403, 'bad_jwt'))],
	[
		'the session cannot be renewed',
		refused(new AuthApiError('no', 400, 'refresh_token_not_found'))
	],
	[
		'its token names an unknown algorithm',
		claiming(() => Promise.reject(new Error('Invalid alg claim')))
	],
	['its token matches no key', claiming(() => Promise.reject(new DOMException('no', 'DataError')))]
])('nobody is signed in when %s', async (_why, client) => {
	expect(await readVerifiedUser(client)).toBeNull();
});

test.each([
	['is not reached', refused(new AuthRetryableFetchError('down', 0))],
	[
		'throws that it is not reached',
		claiming(() => Promise.reject(new AuthRetryableFetchError('down', 503)))
	],
	['fails', refused(new AuthApiError('oops', 500, 'unexpected_failure'))],
	['is too busy', refused(new AuthApiError('slowly', 429, 'over_request_rate_limit'))],
	[
		'is behind a gateway that refuses the key',
		refused(new AuthApiError('Invalid API key', 401, undefined))
	],
	['responds with an HTML page', refused(new AuthUnknownError('no JSON', null))]
])('throws AuthUnreachableError when the Auth server %s', async (_why, client) => {
	await expect(readVerifiedUser(client)).rejects.toThrow(AuthUnreachableError);
});
