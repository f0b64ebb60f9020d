import { randomUUID } from 'node:crypto';
import { REDIRECT_TRICKS } from '../fixtures/redirect-tricks.ts';

// What may come in a request beside its cookies: headers, addresses and bodies of every shape. Values
// are written byte by byte, so a letter above U+00FF would not be what it looks like here.

export type RawHeader = readonly [name: string, value: string];

const FORM = 'application/x-www-form-urlencoded';
const LONG = 'x'.repeat(6000);

/** Odd values, by the header that they come in. */
const HEADER_VALUES: Record<string, readonly string[]> = {
	accept: [
		'',
		'*',
		'*/*;q=',
		';;;',
		','.repeat(4000),
		'text/html;q=-1, application/json;q=9',
		LONG
	],
	'accept-language': [
		'',
		'*',
		'en;q=NaN',
		'__proto__',
		'constructor, toString;q=0.9',
		'en-'.repeat(1500),
		'de_DE.UTF-8@euro',
		'\u00e9\u00ff\u0080',
		`en${' '.repeat(4000)}`,
		'x-klingon-\u00bd;q=1e999'
	],
	'accept-encoding': ['', 'identity;q=0', 'gzip, br, zstd', LONG],
	origin: ['', 'null', 'https://', '*', 'file://', 'http://localhost, http://localhost', LONG],
	referer: ['', 'x', 'javascript:alert(1)', '//', 'http://[', LONG],
	'x-forwarded-host': ['', 'evil.example', 'a b', '[::1', 'evil.example, other.example'],
	'x-forwarded-proto': ['', 'https', 'javascript', 'http:', 'https,http'],
	'x-forwarded-port': ['', '-1', 'x', '99999'],
	'x-forwarded-for': ['', 'x', '127.0.0.1, ::1', ','.repeat(2000)],
	forwarded: ['for=x;host=evil.example;proto=javascript', ';;;'],
	'x-http-method-override': ['DELETE', 'TRACE', 'x'],
	'x-original-url': ['/admin', '//evil.example'],
	'x-rewrite-url': ['/admin'],
	'x-sveltekit-action': ['true', ''],
	'x-sveltekit-pathname': ['/admin', '\\\\evil.example', '%zz'],
	'x-sveltekit-search': ['?a', '%zz'],
	'x-sveltekit-error': ['true'],
	range: ['bytes=0-', 'bytes=-1', 'bytes=9-1', 'bytes=x', 'x', `bytes=${'0-1,'.repeat(500)}`],
	'if-none-match': ['*', 'W/', '"', LONG],
	'if-modified-since': ['', 'yesterday', 'Thu, 01 Jan 1970 00:00:00 GMT'],
	expect: ['x', '100-continue'],
	upgrade: ['websocket', 'h2c'],
	te: ['trailers'],
	authorization: ['', 'Bearer', 'Bearer x', 'Basic eDp4', LONG],
	apikey: ['x'],
	'user-agent': ['', LONG, '\u00ff'],
	purpose: ['prefetch'],
	dnt: ['\u00bd'],
	['__proto__']: ['x'],
	['constructor']: ['x']
};

/** Odd headers, one at a time. */
export const HOSTILE_HEADERS: readonly RawHeader[] = Object.entries(HEADER_VALUES).flatMap(
	([name, values]) => values.map((value): RawHeader => [name, value])
);

/** What may stand behind a path. */
export const HOSTILE_SUFFIXES: readonly string[] = [
	'/',
	'//',
	'/.',
	'/..',
	'/%2e%2e',
	'/%2f',
	'/%5c',
	'/%00',
	'/%zz',
	'/%ff',
	'/%c0%ae',
	'%20',
	';jsessionid=1',
	'.html',
	'/__data.json',
	'.html__data.json',
	'/__data.json/',
	'/__route.js',
	'/__proto__',
	'/constructor',
	'/\u00e9',
	`/${LONG}`
];

/** Addresses that belong to no page. */
export const HOSTILE_PATHS: readonly string[] = [
	'//',
	'///',
	'//evil.example/',
	'/\\evil.example',
	'/..',
	'/../../etc/passwd',
	'/..%2f..%2fetc/passwd',
	'/%',
	'/%00',
	'/%zz',
	'/%E0%A4%A',
	'/\u00ff',
	'/favicon.svg',
	'/favicon.svg/',
	'/favicon.svg%00',
	'/error.css',
	'/robots.txt',
	'/_app',
	'/_app/',
	'/_app/env.js',
	'/_app/version.json',
	'/_app/immutable/',
	'/_app/immutable/nothing.js',
	'/_app/immutable/../../server/index.js',
	'/_app/remote/x',
	'/_app/remote/x/y',
	'/__data.json',
	'/__route.js',
	'/__proto__',
	'/constructor',
	'/nothing-here',
	'/nothing-here/__data.json',
	'/admin/__proto__',
	`/admin/${randomUUID()}`,
	'/admin/%00',
	'/admin/%F0%9F%99%82',
	`/${LONG}`,
	'*',
	'http://evil.example/',
	'http://localhost/admin',
	'http://['
];

/** Queries that ask for a form action. */
export const ACTION_QUERIES = [
	'?/unknownAction',
	'?/default',
	'?/',
	'?/constructor',
	'?/toString',
	'?/__proto__',
	'?/hasOwnProperty',
	'?/__defineGetter__',
	'?/archive&/restore',
	'?/%00'
];

/** Queries, with what SvelteKit reads for itself and each name that a page of the app reads. */
export const HOSTILE_QUERIES: readonly string[] = [
	'?',
	'??',
	'?&&&',
	'?=',
	'?a=b=c',
	'?%',
	'?%zz=%zz',
	'?%00=%00',
	'?%ff=%ff',
	'?\u00ff=\u00ff',
	'?__proto__=x&constructor=x',
	`?${'a&'.repeat(3000)}`,
	`?q=${LONG}`,
	'?x-sveltekit-invalidated=',
	'?x-sveltekit-invalidated=1',
	'?x-sveltekit-invalidated=junk',
	`?x-sveltekit-invalidated=${'01'.repeat(2000)}`,
	'?x-sveltekit-trailing-slash=1',
	'?x-sveltekit-trailing-slash=1&x-sveltekit-invalidated=1111111',
	...ACTION_QUERIES,
	'?tab=__proto__',
	'?tab=archived&tab=archived',
	'?shown=1e999',
	'?shown=-1',
	'?shown=0x10',
	'?shown=NaN&at=NaN',
	'?at=99999999999999999999',
	'?q=%00',
	'?q=%F0%9F%99%82%ED%A0%80',
	'?support=open&support=',
	'?token=',
	'?token=x&token=y',
	`?token=${'f'.repeat(64)}`,
	`?token=${'f'.repeat(64)}%00`,
	'?token_hash=x&type=recovery',
	'?token_hash=%00&type=recovery',
	'?token_hash=x&type=__proto__',
	`?token_hash=${LONG}&type=signup`,
	'?token_hash=a&token_hash=b&type=signup&type=recovery',
	'?token_hash=x&type=email&next=%00',
	`?next=/${LONG}`,
	'?next=/&next=//evil.example',
	'?next=%FF',
	...REDIRECT_TRICKS.slice(0, 8).map((trick) => `?next=${encodeURIComponent(trick)}`)
];

/** A body and the type that it claims to be. */
export interface HostileBody {
	type: string | undefined;
	body: Buffer;
}

const multipart = (...parts: string[]): Buffer =>
	Buffer.from(parts.map((part) => `--b\r\n${part}\r\n`).join('') + '--b--\r\n', 'latin1');
const field = (name: string, value: string) =>
	`Content-Disposition: form-data; name="${name}"\r\n\r\n${value}`;
const file = (name: string, filename: string) =>
	`Content-Disposition: form-data; name="${name}"; filename="${filename}"\r\nContent-Type: text/plain\r\n\r\nx`;
const PARTS = 'multipart/form-data; boundary=b';

const FIELDS = [
	'email',
	'password',
	'next',
	'reply_emails',
	'token_hash',
	'type',
	'List-Unsubscribe'
];
const all = (value: string) => FIELDS.map((name) => `${name}=${value}`).join('&');

const BODIES: readonly (readonly [type: string | undefined, body: string | Buffer])[] = [
	[FORM, ''],
	[FORM, '=&=&&'],
	[FORM, '%'],
	[FORM, all('')],
	[FORM, all('%00')],
	[FORM, all('%ff%fe')],
	[FORM, all('%ED%A0%80')],
	[FORM, all('a%00%40example.com')],
	[FORM, all('x').repeat(20)],
	[FORM, 'email=user%40example.com&password=%00password'],
	[FORM, 'email=user%40example.com&password=%EF%BF%BFpassword'],
	[FORM, 'email=user%40example.com&email=other%40example.com&password=a&password=b'],
	[FORM, 'email=%E2%80%AEuser%40example.com&password=password123'],
	[FORM, 'email=user%0d%0abcc%3ax%40example.com&password=password123'],
	[FORM, `email=${'a'.repeat(250)}%40example.com&password=password123`],
	[FORM, `email=user%40example.com&password=${'p'.repeat(100_000)}`],
	[FORM, '__proto__=x&constructor=x&toString=x'],
	[FORM, 'next=%2F%2Fevil.example&next=x'],
	[FORM, 'reply_emails=off&reply_emails=on'],
	[FORM, 'List-Unsubscribe=One-Click&List-Unsubscribe=x'],
	[FORM, 'a&'.repeat(100_000)],
	[FORM, Buffer.alloc(600_000, 'x')],
	[FORM, Buffer.from([0xff, 0xfe, 0x00, 0x80, 0x3d, 0x26])],
	[`${FORM}; charset=utf-16`, 'email=a'],
	[`${FORM}; charset=\u00ff`, 'email=a'],
	[PARTS, ''],
	[PARTS, multipart(field('email', 'user@example.com'), field('password', 'password123'))],
	[PARTS, multipart(...FIELDS.map((name) => file(name, 'x.txt')))],
	[PARTS, multipart(...FIELDS.map((name) => file(name, '../../etc/passwd')))],
	[PARTS, multipart(file('reply_emails', '\u0000"; x="'), field('email', '\u0000'))],
	[PARTS, multipart(field('email', 'a'), field('email', 'b'), file('email', 'c'))],
	[PARTS, multipart('', 'no colon', field('', ''))],
	[PARTS, multipart(...Array.from({ length: 2000 }, (_, i) => field(`f${i}`, 'x')))],
	[PARTS, `--b\r\n${field('email', 'no end')}`],
	[PARTS, '--c\r\n'],
	['multipart/form-data', multipart(field('email', 'a'))],
	['multipart/form-data; boundary=', multipart(field('email', 'a'))],
	['multipart/form-data; boundary="', multipart(field('email', 'a'))],
	[`multipart/form-data; boundary=${'b'.repeat(2000)}`, multipart(field('email', 'a'))],
	['multipart/form-data; boundary=\u00ff', multipart(field('email', 'a'))],
	['multipart/mixed; boundary=b', multipart(field('email', 'a'))],
	['text/plain', 'email=a'],
	['application/json', '{"email":1}'],
	['application/json', '{'],
	['application/x-sveltekit-formdata', Buffer.from([0, 1, 2, 3, 255])],
	['application/x-sveltekit-formdata', ''],
	['application/octet-stream', Buffer.alloc(100)],
	['', 'email=a'],
	['x', 'email=a'],
	[';;;', 'email=a'],
	[LONG, 'email=a'],
	[undefined, 'email=a']
];

export const HOSTILE_BODIES: readonly HostileBody[] = BODIES.map(([type, body]) => ({
	type,
	body: typeof body === 'string' ? Buffer.from(body, 'latin1') : body
}));

export const METHODS: readonly string[] = [
	'GET',
	'HEAD',
	'POST',
	'PUT',
	'PATCH',
	'DELETE',
	'OPTIONS',
	'TRACE',
	'PROPFIND',
	'PURGE',
	'M-SEARCH',
	'QUERY'
];
