import { createChunks, stringToBase64URL } from '@supabase/ssr';
import { describe, expect, test } from 'vitest';
import { holdsSession, sessionCookies } from './session-cookies.ts';

const PROJECT = { url: 'https://abc.supabase.co', publishableKey: 'sb_publishable_abc' };
const NAME = 'sb-abc-auth-token';

function jwt(header: unknown, claims: unknown, signature = 'c2ln'): string {
	const part = (value: unknown) => stringToBase64URL(JSON.stringify(value));
	return `${part(header)}.${part(claims)}.${signature}`;
}

const TOKEN = jwt({ alg: 'HS256', typ: 'JWT' }, { sub: 'a', exp: 4102444800 });
const SESSION = { access_token: TOKEN, refresh_token: 'r', expires_at: 1, user: { id: 'a' } };

function cookiesOf(session: unknown, padding = '') {
	const json = JSON.stringify(session) + padding;
	return createChunks(NAME, `base64-${stringToBase64URL(json)}`);
}

describe('a session', () => {
	test.each([
		['whole', cookiesOf(SESSION)],
		['in chunks', cookiesOf({ ...SESSION, user: { name: 'x'.repeat(5000) } })],
		['not encoded, as older versions kept it', [{ name: NAME, value: JSON.stringify(SESSION) }]],
		['without the user', cookiesOf({ ...SESSION, user: undefined })],
		[
			'signed with a key of its own',
			cookiesOf({ ...SESSION, access_token: jwt({ alg: 'ES256', kid: 'k' }, { sub: 'a', exp: 1 }) })
		],
		['with more in it', cookiesOf({ ...SESSION, expires_in: 3600, provider_token: null })]
	])('%s is valid', async (_what, cookies) => {
		expect(await holdsSession(cookies, PROJECT)).toBe(true);
	});

	test.each([
		['null', null],
		['an array', [SESSION]],
		['without a token', { ...SESSION, access_token: undefined }],
		['with a token that is a number', { ...SESSION, access_token: 1 }],
		['with a token that is no JWT', { ...SESSION, access_token: 'a.b.c' }],
		['with a token of nulls', { ...SESSION, access_token: jwt(null, null) }],
		[
			'with a token without a user',
			{ ...SESSION, access_token: jwt({ alg: 'HS256' }, { exp: 1 }) }
		],
		[
			'with a token whose expiry is a word',
			{ ...SESSION, access_token: jwt({ alg: 'HS256' }, { sub: 'a', exp: 'x' }) }
		],
		[
			'with a key that is an object',
			{ ...SESSION, access_token: jwt({ alg: 'ES256', kid: {} }, { sub: 'a', exp: 1 }) }
		],
		['with a token too long for a gateway', { ...SESSION, access_token: TOKEN + 'A'.repeat(8000) }],
		['without a refresh token', { ...SESSION, refresh_token: null }],
		['with an empty refresh token', { ...SESSION, refresh_token: '' }],
		['with a NUL as refresh token', { ...SESSION, refresh_token: '\u0000' }],
		['whose expiry is a word', { ...SESSION, expires_at: 'x' }],
		['whose user is a number', { ...SESSION, user: 1 }]
	])('%s is invalid', async (_what, session) => {
		expect(await holdsSession(cookiesOf(session), PROJECT)).toBe(false);
	});

	test.each([
		['nothing', []],
		['an empty cookie', [{ name: NAME, value: '' }]],
		['text', [{ name: NAME, value: 'x' }]],
		['invalid base64', [{ name: NAME, value: 'base64-!' }]],
		['a truncated cookie', [{ name: NAME, value: cookiesOf(SESSION)[0]!.value.slice(0, 90) }]],
		[
			'another project’s',
			cookiesOf(SESSION).map(({ value }) => ({ name: 'sb-xyz-auth-token', value }))
		],
		['a later chunk alone', [{ name: `${NAME}.1`, value: cookiesOf(SESSION)[0]!.value }]],
		['trailing text', cookiesOf(SESSION, 'x')]
	])('is not found in %s', async (_what, cookies) => {
		expect(await holdsSession(cookies, PROJECT)).toBe(false);
	});
});

test('sessionCookies returns this project’s cookies, whole or in chunks, and no others', () => {
	const names = [
		NAME,
		`${NAME}.0`,
		`${NAME}.12`,
		`${NAME}.x`,
		`${NAME}-code-verifier`,
		'sb-abcd-auth-token',
		'a'
	];
	const cookies = names.map((name) => ({ name, value: 'x' }));
	expect(sessionCookies(cookies, PROJECT).map(({ name }) => name)).toEqual(names.slice(0, 3));
});
