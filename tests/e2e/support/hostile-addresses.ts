import { randomUUID } from 'node:crypto';
import { REDIRECT_TRICKS } from '../../fixtures/redirect-tricks.ts';

// Request targets and methods. They are sent as Latin-1, so no character is above U+00FF.

const LONG = 'x'.repeat(6000);

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

/** Suffixes of a path. */
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

/** Paths that belong to no page. */
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

/** Queries that name a form action. */
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

/** Queries, including SvelteKit's own parameters and each parameter that the app reads. */
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
