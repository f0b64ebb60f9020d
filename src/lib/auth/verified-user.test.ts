import {
	AuthApiError,
	AuthRetryableFetchError,
	AuthSessionMissingError,
	AuthUnknownError
} from '@supabase/supabase-js';
import { expect, test } from 'vitest';
import type { RequestClient } from './request-client.ts';
import { AuthUnreachableError, readVerifiedUser } from './verified-user.ts';

/** A client whose `getClaims` does what it is told. */
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
	['there is none', claiming(async () => ({ data: null, error: null }))],
	['it has ended', refused(new AuthSessionMissingError())],
	['the Auth server refuses the token', refused(new AuthApiError('no', 403, 'bad_jwt'))],
	['it cannot be renewed', refused(new AuthApiError('no', 400, 'refresh_token_not_found'))],
	[
		'its token names an algorithm that nobody has',
		claiming(() => Promise.reject(new Error('Invalid alg claim')))
	],
	['its token fits no key', claiming(() => Promise.reject(new DOMException('no', 'DataError')))]
])('a session is nobody’s when %s', async (_why, client) => {
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
	['answers with a page', refused(new AuthUnknownError('no JSON', null))]
])('nobody can say who it is while the Auth server %s', async (_why, client) => {
	await expect(readVerifiedUser(client)).rejects.toThrow(AuthUnreachableError);
});
