import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startNet } from '../../../supabase/local/net/worker.ts';
import { as, startDatabase } from '../cron/start-database.ts';
import type { TestDatabase } from '../cron/start-database.ts';

interface Seen {
	method: string;
	url: string;
	headers: Record<string, unknown>;
	body: string;
}

let database: TestDatabase;
let client: pg.Client;
let net: ReturnType<typeof startNet>;
let server: Server;
let base: string;
let seen: Seen[] = [];
/** Pending responses of /held. */
let held: ServerResponse[] = [];

beforeAll(async () => {
	database = await startDatabase();
	client = await database.connect();
	await client.query('create extension if not exists pg_net with schema extensions');
	server = createServer((request, response) => void answer(request, response));
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
	server.closeAllConnections();
	server.close();
	await database.stop();
});

beforeEach(() => {
	seen = [];
	held = [];
	net = startNet({ databaseUrl: database.superuserUrl });
});
afterEach(async () => {
	for (const response of held) response.end('late');
	await net.stop();
	await client.query('truncate net.http_request_queue, net._http_response');
});

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
	let body = '';
	for await (const chunk of request) body += String(chunk);
	const { method = '', url = '', headers } = request;
	seen.push({ method, url, headers, body });
	if (url.startsWith('/held')) return void held.push(response);
	if (url.startsWith('/moved')) return void response.writeHead(302, { location: '/new' }).end();
	if (url.startsWith('/close')) return void request.socket.destroy();
	const status = Number(/^\/status\/(\d+)/.exec(url)?.[1] ?? 200);
	response.writeHead(status, { 'Content-Type': 'application/json; charset=utf-8', 'X-Own': 'yes' });
	response.end(url.startsWith('/empty') ? '' : '{"ok":true}');
}

function findClosedPort(): Promise<number> {
	return new Promise((resolve) => {
		const probe = createServer().listen(0, '127.0.0.1', () => {
			const { port } = probe.address() as AddressInfo;
			probe.close(() => resolve(port));
		});
	});
}

async function get(path: string, timeout = 5000): Promise<string> {
	const sql = 'select net.http_get($1, timeout_milliseconds := $2) as id';
	return (await client.query(sql, [base + path, timeout])).rows[0].id;
}

async function response(id: string) {
	const sql = 'select * from net._http_response where id = $1';
	await expect
		.poll(async () => (await client.query(sql, [id])).rowCount, { timeout: 10_000 })
		.toBe(1);
	return (await client.query(sql, [id])).rows[0];
}

describe('a request', () => {
	test('is sent once after commit, and its response is stored', async () => {
		const id = await get('/hello?a=b');
		expect(await response(id)).toMatchObject({
			...{ status_code: 200, content: '{"ok":true}', timed_out: false, error_msg: null },
			content_type: 'application/json; charset=utf-8',
			headers: { 'x-own': 'yes' }
		});
		expect(seen).toHaveLength(1);
		expect(seen[0]).toMatchObject({ method: 'GET', url: '/hello?a=b', body: '' });
		expect(seen[0]!.headers['user-agent']).toBe('pg_net/0.20.4');
	});

	test('is never sent if its transaction is rolled back', async () => {
		await client.query('begin');
		await get('/rolled-back');
		await client.query('rollback');
		await response(await get('/committed'));
		expect(seen.map((it) => it.url)).toEqual(['/committed']);
	});

	test('is not sent before the commit', async () => {
		await client.query('begin');
		const id = await get('/first');
		const other = await database.connect();
		const { rows } = await other.query('select net.http_get($1) as id', [`${base}/second`]);
		await response(rows[0].id);
		expect(seen.map((it) => it.url)).toEqual(['/second']);
		await client.query('commit');
		await response(id);
	});

	test('posts JSON with its headers', async () => {
		const { rows } = await client.query(
			`select net.http_post($1, '{"a": "ü"}', '{"q": "a b&c"}', '{"apikey": "secret"}') as id`,
			[`${base}/post`]
		);
		await response(rows[0].id);
		expect(seen[0]).toMatchObject({
			...{ method: 'POST', url: '/post?q=a%20b%26c', body: '{"a": "ü"}' },
			headers: { apikey: 'secret', 'content-type': 'application/json' }
		});
	});

	test('deletes', async () => {
		const { rows } = await client.query('select net.http_delete($1) as id', [`${base}/thing`]);
		await response(rows[0].id);
		expect(seen[0]).toMatchObject({ method: 'DELETE', url: '/thing', body: '' });
	});

	test('follows a redirect', async () => {
		expect(await response(await get('/moved'))).toMatchObject({ status_code: 200 });
		expect(seen.map((it) => it.url)).toEqual(['/moved', '/new']);
	});

	test('is not repeated after an error response', async () => {
		expect(await response(await get('/status/503'))).toMatchObject({
			...{ status_code: 503, error_msg: null }
		});
		await response(await get('/after'));
		expect(seen.map((it) => it.url)).toEqual(['/status/503', '/after']);
	});

	test('is recorded as timed out and not repeated when it takes too long', async () => {
		const row = await response(await get('/held', 200));
		expect(row).toMatchObject({ status_code: null, content: null, timed_out: true });
		expect(row.error_msg).toMatch(/^Timeout of 200 ms reached\. Total time: \d+\.\d{6} ms \(DNS/);
		await response(await get('/after'));
		expect(seen.map((it) => it.url)).toEqual(['/held', '/after']);
	});

	test('is recorded with the reason when the connection fails', async () => {
		const url = `http://127.0.0.1:${await findClosedPort()}/`;
		const refused = await client.query('select net.http_get($1) as id', [url]);
		expect(await response(refused.rows[0].id)).toMatchObject({
			...{ status_code: null, timed_out: false, error_msg: 'Could not connect to server' }
		});
		expect(await response(await get('/close'))).toMatchObject({
			error_msg: 'Server returned nothing (no headers, no data)'
		});
	});

	test('has no content after an empty response', async () => {
		expect(await response(await get('/empty'))).toMatchObject({ status_code: 200, content: null });
	});

	test('requires an HTTP URL, and JSON to post', async () => {
		await expect(client.query(`select net.http_get('example.com')`)).rejects.toThrow(
			'URL using bad'
		);
		const plain = `select net.http_post($1, headers := '{"content-type": "text/plain"}')`;
		await expect(client.query(plain, [base])).rejects.toThrow(
			'Content-Type header must be "application/json"'
		);
	});
});

describe('the worker', () => {
	test('is woken by the functions, not by a row inserted directly', async () => {
		const listener = await database.connect();
		let wakes = 0;
		listener.on('notification', () => wakes++);
		await listener.query('listen pg_net_wake');
		await client.query(
			`insert into net.http_request_queue (method, url, headers, timeout_milliseconds)
			values ('GET', $1, '{}', 1000)`,
			[`${base}/by-hand`]
		);
		await response(await get('/wakes'));
		await listener.query('select 1');
		expect(wakes).toBe(1);
		// The inserted row is sent with the next request.
		expect(seen.map((it) => it.url).sort()).toEqual(['/by-hand', '/wakes']);
	});

	test('stores the responses of a batch together, after the slowest', async () => {
		await client.query('begin');
		const slow = await get('/held');
		const quick = await get('/quick');
		await client.query('commit');
		await expect.poll(() => seen.length).toBe(2);
		expect((await client.query('select from net._http_response')).rowCount).toBe(0);
		held[0]!.end('at last');
		expect(await response(slow)).toMatchObject({ content: 'at last' });
		expect(await response(quick)).toMatchObject({ status_code: 200 });
	});

	test('sends 200 requests at a time', async () => {
		await client.query('select net.http_get($1) from generate_series(1, 250)', [`${base}/many`]);
		const batches =
			'select count(*)::int from net._http_response group by created order by created';
		await expect
			.poll(async () => (await client.query(batches)).rows, { timeout: 10_000 })
			.toEqual([{ count: 200 }, { count: 50 }]);
		expect(seen).toHaveLength(250);
	});

	test('deletes responses after six hours while it sends requests', async () => {
		await client.query(
			`insert into net._http_response (id, created)
			values (-1, now() - interval '361 minutes'), (-2, now() - interval '359 minutes')`
		);
		await response(await get('/work'));
		const { rows } = await client.query('select id from net._http_response where id < 0');
		expect(rows).toEqual([{ id: '-2' }]);
	});

	test('repeats requests that its own termination interrupted', async () => {
		const id = await get('/held');
		await expect.poll(() => held.length).toBe(1);
		const admin = await database.connect('supabase_admin');
		await admin.query(
			`select pg_terminate_backend(pid) from pg_stat_activity where application_name like 'pg_net%'`
		);
		held[0]!.end('lost');
		await expect.poll(() => held.length, { timeout: 10_000 }).toBe(2);
		held[1]!.end('received');
		expect(await response(id)).toMatchObject({ content: 'received' });
	});

	test('resumes after a restart of Postgres', async () => {
		await response(await get('/before'));
		await database.restart();
		client = await database.connect();
		expect(await response(await get('/after'))).toMatchObject({ status_code: 200 });
	});

	test('sends requests queued while it was stopped', async () => {
		await net.stop();
		const id = await get('/waiting');
		await expect(client.query('select net.check_worker_is_up()')).rejects.toThrow('is not up');
		net = startNet({ databaseUrl: database.superuserUrl });
		expect(await response(id)).toMatchObject({ status_code: 200 });
		await client.query('select net.wait_until_running(), net.check_worker_is_up()');
	});
});

describe('the extension', () => {
	test('can be created without superuser rights, in any schema', async () => {
		for (const schema of ['', 'with schema extensions', 'with schema public']) {
			await client.query('begin');
			await client.query('drop extension pg_net');
			await client.query(`create extension pg_net ${schema}`);
			await client.query('rollback');
		}
		const { rows } = await client.query(`select * from pg_extension where extname = 'pg_net'`);
		expect(rows[0]).toMatchObject({ extversion: '0.20.4' });
	});

	test.each(['anon', 'authenticated', 'service_role'])(
		'lets %s queue requests, like pg_net',
		async (role) => {
			await as(client, role, () => client.query('select net.http_get($1)', [base]));
		}
	);

	test('has unlogged tables', async () => {
		const { rows } = await client.query(
			`select relname from pg_class
			where relnamespace = 'net'::regnamespace and relkind = 'r' and relpersistence = 'u'
			order by 1`
		);
		expect(rows.map((row) => row.relname)).toEqual(['_http_response', 'http_request_queue']);
	});
});
