import { createHmac, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { IncomingMessage, Server } from 'node:http';
import { createServer as createTcpServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { getRequestListener } from '@hono/node-server';
import pg from 'pg';
import { JWT_SECRET, PUBLISHABLE_KEY, SECRET_KEY } from '../../../supabase/local/keys.ts';
import { ensureInstallation } from '../../../supabase/local/postgres/installation.ts';
import { PASSWORD, SUPERUSER } from '../../../supabase/local/postgres/cluster.ts';
import { startPostgres } from '../../../supabase/local/postgres/server.ts';
import type { PostgresServer } from '../../../supabase/local/postgres/server.ts';
import type { Limits } from '../../../supabase/local/realtime/limits.ts';
import { createRealtime } from '../../../supabase/local/realtime/realtime.ts';
import type { Realtime } from '../../../supabase/local/realtime/realtime.ts';
import { makeStateFolder } from '../../../supabase/local/state-folder.ts';
import { RawClient } from './raw-client.ts';

export { JWT_SECRET, PUBLISHABLE_KEY, SECRET_KEY };

const LOCAL = join(import.meta.dirname, '../../../supabase/local');
const BASE_SCHEMA = ['postgres/bootstrap.sql', 'realtime/schema.sql'];

/** A database and a Realtime server over it, for one test file. */
export interface Stack {
	url: string;
	/** Lines of the server's log. */
	log: string[];
	realtime: Realtime;
	postgres: PostgresServer;
	/** Runs SQL as the role that migrations run as. */
	sql(text: string, values?: unknown[]): Promise<pg.QueryResult>;
	/** Runs SQL as the superuser. */
	admin(text: string, values?: unknown[]): Promise<pg.QueryResult>;
	/** A separate connection, as the role that migrations run as. */
	connect(): Promise<pg.Client>;
	/** A second server over the same database. */
	serve(limits: Partial<Limits>): Promise<{ url: string; realtime: Realtime }>;
	stop(): Promise<void>;
}

/** Members of a topic may receive; those with `sends` may also send. Run as `postgres`. */
const POLICIES = `
	create table public.members (topic text, user_id text, extension text, sends boolean);
	grant select on public.members to authenticated;
	create function public.caller() returns text language sql stable as
		$$ select nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'sub' $$;
	create policy "Members can listen" on realtime.messages for select to authenticated
		using (exists (select 1 from public.members m where m.topic = realtime.topic()
			and m.user_id = public.caller() and m.extension = messages.extension));
	create policy "Members who send can send" on realtime.messages for insert to authenticated
		with check (exists (select 1 from public.members m where m.topic = realtime.topic()
			and m.user_id = public.caller() and m.extension = messages.extension and m.sends));
`;

const NO_WAITING: Partial<Limits> = {
	...{ joinBackoffMs: 0, handshakeBackoffMs: 0, databasePatienceMs: 0 },
	...{ minReconnectMs: 20, provisionMs: 20, replicationCheckMs: 20 }
};

export interface FixtureOptions {
	limits?: Partial<Limits>;
	/** Leaves the server without joins, so without a database connection. */
	atRest?: boolean;
	/** Whether partitions exist before the first connection. */
	janitor?: boolean;
}

/** Starts Postgres with the schema and the policies above, and a streaming server without back-offs. */
export async function startRealtimeStack(options: FixtureOptions = {}): Promise<Stack> {
	const folder = await mkdtemp(join(await makeStateFolder(), 'realtime-test-'));
	await chmod(folder, 0o711);
	const port = await freePort();
	const installation = await ensureInstallation(await makeStateFolder());
	const dataFolder = join(folder, 'data');
	const postgres = await startPostgres({ installation, dataFolder, port, durable: false });
	const urlFor = (role: string) => `postgresql://${role}:${PASSWORD}@127.0.0.1:${port}/postgres`;
	const run = async (role: string, text: string, values?: unknown[]) => {
		const client = new pg.Client({ connectionString: urlFor(role) });
		await client.connect();
		try {
			return await client.query(text, values);
		} finally {
			await client.end();
		}
	};
	for (const file of BASE_SCHEMA) await run(SUPERUSER, await readFile(join(LOCAL, file), 'utf8'));
	await run('postgres', POLICIES);

	const log: string[] = [];
	const closers: (() => Promise<unknown>)[] = [];
	const serve = async (more: Partial<Limits>) => {
		const realtime = await createRealtime({
			databaseUrl: urlFor(SUPERUSER),
			...{ jwtSecret: JWT_SECRET, publishableKey: PUBLISHABLE_KEY, secretKey: SECRET_KEY },
			limits: { ...NO_WAITING, ...more },
			janitor: options.janitor,
			log: (level, message) => void log.push(`${level} ${message}`)
		});
		const server = await listen(realtime);
		closers.push(() => realtime.stop());
		closers.push(async () => server.close());
		return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, realtime };
	};
	const { url, realtime } = await serve(options.limits ?? {});
	if (!options.atRest) await wakeUp(url, realtime);
	return {
		...{ url, log, realtime, postgres, serve },
		sql: (text, values) => run('postgres', text, values),
		admin: (text, values) => run(SUPERUSER, text, values),
		async connect() {
			const client = new pg.Client({ connectionString: urlFor('postgres') });
			await client.connect();
			return client;
		},
		async stop() {
			for (const close of closers) await close();
			await postgres.stop();
			await rm(folder, { recursive: true, force: true });
		}
	};
}

/** Joins a topic and waits until messages are streamed. */
export async function wakeUp(url: string, realtime: Realtime): Promise<void> {
	const client = await RawClient.open(url);
	await client.join(newTopic());
	await client.close();
	if (!(await realtime.whenReady(10_000))) throw new Error('Realtime does not stream.');
}

async function listen(realtime: Realtime): Promise<Server> {
	const answer = getRequestListener((request) => realtime.fetch(request));
	const server = createServer((request, response) => void answer(request, response));
	server.on('upgrade', (request: IncomingMessage, socket, head) =>
		realtime.handleUpgrade(request, socket, head)
	);
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	return server;
}

async function freePort(): Promise<number> {
	const server = createTcpServer().listen(0, '127.0.0.1');
	await once(server, 'listening');
	const { port } = server.address() as AddressInfo;
	server.close();
	await once(server, 'close');
	return port;
}

/** A signed token. `expiresIn` is in seconds. */
export function signToken(
	claims: Record<string, unknown>,
	{ expiresIn = 3_600, secret = JWT_SECRET, alg = 'HS256' } = {}
): string {
	const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
	const exp = Math.floor(Date.now() / 1_000) + expiresIn;
	const body = `${encode({ alg, typ: 'JWT' })}.${encode({ exp, role: 'authenticated', ...claims })}`;
	return `${body}.${createHmac('sha256', secret).update(body).digest('base64url')}`;
}

/** A signed-in person: an id, and a token for it. */
export interface Person {
	id: string;
	token: string;
}

export function newPerson(): Person {
	const id = randomUUID();
	return { id, token: signToken({ sub: id }) };
}

/** Adds a person to a topic's members. */
export async function addMember(
	stack: Stack,
	topic: string,
	person: Person,
	{ sends = false, extensions = ['broadcast', 'presence'] } = {}
): Promise<void> {
	await stack.sql('insert into public.members select $1, $2, unnest($3::text[]), $4', [
		topic,
		person.id,
		extensions,
		sends
	]);
}

/** A unique topic. */
export function newTopic(): string {
	return `room:${randomUUID()}`;
}
