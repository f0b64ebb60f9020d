import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { randomFrom, type Random } from '../database/random.ts';
import { topics } from '../database/authorisation.ts';
import { join } from '../fixtures/channels.ts';
import { connect } from '../fixtures/database.ts';
import { environment } from '../fixtures/environment.ts';
import { createAdmin, createUser, openChat, type Person } from '../fixtures/people.ts';
import { testSeed } from '../fixtures/seed.ts';
import { useOwnStack } from '../fixtures/own-stack.ts';

// Thousands of requests that no client of ours would send, the same on every run but for those with a
// TEST_SEED: no answer is a server error, none shows SQL or a stack trace, and the services live.

const SEED = testSeed(20261122);
const REQUESTS = 2000;
const PARALLEL = 8;

useOwnStack();
let database: pg.Client;
let user: Person;
let admin: Person;
let chatId: string;
let tokens: (string | undefined)[];
let endpoints: string[];
beforeAll(async () => {
	database = await connect();
	[user, admin] = await Promise.all([createUser(), createAdmin()]);
	chatId = await openChat(user);
	const sessions = await Promise.all(
		[user, admin].map(async ({ client }) => (await client.auth.getSession()).data.session)
	);
	tokens = [undefined, ...sessions.map((session) => session?.access_token)];
	const { rows } = await database.query<{ path: string }>(
		`select relname as path from pg_class
		where relnamespace = 'public'::regnamespace and relkind in ('r', 'v')
		union all
		select 'rpc/' || proname from pg_proc
		where pronamespace = 'public'::regnamespace
		union all
		select unnest('{rpc/nothing,nothing,rpc/support_health;drop,%00,..}'::text[])
		order by 1`
	);
	endpoints = rows.map((row) => row.path);
}, 60_000);
afterAll(async () => {
	await database?.end();
});

/** Values of every kind, and those that break things. */
function anyValue(random: Random, depth = 0): unknown {
	const plain: (() => unknown)[] = [
		() => null,
		() => random.below(2) === 1,
		() => random.pick([0, -1, 1, 1.5, 1e308, -1e308, 2 ** 63, 2 ** 31, Number.MIN_VALUE]),
		() => random.pick([chatId, user.id, admin.id]),
		() => random.pick(['', ' ', 'x', '\u0000', '\ud800', '\ufffe', '🙂'.repeat(50)]),
		() => random.pick(["'; drop table support_chats; --", '${1}', '%s%n', '<script>', '../..']),
		() => random.pick(['NaN', 'Infinity', 'infinity', '-infinity', 'now', '{}', '{1,2}', '[', '"']),
		() => random.pick(['00000000-0000-0000-0000-000000000000', 'not-a-uuid', '1; select 1']),
		() => 'x'.repeat(random.below(20_000)),
		() =>
			Array.from({ length: random.below(12) }, () =>
				String.fromCodePoint(random.below(0xd800))
			).join('')
	];
	if (depth < 3 && random.below(6) === 0) {
		return Array.from({ length: random.below(5) }, () => anyValue(random, depth + 1));
	}
	if (depth < 3 && random.below(6) === 0) return anyObject(random, depth + 1);
	return random.pick(plain)();
}

// Not `__proto__`: @supabase/lite, which answers REST here, would take it for good and break for
// everybody else. What answers on the platform is no JavaScript.
const NAMES = [
	'id',
	'chat_id',
	'user_id',
	'content',
	'seq',
	'sender_type',
	'sender_id',
	'read_at',
	'up_to_seq',
	'enabled',
	'token',
	'notification_id',
	'error',
	'retry',
	'app_url',
	'display_name',
	'"',
	''
];

function anyObject(random: Random, depth = 0): Record<string, unknown> {
	const names = Array.from({ length: random.below(5) }, () => random.pick(NAMES));
	return Object.fromEntries(names.map((name) => [name, anyValue(random, depth)]));
}

function anyBody(random: Random): string | Buffer {
	const json = JSON.stringify(
		random.below(4) ? anyObject(random) : random.below(2) ? [anyObject(random)] : anyValue(random)
	);
	switch (random.below(8)) {
		case 0:
			return json.slice(0, random.below(json.length + 1));
		case 1:
			return Buffer.from(Array.from({ length: random.below(200) }, () => random.below(256)));
		case 2:
			return '['.repeat(random.below(5000));
		case 3:
			return '';
		default:
			return json;
	}
}

function anyQuery(random: Random): string {
	const part = () =>
		random.pick([
			`select=${random.pick(['*', 'id', 'nothing', '*,support_chats(*)', 'id::text', '(', 'count()', 'seq.sum()'])}`,
			`${random.pick(NAMES)}=${random.pick(['eq', 'in', 'is', 'gt', 'fts', 'like', 'xx', 'not.eq', 'cs'])}.${encodeURIComponent(String(anyValue(random, 3)).toWellFormed())}`,
			`order=${random.pick(['seq', 'seq.desc.nullsfirst', 'nothing', 'seq.up', ''])}`,
			`limit=${random.pick(['1', '-1', '0', 'x', '99999999999999999999'])}`,
			`offset=${random.pick(['1', '-1', 'x', '9223372036854775808'])}`,
			`or=${random.pick(['(id.eq.1,seq.gt.2)', '(', '()', '(and(', 'x'])}`,
			`columns=${random.pick(['id,content', 'nothing', '"'])}`,
			`on_conflict=${random.pick(['id', 'nothing', 'seq'])}`,
			random.pick(['%', '%zz', '&&', 'a=b=c', '='])
		]);
	const parts = Array.from({ length: random.below(4) }, part);
	return parts.length > 0 ? `?${parts.join('&')}` : '';
}

interface Fuzzed {
	path: string;
	init: RequestInit & { headers: Record<string, string> };
}

function anyRequest(random: Random, paths: string[], methods: string[]): Fuzzed {
	const method = random.pick(methods);
	const headers: Record<string, string> = {
		'content-type': random.pick([
			'application/json',
			'application/json',
			'application/json',
			'text/csv',
			'application/x-www-form-urlencoded',
			'application/octet-stream',
			'x'
		])
	};
	if (random.below(20)) headers.apikey = environment.publishableKey;
	const token = random.pick([...tokens, ...tokens, 'x', 'a.b.c', environment.publishableKey]);
	if (token) headers.authorization = `Bearer ${token}`;
	if (random.below(4) === 0) {
		headers.prefer = random.pick([
			'return=representation',
			'return=minimal,count=exact',
			'resolution=ignore-duplicates',
			'resolution=merge-duplicates,return=representation',
			'count=planned',
			'tx=rollback',
			'max-affected=0,handling=strict',
			'x'
		]);
	}
	if (random.below(8) === 0) {
		headers.accept = random.pick([
			'application/vnd.pgrst.object+json',
			'text/csv',
			'application/vnd.pgrst.plan+json',
			'x/y'
		]);
	}
	if (random.below(8) === 0) headers.range = random.pick(['0-9', '9-0', 'x', '-1', '5-']);
	const body = method === 'GET' || method === 'HEAD' ? undefined : anyBody(random);
	return {
		path: random.pick(paths) + anyQuery(random),
		init: { method, headers, ...(body !== undefined && { body: body as BodyInit }) }
	};
}

/** What no answer may hold: code, statements, places in files. */
const REVEALING =
	/\bat \S+ \(|\.[jt]s:\d+|node_modules|file:\/\/|\/home\/|\/root\/|select .* from |insert into |PL\/pgSQL|syntax error at or near/i;

async function bombard(
	count: number,
	seed: number,
	make: (random: Random) => Fuzzed
): Promise<{ statuses: Record<number, number>; bad: string[] }> {
	const random = randomFrom(seed);
	const requests = Array.from({ length: count }, () => make(random));
	const statuses: Record<number, number> = {};
	const bad: string[] = [];
	const worker = async () => {
		for (let request = requests.pop(); request; request = requests.pop()) {
			const { path, init } = request;
			const response = await fetch(`${environment.url}${path}`, { ...init, redirect: 'manual' });
			const text = await response.text();
			statuses[response.status] = (statuses[response.status] ?? 0) + 1;
			if (response.status >= 500 || (response.status >= 400 && REVEALING.test(text))) {
				const body = String(init.body ?? '').slice(0, 200);
				bad.push(
					`${init.method} ${path.slice(0, 300)} ${JSON.stringify({ ...init.headers, authorization: undefined, apikey: undefined })} ${body} → ${response.status} ${text.slice(0, 300)}`
				);
			}
		}
	};
	await Promise.all(Array.from({ length: PARALLEL }, worker));
	return { statuses, bad };
}

const METHODS = ['POST', 'POST', 'POST', 'GET', 'GET', 'PATCH', 'DELETE', 'PUT', 'HEAD'];

describe('malformed requests', () => {
	test(`${REQUESTS} to every table and function find no server error`, async () => {
		const paths = endpoints.map((path) => `/rest/v1/${path}`);
		const { statuses, bad } = await bombard(REQUESTS, SEED, (random) =>
			anyRequest(random, paths, METHODS)
		);
		expect(bad).toEqual([]);
		// Some were understood: the fuzz reaches behind the first check.
		expect(Object.keys(statuses).map(Number)).toEqual(expect.arrayContaining([200, 400, 403]));
		expect(await openChat(user)).toMatch(/^[0-9a-f-]{36}$/);
	}, 120_000);

	// Supabase's own code here and on the platform: held to telling nothing, and to living on.
	test('to the auth service show no code and leave it well', async () => {
		const paths = [
			'signup',
			'token?grant_type=password',
			'token?grant_type=refresh_token',
			'token'
		];
		paths.push('recover', 'otp', 'verify', 'resend', 'user', 'admin/users');
		const { bad } = await bombard(400, SEED + 1, (random) =>
			anyRequest(
				random,
				paths.map((path) => `/auth/v1/${path}`),
				['POST', 'POST', 'PUT', 'GET']
			)
		);
		expect(bad.filter((line) => REVEALING.test(line))).toEqual([]);
		const { error } = await user.client.auth.getUser();
		expect(error).toBeNull();
	}, 120_000);

	test('to the edge function are refused without a word about why', async () => {
		const path = '/functions/v1/support-reply-notification';
		const { statuses, bad } = await bombard(300, SEED + 2, (random) =>
			anyRequest(random, [path, `${path}/x`, `${path}/../..`], ['POST', 'POST', 'GET', 'PUT'])
		);
		expect(bad).toEqual([]);
		expect(Object.keys(statuses).every((status) => Number(status) >= 400)).toBe(true);
	}, 120_000);

	test('with the secret key get no further than the body’s check', async () => {
		const random = randomFrom(SEED + 3);
		for (let i = 0; i < 100; i++) {
			const response = await fetch(`${environment.url}/functions/v1/support-reply-notification`, {
				method: 'POST',
				headers: { apikey: environment.secretKey, 'content-type': 'application/json' },
				body: anyBody(random) as BodyInit
			});
			expect(response.status, await response.text()).toBe(400);
		}
	}, 60_000);
});

describe('realtime', () => {
	const kinds = [...Object.keys(topics), 'realtime', 'support', ''];

	function anyTopic(random: Random): string {
		const id = random.pick([chatId, chatId.toUpperCase(), chatId.slice(1), `${chatId}x`, '', '*']);
		const rest = random.pick([
			'',
			`:${id}`,
			`:${id}`,
			`:${id}:${id}`,
			`::${id}`,
			` :${id}`,
			`:\n${id}`
		]);
		const noise = random.pick(['', '', '', '%', "'", '🙂', '\\', 'x'.repeat(500)]);
		return random.pick(kinds) + rest + noise;
	}

	test('3,000 odd topics make no policy fail and open nothing to a stranger', async () => {
		const random = randomFrom(SEED + 4);
		const names = Array.from({ length: 3000 }, () => anyTopic(random));
		await database.query('begin');
		await database.query("select set_config('request.jwt.claims', $1, true)", [
			JSON.stringify({ role: 'authenticated', sub: randomUUID() })
		]);
		await database.query('set local role authenticated');
		const { rows } = await database.query<{ topic: string }>(
			`select distinct topic from unnest($1::text[]) as topic
			cross join unnest('{broadcast,presence,persistence,""}'::text[]) as extension
			where support_private.can_receive_support_topic(topic, extension)
				or support_private.can_send_support_topic(topic, extension)`,
			[names]
		);
		await database.query('rollback');
		// Whether anybody is on duty is everybody's to know.
		expect(rows).toEqual([{ topic: 'support_presence' }]);
	});

	test('1,000 odd frames leave the service to those who speak properly', async () => {
		const random = randomFrom(SEED + 5);
		const address = `${environment.url.replace('http', 'ws')}/realtime/v1/websocket`;
		const socket = new WebSocket(`${address}?apikey=${environment.publishableKey}&vsn=2.0.0`);
		await new Promise((resolve, reject) => {
			socket.addEventListener('open', resolve);
			socket.addEventListener('error', reject);
		});
		for (let i = 0; i < 1000 && socket.readyState === WebSocket.OPEN; i++) {
			const topic = random.pick(['phoenix', `realtime:${anyTopic(random)}`, anyTopic(random)]);
			const event = random.pick([
				'broadcast',
				'presence',
				'access_token',
				'phx_leave',
				'heartbeat',
				''
			]);
			const frame = [null, random.pick([null, '1', 2, {}]), topic, event, anyValue(random)];
			const text = JSON.stringify(random.below(4) ? frame : anyValue(random));
			socket.send(
				random.below(6) ? text : Buffer.from(Array.from({ length: 50 }, () => random.below(256)))
			);
		}
		socket.close();
		// A new one if need be: what the fuzz before has found out is erase_support_data.
		const chat_id = await openChat(user);
		const { received } = await join(user.client, `support_chat:${chat_id}`);
		const { error } = await user.client
			.from('support_messages')
			.insert({ chat_id, content: 'still here' });
		expect(error).toBeNull();
		expect(await received.next('new_message')).toMatchObject({
			message: { content: 'still here' }
		});
	}, 60_000);
});
