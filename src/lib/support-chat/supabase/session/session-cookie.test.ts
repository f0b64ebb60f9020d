import { describe, expect, it } from 'vitest';
import { readSessionCookie } from './session-cookie.ts';

const url = 'https://abcdef.supabase.co';
const session = { access_token: 'header.päyload.sign', expires_at: 1_800_000_000, user: { x: 1 } };
const json = JSON.stringify(session);
const encoded = `base64-${Buffer.from(json).toString('base64url')}`;
const expected = { accessToken: session.access_token, expiresAt: 1_800_000_000_000 };

describe('readSessionCookie', () => {
	it('reads one cookie among others', () => {
		const cookies = `a=b; sb-abcdef-auth-token=${encoded}; c=d=e`;
		expect(readSessionCookie(cookies, url)).toEqual(expected);
	});

	it('joins the chunks of a session in order', () => {
		const [first, second] = [encoded.slice(0, 40), encoded.slice(40)];
		const cookies = `sb-abcdef-auth-token.1=${second}; sb-abcdef-auth-token.0=${first}`;
		expect(readSessionCookie(cookies, url)).toEqual(expected);
	});

	it('reads a session that is not encoded', () => {
		const cookies = `sb-abcdef-auth-token=${encodeURIComponent(json)}`;
		expect(readSessionCookie(cookies, url)).toEqual(expected);
	});

	it('derives the local stack’s cookie name from the first label of its address', () => {
		expect(readSessionCookie(`sb-127-auth-token=${encoded}`, 'http://127.0.0.1:54321')).toEqual(
			expected
		);
	});

	it.each([
		'',
		'sb-other-auth-token=' + encoded,
		'sb-abcdef-auth-token=base64-%%%',
		'sb-abcdef-auth-token=base64-e30',
		'sb-abcdef-auth-token-code-verifier=base64-InYi'
	])('finds nobody signed in in %j', (cookies) => {
		expect(readSessionCookie(cookies, url)).toBeNull();
	});
});
