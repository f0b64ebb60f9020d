import type { BrowserContext } from '@playwright/test';
import { combineChunks, stringFromBase64URL } from '@supabase/ssr';
import { randomFrom, type Random } from '../database/random.ts';
import { hostileCookies, type RawCookie, type StoredSession } from './hostile-cookies.ts';
import {
	ACTION_QUERIES,
	HOSTILE_BODIES,
	HOSTILE_HEADERS,
	HOSTILE_PATHS,
	HOSTILE_QUERIES,
	HOSTILE_SUFFIXES,
	METHODS,
	type RawHeader
} from './hostile-requests.ts';
import { sendRaw, type RawAnswer, type RawRequest } from './raw-http.ts';
import { formTargets, pageRoutes } from './routes.ts';
import { startApp, type RunningApp } from './start-app.ts';
import { expect, test as base } from './test.ts';

// Whatever a request holds, in whichever part: the answer is no 500, it carries the headers that tell
// browsers what not to do, and the app lives on. And what is no session is taken out of the browser.

const SEED = 20261128;
const REQUESTS = 1200;
const PARALLEL = 8;
const FORM = 'application/x-www-form-urlencoded';
const ORIGIN = 'http://localhost';
const NAME = /^(sb-.+-auth-token)(\.\d+)?$/;
const NO_CHAT = '00000000-0000-4000-8000-000000000000';

/** An app of its own, so that an app that died is seen here and takes nothing else with it. */
const test = base.extend<{ app: RunningApp }>({
	app: async ({}, use) => {
		const app = await startApp({ ORIGIN });
		await use(app);
		expect(app.isAlive()).toBe(true);
		await app.stop();
		expect(app.log()).not.toMatch(/TypeError|RangeError|Unhandled/);
	}
});

test.describe.configure({ timeout: 180_000 });

interface Case extends Partial<RawRequest> {
	name?: string;
	cookies?: readonly RawCookie[];
	/** In the place of the app's own. */
	host?: string;
}

function complete({ cookies = [], host = 'localhost', ...rest }: Case): RawRequest {
	const { method = 'GET', target = '/', headers = [], body } = rest;
	const cookie = cookies.map(([name, value]) => `${name}=${value}`).join('; ');
	return {
		method,
		target,
		...(body ? { body } : {}),
		headers: [
			['Host', host],
			...(cookie ? [['Cookie', cookie] as const] : []),
			...(body ? [['Content-Length', String(body.length)] as const] : []),
			...headers
		]
	};
}

/** What is wrong with an answer, whatever was asked. */
function faultsOf({ status, headers, isOfParser }: RawAnswer): string[] {
	// Of Node's own, before a request has become one: it says nothing and closes the connection.
	if (isOfParser) return status < 500 ? [] : [`${status} by Node`];
	const wanted: Record<string, RegExp> = {
		'x-content-type-options': /^nosniff$/,
		'x-frame-options': /^DENY$/,
		'referrer-policy': /^(same-origin|no-referrer)$/,
		'cross-origin-opener-policy': /^same-origin$/,
		'cross-origin-resource-policy': /^same-origin$/,
		'permissions-policy': /camera=\(\)/,
		'content-security-policy': /default-src 'none'.*frame-ancestors 'none'/
	};
	return [
		...(status < 500 ? [] : [`status ${status}`]),
		...Object.entries(wanted)
			.filter(([name, value]) => !value.test(headers[name] ?? ''))
			.map(([name]) => `${status} without ${name}`)
	];
}

/** Sends all, some at a time, and says what was wrong with which. */
async function bombard(app: RunningApp, cases: readonly Case[]) {
	const wrong: string[] = [];
	const statuses: Record<string, number> = {};
	const waiting = cases.toReversed();
	const worker = async () => {
		for (let next = waiting.pop(); next; next = waiting.pop()) {
			const request = complete(next);
			const answer = await sendRaw(app.address, request).catch((error: Error) => error);
			const faults = answer instanceof Error ? [answer.message] : faultsOf(answer);
			if (!(answer instanceof Error)) {
				statuses[answer.status] = (statuses[answer.status] ?? 0) + 1;
			}
			if (faults.length > 0) wrong.push(`${describe(next, request)} → ${faults.join(', ')}`);
		}
	};
	await Promise.all(Array.from({ length: PARALLEL }, worker));
	return { wrong, statuses };
}

function describe({ name }: Case, { method, target, headers, body }: RawRequest): string {
	const text = headers.map(([header, value]) => `${header}: ${value.slice(0, 60)}`).join(' | ');
	return `${name ?? ''} ${method} ${target.slice(0, 100)} [${text}] ${body?.toString('latin1', 0, 60) ?? ''}`;
}

/** The session's cookies of somebody who is signed in, and the session in them. */
async function sessionOf(context: BrowserContext) {
	const cookies = (await context.cookies()).filter(({ name }) => NAME.test(name));
	const name = NAME.exec(cookies[0]!.name)![1]!;
	const raw = cookies.map((cookie): RawCookie => [cookie.name, cookie.value]);
	const value = await combineChunks(name, (chunk) =>
		decodeURIComponent(cookies.find((cookie) => cookie.name === chunk)?.value ?? '')
	);
	const session = JSON.parse(stringFromBase64URL(value!.slice('base64-'.length)));
	return { name, cookies: raw, session: session as StoredSession };
}

const paths = () => pageRoutes().map((route) => route.replace('[chat]', NO_CHAT));
const forms = () =>
	formTargets().map(({ route, query }) => route.replace('[chat]', NO_CHAT) + query);

test('what is no session is signed out and taken out of the browser', async ({ app, user }) => {
	const { name, cookies, session } = await sessionOf(user.context);
	const signedIn = await sendRaw(app.address, complete({ target: '/auth/sign-in', cookies }));
	expect([signedIn.status, signedIn.setCookies]).toEqual([303, []]);

	for (const [what, sent] of Object.entries(hostileCookies(name, session))) {
		const answer = await sendRaw(app.address, complete({ target: '/admin', cookies: sent }));
		expect.soft([what, ...faultsOf(answer)]).toEqual([what]);
		expect
			.soft([what, answer.status, answer.headers.location])
			.toEqual([what, 303, '/auth/sign-in?next=%2Fadmin']);
		const deleted = answer.setCookies.filter((cookie) => /^[^=]+=; .*Max-Age=0/i.test(cookie));
		expect
			.soft([what, ...new Set(deleted.map((cookie) => cookie.split('=')[0]))].toSorted())
			.toEqual([what, ...new Set(sent.map(([sentName]) => sentName))].toSorted());
	}
	// None of it has touched the session itself.
	const still = await sendRaw(app.address, complete({ target: '/auth/sign-in', cookies }));
	expect([still.status, still.setCookies]).toEqual([303, []]);
});

test('every page takes every broken session', async ({ app, user }) => {
	const { name, session } = await sessionOf(user.context);
	const broken = Object.entries(hostileCookies(name, session));
	const cases = [...paths(), ...paths().map((path) => `${path}/__data.json`.replace('//', '/'))];
	const { wrong } = await bombard(
		app,
		cases.flatMap((target) => broken.map(([what, cookies]) => ({ name: what, target, cookies })))
	);
	expect(wrong).toEqual([]);
});

test('every page takes odd headers, addresses and queries', async ({ app, admin }) => {
	const people = [[], (await sessionOf(admin.context)).cookies];
	const cases = people.flatMap((cookies) => [
		...['/', '/admin', '/auth/sign-in'].flatMap((target) =>
			HOSTILE_HEADERS.map((header) => ({ target, cookies, headers: [header] }))
		),
		...paths().flatMap((path) => [
			...HOSTILE_SUFFIXES.map((suffix) => ({ target: path.replace(/\/$/, '') + suffix, cookies })),
			...HOSTILE_QUERIES.map((query) => ({ target: path + query, cookies })),
			...METHODS.map((method) => ({ method, target: path, cookies }))
		]),
		...HOSTILE_PATHS.map((target) => ({ target, cookies }))
	]);
	const { wrong } = await bombard(app, cases);
	expect(wrong).toEqual([]);
});

test('every form takes odd bodies, fields and actions', async ({ app, admin }) => {
	const people = [[], (await sessionOf(admin.context)).cookies];
	const post = (target: string, type: string | undefined, body: Buffer, accept = '*/*') => {
		const headers: RawHeader[] = [
			['Origin', ORIGIN],
			['Accept', accept]
		];
		if (type !== undefined) headers.push(['Content-Type', type]);
		return { method: 'POST', target, body, headers };
	};
	const posts = people.flatMap((cookies) =>
		[...forms(), `/unsubscribe?token=${'f'.repeat(64)}`]
			// That would end the sessions that the other requests come with.
			.filter((target) => cookies.length === 0 || !target.startsWith('/auth/sign-out'))
			.flatMap((target) =>
				HOSTILE_BODIES.map(({ type, body }) => ({ ...post(target, type, body), cookies }))
			)
	);
	const actions = paths().flatMap((path) =>
		ACTION_QUERIES.flatMap((query) =>
			['text/html', 'application/json'].map((accept) =>
				post(path + query, FORM, Buffer.from('a=b'), accept)
			)
		)
	);
	const { wrong } = await bombard(app, [...posts, ...actions]);
	expect(wrong).toEqual([]);
});

test('lengths that are not true, hosts that are none and doubled headers do no harm', async ({
	app
}) => {
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

test(`${REQUESTS} requests with something odd in every part find nothing either`, async ({
	app,
	user,
	admin
}) => {
	const own = await sessionOf(user.context);
	const broken = Object.values(hostileCookies(own.name, own.session));
	const people = [[], own.cookies, (await sessionOf(admin.context)).cookies];
	const random = randomFrom(SEED);
	const cases = Array.from({ length: REQUESTS }, () =>
		anyRequest(random, () => (random.below(3) ? random.pick(people) : random.pick(broken)))
	);
	const { wrong, statuses } = await bombard(app, cases);
	expect(wrong).toEqual([]);
	// Some were understood: the fuzz reaches behind the first check.
	expect(Object.keys(statuses).map(Number)).toEqual(
		expect.arrayContaining([200, 303, 400, 403, 404, 405])
	);
});

function anyRequest(random: Random, anyCookies: () => readonly RawCookie[]): Case {
	const method = random.below(2) ? 'POST' : random.pick(METHODS);
	const path = random.below(5) ? random.pick([...paths(), ...forms()]) : random.pick(HOSTILE_PATHS);
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
