import { createChunks, stringToBase64URL } from '@supabase/ssr';

// Cookies that a browser may send in place of a valid session.

/** A cookie's name and its raw value in the header. */
export type RawCookie = readonly [name: string, value: string];

/** A session as supabase-js stores it. */
export interface StoredSession {
	access_token: string;
	refresh_token: string;
	expires_at: number;
	[field: string]: unknown;
}

const FAR_OFF = 4102444800;

const encode = (text: string) => `base64-${stringToBase64URL(text)}`;
const bytes = (...all: number[]) => `base64-${Buffer.from(all).toString('base64url')}`;

function jwt(header: string, payload: string, signature = 'c2ln'): string {
	return [stringToBase64URL(header), stringToBase64URL(payload), signature].join('.');
}

/** Values that do not decode to a session. */
const BROKEN_VALUES: Record<string, string> = {
	empty: '',
	'a word': 'x',
	'quotes alone': '""',
	'half a prefix': 'base64',
	'a prefix alone': 'base64-',
	'no base64': 'base64-!!!!',
	'base64 of text': encode('not json'),
	'base64 of half a session': encode('{"access_token":"a'),
	'invalid UTF-8': bytes(0xff, 0xfe, 0xc0, 0x80),
	'UTF-8 cut in the middle': bytes(0x22, 0xe2, 0x82),
	'an invalid code point': bytes(0x22, 0xf7, 0xbf, 0xbf, 0xbf, 0x22),
	'a NUL': encode('\u0000'),
	'a broken escape': '%zz',
	'half an escape': '%E0%A4%A',
	'an escaped NUL': '%00',
	'Latin-1': '\u00e9\u00ff',
	null: encode('null'),
	'a number': encode('1'),
	'a huge number': encode('1e999'),
	text: encode('"text"'),
	true: encode('true'),
	'an empty array': encode('[]'),
	'an array of text': encode('["access_token","refresh_token","expires_at"]'),
	'an empty object': encode('{}'),
	'raw JSON': '%7B%7D',
	'arrays in arrays': encode('['.repeat(1200) + ']'.repeat(1200)),
	'objects in objects': encode('{"a":'.repeat(800) + '1' + '}'.repeat(800)),
	'a prototype': encode(
		'{"__proto__":{"access_token":"a.b.c","refresh_token":"r","expires_at":4102444800}}'
	),
	huge: `base64-${'A'.repeat(6000)}`
};

/** Sessions with one invalid field. */
function brokenSessions(session: StoredSession): Record<string, unknown> {
	const [header = '', payload = '', signature = ''] = session.access_token.split('.');
	const claims = { sub: 'x', exp: FAR_OFF, role: 'authenticated' };
	const token = (access_token: unknown) => ({ ...session, expires_at: FAR_OFF, access_token });
	const signed = (of: unknown) => token(jwt('{"alg":"HS256","typ":"JWT"}', JSON.stringify(of)));
	return {
		'no access token': { refresh_token: 'r', expires_at: FAR_OFF },
		'only an access token': { access_token: session.access_token },
		'a token that is null': token(null),
		'a token that is a number': token(1),
		'a token that is an object': token({ split: 1 }),
		'a token that is an array': token([session.access_token]),
		'an empty token': token(''),
		'a token of dots': token('..'),
		'a token of two parts': token(`${header}.${payload}`),
		'a token of four parts': token(`${session.access_token}.x`),
		'a token with a line break': token(`${header}.${payload}\r\nx: y.${signature}`),
		'a token beyond ASCII': token('é.ü.🙂'),
		'a token with a lone surrogate': token(`${header}.${payload}.\ud800`),
		'a token without JSON': token('YQ.Yg.Yw'),
		'a token of nulls': token(jwt('null', 'null')),
		'a token of numbers': token(jwt('1', '1')),
		'a token of arrays': token(jwt('[]', '[]')),
		'a token of text': token(jwt('"a"', '"b"')),
		'a token of prototypes': token(jwt('{"__proto__":null}', '{"__proto__":{"sub":"x"}}')),
		'a token without an expiry': token(jwt('{"alg":"HS256"}', '{"sub":"x"}')),
		'a token whose expiry is text': signed({ ...claims, exp: 'later' }),
		'a token whose expiry is infinity': token(jwt('{"alg":"HS256"}', '{"sub":"x","exp":1e999}')),
		'a token expired long ago': signed({ ...claims, exp: 1 }),
		'a token for nobody': signed({ exp: FAR_OFF }),
		'a token for a number': signed({ ...claims, sub: 1 }),
		'a token for an object': signed({ ...claims, sub: {} }),
		'an unsigned token': token(jwt('{"alg":"none"}', JSON.stringify(claims), '')),
		'a token with a wrong signature': token(`${header}.${payload}.${signature.slice(1)}A`),
		'a token of an unknown key': token(jwt('{"alg":"ES256","kid":"x"}', JSON.stringify(claims))),
		'a token of a key that is a path': token(
			jwt('{"alg":"ES256","kid":"../x"}', JSON.stringify(claims))
		),
		'a token of a key that is an object': token(
			jwt('{"alg":"ES256","kid":{}}', JSON.stringify(claims))
		),
		'a token whose algorithm is a number': token(jwt('{"alg":1}', JSON.stringify(claims))),
		'a token of an unknown algorithm': token(
			jwt('{"alg":"__proto__","kid":"x"}', JSON.stringify(claims))
		),
		'a long token': token(
			jwt('{"alg":"HS256"}', JSON.stringify({ ...claims, a: 'x'.repeat(5000) }))
		),
		'an expiry that is null': { ...session, expires_at: null, access_token: 'a.b.c' },
		'an expiry that is text': { ...session, expires_at: 'x', access_token: 'a.b.c' },
		'a user that is a number': { ...session, access_token: 'a.b.c', user: 1 },
		'expired, a user that is text': { ...session, expires_at: 1, refresh_token: 'x', user: 'x' },
		'expired, no refresh token': { ...session, expires_at: 1, refresh_token: null },
		'expired, a refresh token that is a number': { ...session, expires_at: 1, refresh_token: 1 },
		'expired, a refresh token that is an object': {
			...session,
			expires_at: 1,
			refresh_token: { a: 1 }
		},
		'expired, a NUL as refresh token': { ...session, expires_at: 1, refresh_token: '\u0000' },
		'expired, a lone surrogate as refresh token': {
			...session,
			expires_at: 1,
			refresh_token: '\ud800'
		},
		'expired, an unknown refresh token': { ...session, expires_at: 1, refresh_token: 'x' },
		'expired, a long refresh token': {
			...session,
			expires_at: 1,
			refresh_token: 'x'.repeat(5000)
		}
	};
}

/**
 * Cookies by what is wrong with them. None of them is a valid session.
 *
 * @param name name of the session's cookie
 * @param session a valid session to break
 */
export function hostileCookies(
	name: string,
	session: StoredSession
): Record<string, readonly RawCookie[]> {
	const whole = `base64-${stringToBase64URL(JSON.stringify(session))}`;
	const [head = '', tail = ''] = [whole.slice(0, 600), whole.slice(600)];
	const cookies: Record<string, readonly RawCookie[]> = {};
	for (const [what, value] of Object.entries(BROKEN_VALUES)) cookies[what] = [[name, value]];
	for (const [what, value] of Object.entries(brokenSessions(session))) {
		cookies[what] = createChunks(name, encode(JSON.stringify(value))).map((chunk) => [
			chunk.name,
			encodeURIComponent(chunk.value)
		]);
	}
	return {
		...cookies,
		'a first part alone': [[`${name}.0`, head]],
		'a second part alone': [[`${name}.1`, tail]],
		'parts in the other order': [
			[`${name}.0`, tail],
			[`${name}.1`, head]
		],
		'parts with a gap': [
			[`${name}.0`, head],
			[`${name}.2`, tail]
		],
		'parts of two sessions': [
			[`${name}.0`, head],
			[`${name}.1`, encode('{"access_token":1}')]
		],
		'a broken whole and whole parts': [
			[name, 'x'],
			[`${name}.0`, head],
			[`${name}.1`, tail]
		],
		'many parts': Array.from({ length: 100 }, (_, i) => [`${name}.${i}`, 'A'.repeat(20)] as const),
		'a part with an invalid number': [
			[name, 'x'],
			[`${name}.99999999999999999999`, 'x']
		]
	};
}
