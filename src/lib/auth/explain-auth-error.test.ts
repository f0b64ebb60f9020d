import { describe, expect, test } from 'vitest';
import { pages } from '../server/page-language/en.ts';
import {
	explainAuthError,
	explainSignInRefusal,
	isSilentOnAccount,
	refusalStatus
} from './explain-auth-error.ts';

const texts = pages.refusals;
const api = (code: string, status = 400) => ({ name: 'AuthApiError', code, status });
const DOWN = { name: 'AuthRetryableFetchError', status: 0 };

test('a failed sign-in reads the same whether or not the account exists', () => {
	const unknown = explainSignInRefusal(api('invalid_credentials'), texts);
	expect(unknown).toEqual({ status: 400, words: expect.stringMatching(/password is incorrect/) });
	for (const error of [
		api('email_not_confirmed'),
		api('user_banned', 403),
		api('user_not_found', 404),
		api('something_new', 422)
	]) {
		expect(explainSignInRefusal(error, texts), error.code).toEqual(unknown);
	}
});

test('errors that reveal nothing about the account are shown', () => {
	expect(explainSignInRefusal(api('over_request_rate_limit', 429), texts)).toMatchObject({
		status: 429
	});
	expect(explainSignInRefusal(DOWN, texts)).toEqual({
		status: 503,
		words: 'The sign-in service isn’t responding. Wait a minute and try again.'
	});
	expect(explainSignInRefusal(api('unexpected_failure', 500), texts).status).toBe(503);
});

describe('isSilentOnAccount', () => {
	test.each([
		DOWN,
		api('weak_password', 422),
		api('signup_disabled', 422),
		api('over_request_rate_limit', 429)
	])('is true for $name $code', (error) => expect(isSilentOnAccount(error)).toBe(true));

	test.each([
		api('over_email_send_rate_limit', 429),
		api('email_address_not_authorized'),
		api('email_exists', 422),
		{ name: 'AuthRetryableFetchError', code: 'sent no mail', status: 500 },
		{ name: 'AuthRetryableFetchError', code: 'waited for a mail', status: 504 }
	])('is false for $code', (error) => expect(isSilentOnAccount(error)).toBe(false));
});

test('an error without a code shows none of the server’s message', () => {
	const error = { ...api('', 400), message: 'Failing row contains (secret)' };
	expect(explainAuthError(error, texts)).toBe('That didn’t work. Wait a minute and try again.');
});

test('anything but a 4xx of the Auth server becomes 503', () => {
	expect([400, 422, 429, 499].map((status) => refusalStatus({ status }))).toEqual([
		400, 422, 429, 499
	]);
	for (const status of [undefined, 0, 200, 302, 500, 504, 520]) {
		expect(refusalStatus({ status })).toBe(503);
	}
});
