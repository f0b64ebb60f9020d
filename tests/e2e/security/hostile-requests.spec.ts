import { randomFrom, type Random } from '../../database/random.ts';
import { testSeed } from '../../fixtures/seed.ts';
import { bombard, ORIGIN, test, type Case } from '../support/bombard.ts';
import {
	ACTION_QUERIES,
	HOSTILE_PATHS,
	HOSTILE_QUERIES,
	HOSTILE_SUFFIXES,
	METHODS
} from '../support/hostile-addresses.ts';
import { HOSTILE_BODIES } from '../support/hostile-bodies.ts';
import { hostileCookies, type RawCookie } from '../support/hostile-cookies.ts';
import { HOSTILE_HEADERS, type RawHeader } from '../support/hostile-headers.ts';
import { formAddresses, pageAddresses } from '../support/routes.ts';
import { sessionOf } from '../support/stored-session.ts';
import { expect } from '../support/test.ts';

// Malformed headers, URLs and bodies, signed out and signed in.

const SEED = testSeed(20261128);
const REQUESTS = 1200;
const FORM = 'application/x-www-form-urlencoded';

test.describe.configure({ timeout: 180_000 });

test('every page survives malformed headers, URLs and queries', async ({ app, adminContext }) => {
	const people = [[], (await sessionOf(adminContext)).cookies];
	const cases = people.flatMap((cookies) => [
		...['/', '/admin', '/auth/sign-in'].flatMap((target) =>
			HOSTILE_HEADERS.map((header) => ({ target, cookies, headers: [header] }))
		),
		...pageAddresses().flatMap((path) => [
			...HOSTILE_SUFFIXES.map((suffix) => ({ target: path.replace(/\/$/, '') + suffix, cookies })),
			...HOSTILE_QUERIES.map((query) => ({ target: path + query, cookies })),
			...METHODS.map((method) => ({ method, target: path, cookies }))
		]),
		...HOSTILE_PATHS.map((target) => ({ target, cookies }))
	]);
	const { wrong } = await bombard(app, cases);
	expect(wrong).toEqual([]);
});

test('every form survives malformed bodies, fields and actions', async ({ app, adminContext }) => {
	const people = [[], (await sessionOf(adminContext)).cookies];
	const post = (target: string, type: string | undefined, body: Buffer, accept = '*/*') => {
		const headers: RawHeader[] = [
			['Origin', ORIGIN],
			['Accept', accept]
		];
		if (type !== undefined) headers.push(['Content-Type', type]);
		return { method: 'POST', target, body, headers };
	};
	const posts = people.flatMap((cookies) =>
		[...formAddresses(), `/unsubscribe?token=${'f'.repeat(64)}`]
			// Signing out would end the sessions of the other requests.
			.filter((target) => cookies.length === 0 || !target.startsWith('/auth/sign-out'))
			.flatMap((target) =>
				HOSTILE_BODIES.map(({ type, body }) => ({ ...post(target, type, body), cookies }))
			)
	);
	const actions = pageAddresses().flatMap((path) =>
		ACTION_QUERIES.flatMap((query) =>
			['text/html', 'application/json'].map((accept) =>
				post(path + query, FORM, Buffer.from('a=b'), accept)
			)
		)
	);
	const { wrong } = await bombard(app, [...posts, ...actions]);
	expect(wrong).toEqual([]);
});

test('wrong lengths, invalid hosts and duplicate headers are survived', async ({ app }) => {
	const form: RawHeader[] = [
		['Origin', ORIGIN],
		['Content-Type', FORM]
	];
	const post = { method: 'POST', target: '/auth/sign-in' };
	const hosts = [
		'',
		'evil.example',
		'a b',
		'[::1',
		'localhost:99999',
		'@',
		'a/b',
		'\u00ff',
		'x'.repeat(5000)
	];
	const { wrong } = await bombard(app, [
		...hosts.map((host) => ({ host })),
		{ headers: [['Host', 'other.example']] },
		{ ...post, headers: [...form, ['Content-Length', '-1']] },
		{ ...post, headers: [...form, ['Content-Length', 'x']] },
		{ ...post, headers: [...form, ['Content-Length', '0']] },
		{ ...post, headers: [...form, ...form], body: Buffer.from('a=b') },
		{ ...post, headers: [...form, ['Origin', 'https://evil.example']], body: Buffer.from('a=b') },
		{ ...post, headers: [...form, ['Transfer-Encoding', 'gzip']], body: Buffer.from('a=b') },
		{ ...post, headers: [...form, ['Transfer-Encoding', 'chunked']], body: Buffer.from('zz\r\n') },
		{
			headers: [
				['Cookie', 'a=b'],
				['Cookie', '=;=;==;;;']
			]
		},
		{ headers: [['Cookie', '__proto__=x; constructor=x; toString=x']] },
		{ headers: Array.from({ length: 150 }, (_, i) => [`X-${i}`, 'x'] as const) },
		{ headers: [['Cookie', 'x'.repeat(20_000)]] },
		{ headers: [['X\u00ff', 'x']] },
		{ headers: [['X', 'a\u0000b']] },
		{ method: 'get' },
		{ method: 'NOTHING' },
		{ target: '/ HTTP/1.1 x' },
		{ target: '' }
	]);
	expect(wrong).toEqual([]);
});

test(`${REQUESTS} requests with random malformed parts are survived`, async ({
	app,
	userContext,
	adminContext
}) => {
	const own = await sessionOf(userContext);
	const broken = Object.values(hostileCookies(own.name, own.session));
	const people = [[], own.cookies, (await sessionOf(adminContext)).cookies];
	const random = randomFrom(SEED);
	const cases = Array.from({ length: REQUESTS }, () =>
		anyRequest(random, () => (random.below(3) ? random.pick(people) : random.pick(broken)))
	);
	const { wrong, statuses } = await bombard(app, cases);
	expect(wrong).toEqual([]);
	// The fuzz reaches past the first check: some requests are accepted.
	expect(Object.keys(statuses).map(Number)).toEqual(
		expect.arrayContaining([200, 303, 400, 403, 404, 405])
	);
});

function anyRequest(random: Random, anyCookies: () => readonly RawCookie[]): Case {
	const method = random.below(2) ? 'POST' : random.pick(METHODS);
	const path = random.below(5)
		? random.pick([...pageAddresses(), ...formAddresses()])
		: random.pick(HOSTILE_PATHS);
	const suffix = random.below(3) ? '' : random.pick(HOSTILE_SUFFIXES);
	const query = random.below(2) ? '' : random.pick(HOSTILE_QUERIES);
	const headers: RawHeader[] = Array.from({ length: random.below(4) }, () =>
		random.pick(HOSTILE_HEADERS)
	);
	const { type, body } = random.pick(HOSTILE_BODIES);
	const withBody = method !== 'GET' && method !== 'HEAD' && random.below(4) > 0;
	if (withBody && type !== undefined) headers.push(['Content-Type', type]);
	if (random.below(4)) headers.push(['Origin', ORIGIN]);
	const target = path + suffix + query;
	// Signing out would end the sessions of the other requests.
	const cookies = target.startsWith('/auth/sign-out') ? [] : anyCookies();
	return { method, target, cookies, headers, ...(withBody ? { body } : {}) };
}
