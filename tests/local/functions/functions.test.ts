import { createHmac } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createFunctions } from '../../../supabase/local/functions/functions.ts';
import type { Functions } from '../../../supabase/local/functions/functions.ts';

const SECRET = 'super-secret-jwt-token-with-at-least-32-characters-long';
const FOREVER = 4102444800;

const CONFIG = `
[functions.open]
verify_jwt = false

[functions.handler]
verify_jwt = false

[functions.elsewhere]
verify_jwt = false
entrypoint = "./functions/_shared/elsewhere.ts"

[functions.broken]
verify_jwt = false

[functions.off]
enabled = false

[edge_runtime.secrets]
FROM_CONFIG = "config"
FROM_ENV = "env(FUNCTIONS_TEST_VARIABLE)"
NOT_SET = "env(FUNCTIONS_TEST_NOT_SET)"
IN_BOTH = "config"
SUPABASE_URL = "not yours"
`;

const FILES: Record<string, string> = {
	'config.toml': CONFIG,
	'functions/.env': 'FROM_FILE="a file"\nIN_BOTH=file\n',
	'functions/open/deno.json': '{ "imports": { "lib/": "../_shared/" } }',
	'functions/open/index.ts': `
		import { greeting } from 'lib/greeting.ts';
		Deno.serve({ port: 1 }, async (request) => {
			const { pathname, search } = new URL(request.url);
			switch (pathname) {
				case '/open/env': return Response.json(Deno.env.toObject());
				case '/open/headers': return Response.json([...request.headers]);
				case '/open/echo': return new Response(request.body, { status: 201 });
				case '/open/exit': return Deno.exit(3);
				case '/open/throw': throw new Error('on purpose');
				case '/open/hang': return new Promise(() => {});
				case '/open/pid': return new Response(String(Deno.pid));
				case '/open/write': await Deno.writeTextFile('/tmp/x', 'x'); return new Response();
				case '/open/empty': return new Response(null, { status: 204 });
			}
			return new Response(greeting + pathname + search);
		});`,
	'functions/_shared/greeting.ts': `export const greeting: string = 'hello ';`,
	'functions/_shared/elsewhere.ts': `Deno.serve(() => new Response('elsewhere'));`,
	'functions/handler/index.ts': `export default { fetch: () => new Response('default export') };`,
	'functions/guarded/index.ts': `Deno.serve(() => new Response('inside'));`,
	'functions/broken/index.ts': `throw new Error('cannot load');`,
	'functions/off/index.ts': `Deno.serve(() => new Response('off'));`
};

let root: string;
let functions: Functions;
const lines: string[] = [];

beforeAll(async () => {
	process.env.FUNCTIONS_TEST_VARIABLE = 'variable';
	root = await mkdtemp(join(tmpdir(), 'functions-'));
	for (const [name, content] of Object.entries(FILES)) {
		await mkdir(dirname(join(root, name)), { recursive: true });
		await writeFile(join(root, name), content);
	}
	functions = start();
});

afterAll(async () => {
	await functions.stop();
	await rm(root, { recursive: true });
});

function start(more: { wallClock?: number } = {}): Functions {
	return createFunctions({
		functionsDir: join(root, 'functions'),
		configPath: join(root, 'config.toml'),
		env: { SUPABASE_URL: 'http://127.0.0.1:54321', SUPABASE_SECRET_KEYS: '{"default":"s"}' },
		jwtSecret: SECRET,
		log: (line) => lines.push(line),
		...more
	});
}

function call(path: string, init?: RequestInit): Promise<Response> {
	return functions.fetch(new Request(`http://127.0.0.1:54321/functions/v1/${path}`, init));
}

function token(claims: object, secret = SECRET, alg = 'HS256'): string {
	const parts = [{ alg, typ: 'JWT' }, claims].map((part) =>
		Buffer.from(JSON.stringify(part)).toString('base64url')
	);
	const signature = createHmac('sha256', secret).update(parts.join('.')).digest('base64url');
	return [...parts, signature].join('.');
}

describe('a function', () => {
	test('responds with its Deno.serve handler, and sees its name first in the path', async () => {
		const response = await call('open/some/path?and=query');
		expect(await response.text()).toBe('hello /open/some/path?and=query');
	});

	test('may export its handler as default', async () => {
		expect(await (await call('handler')).text()).toBe('default export');
	});

	test('may set its entrypoint in config.toml', async () => {
		expect(await (await call('elsewhere')).text()).toBe('elsewhere');
	});

	test('sees the secrets, the platform’s keys and nothing of the machine’s environment', async () => {
		const env = (await (await call('open/env')).json()) as Record<string, string>;
		expect(env).toMatchObject({
			SUPABASE_URL: 'http://127.0.0.1:54321',
			SUPABASE_SECRET_KEYS: '{"default":"s"}',
			FROM_FILE: 'a file',
			FROM_CONFIG: 'config',
			FROM_ENV: 'variable',
			IN_BOTH: 'file'
		});
		expect(Object.keys(env)).not.toContain('NOT_SET');
		expect(Object.keys(env)).not.toContain('HOME');
		expect(Object.keys(env)).not.toContain('FUNCTIONS_TEST_VARIABLE');
	});

	test('receives end-to-end headers and no hop-by-hop headers', async () => {
		const response = await call('open/headers', {
			headers: { apikey: 'sb_secret_x', connection: 'x-hop', 'x-hop': '1', 'keep-alive': '5' }
		});
		const headers = new Map((await response.json()) as [string, string][]);
		expect(headers.get('apikey')).toBe('sb_secret_x');
		expect([...headers.keys()]).not.toContain('x-hop');
		expect([...headers.keys()]).not.toContain('keep-alive');
	});

	test('streams request and response bodies', async () => {
		const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
		const init = { method: 'POST', body: readable, duplex: 'half' };
		const writer = writable.getWriter();
		void writer.write(new TextEncoder().encode('first'));
		const response = await call('open/echo', init as RequestInit);
		expect(response.status).toBe(201);
		expect(response.headers.has('transfer-encoding')).toBe(false);
		const reader = response.body!.getReader();
		// The first part returns before the second is sent.
		expect(new TextDecoder().decode((await reader.read()).value)).toBe('first');
		void writer.write(new TextEncoder().encode('second'));
		expect(new TextDecoder().decode((await reader.read()).value)).toBe('second');
		void writer.close();
		expect((await reader.read()).done).toBe(true);
	});

	test('may respond without a body', async () => {
		const response = await call('open/empty');
		expect(response.status).toBe(204);
		expect(response.body).toBeNull();
	});

	test('cannot write files', async () => {
		expect((await call('open/write')).status).toBe(500);
	});

	test('responds with 500 when it throws, and keeps running', async () => {
		const pid = await (await call('open/pid')).text();
		expect((await call('open/throw')).status).toBe(500);
		expect(await (await call('open/pid')).text()).toBe(pid);
	});

	test('reports a worker error when it exits during a request, and restarts', async () => {
		const crashed = await call('open/exit');
		expect(crashed.status).toBe(500);
		expect(await crashed.json()).toMatchObject({ code: 'WORKER_ERROR' });
		expect(await (await call('open/')).text()).toBe('hello /open/');
	});

	test('reports a boot error when it cannot load, with the reason in the log', async () => {
		const response = await call('broken');
		expect(response.status).toBe(503);
		expect(await response.json()).toMatchObject({ code: 'BOOT_ERROR' });
		expect(lines.join('\n')).toContain('[broken] error: Uncaught (in promise) Error: cannot load');
	});

	test('is terminated with 546 when it takes too long', async () => {
		const impatient = start({ wallClock: 1500 });
		const url = 'http://127.0.0.1:54321/functions/v1/open/hang';
		const response = await impatient.fetch(new Request(url));
		expect(response.status).toBe(546);
		expect(await response.json()).toMatchObject({ code: 'WORKER_LIMIT' });
		await impatient.stop();
	});

	test('runs its new code after a change', async () => {
		expect(await (await call('handler')).text()).toBe('default export');
		await writeFile(
			join(root, 'functions/handler/index.ts'),
			`export default { fetch: () => new Response('changed') };`
		);
		await expect.poll(async () => (await call('handler')).text()).toBe('changed');
	});
});

describe('there is no function', () => {
	test.each(['missing', 'off', '_shared', '', '../config.toml'])('at "%s"', async (path) => {
		const response = await call(path);
		expect(response.status).toBe(404);
		expect(await response.text()).toBe('Function not found');
	});
});

describe('a function with verify_jwt, which is the default,', () => {
	function guarded(authorization?: string, method = 'POST') {
		return call('guarded', { method, headers: authorization ? { authorization } : {} });
	}

	test('is open to a signed token', async () => {
		const response = await guarded(`Bearer ${token({ sub: 'x', exp: FOREVER })}`);
		expect(await response.text()).toBe('inside');
	});

	test('is open to a preflight request', async () => {
		expect((await guarded(undefined, 'OPTIONS')).status).toBe(200);
	});

	test.each([
		['no header', undefined, 'UNAUTHORIZED_NO_AUTH_HEADER'],
		['an API key', 'Bearer sb_secret_x', 'UNAUTHORIZED_INVALID_JWT_FORMAT'],
		['another scheme', 'Basic eDp5', 'UNAUTHORIZED_INVALID_JWT_FORMAT'],
		['another key', `Bearer ${token({ exp: FOREVER }, 'other')}`, 'UNAUTHORIZED_JWT'],
		['an expired token', `Bearer ${token({ exp: 1 })}`, 'UNAUTHORIZED_JWT'],
		[
			'an unsigned token',
			`Bearer ${token({ exp: FOREVER }, SECRET, 'none')}`,
			'UNAUTHORIZED_UNSUPPORTED_TOKEN_ALGORITHM'
		]
	])('refuses %s', async (_, authorization, code) => {
		const response = await guarded(authorization);
		expect(response.status).toBe(401);
		expect(response.headers.get('sb-error-code')).toBe(code);
		expect(await response.json()).toMatchObject({ code });
	});
});
