import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { chromium, type Browser } from '@playwright/test';
import pg from 'pg';
import { findFreePortBase, isFree } from '../../supabase/local/ports.ts';
import { startStack, type Stack } from '../../supabase/local/stack.ts';
import { CHROMIUM_FLAGS, findChromium } from '../fixtures/chromium.ts';
import { createAdmin, createUser, openChat } from '../fixtures/people.ts';
import { Client, clientOf } from './client.ts';
import { Line } from './line.ts';
import { CLIENTS, type ClientName, type Kind } from './plan.ts';
import { startProxy } from './proxy.ts';

const ROOT = join(import.meta.dirname, '..', '..');

/** A stack of our own, the built app on it, and three people who have one chat open. */
export interface World {
	stack: Stack;
	clients: Record<ClientName, Client>;
	lines: Record<ClientName, Line>;
	/** The texts in the table, in order of `seq`. */
	table(): Promise<string[]>;
	stop(): Promise<void>;
}

/** @param tell hears of each fault that has hit something */
export async function createWorld(tell: (kind: Kind, on: string) => void): Promise<World> {
	const cleanups: (() => Promise<unknown>)[] = [];
	const stop = async () => {
		for (const cleanup of cleanups.reverse()) await cleanup().catch(console.error);
	};
	try {
		const stack = await startStack({ portBase: await findFreePortBase(28000), fresh: true });
		cleanups.push(stack.stop);
		const lines = byName((name) => new Line((kind) => tell(kind, name)));
		const proxy = await startProxy(stack.url, (agent) => lines[clientOf(agent) as ClientName]);
		cleanups.push(proxy.stop);
		const app = await startApp(proxy.url, stack.publishableKey);
		cleanups.push(app.stop);
		const options = { executablePath: findChromium(), args: CHROMIUM_FLAGS };
		const browser = await chromium.launch(options);
		cleanups.push(() => browser.close());
		const { clients, chatId } = await invite(stack, browser, app.address);
		return { stack, lines, clients, table: () => readTable(stack.dbUrl, chatId), stop };
	} catch (error) {
		await stop();
		throw error;
	}
}

function byName<T>(make: (name: ClientName) => T): Record<ClientName, T> {
	return Object.fromEntries(CLIENTS.map((name) => [name, make(name)])) as Record<ClientName, T>;
}

async function invite(stack: Stack, browser: Browser, address: string) {
	// The fixtures take the stack from the environment; they are not on the clients' network.
	process.env.SUPABASE_URL = stack.url;
	process.env.SUPABASE_PUBLISHABLE_KEY = stack.publishableKey;
	process.env.SUPABASE_SECRET_KEY = stack.secretKey;
	const user = await createUser();
	const admin = await createAdmin('Support');
	const chatId = await openChat(user);
	// People do not write as fast as these for as long.
	await query(stack.dbUrl, 'update support_settings set user_message_burst = 100000', []);
	const opened = await Promise.all(
		CLIENTS.map(async (name) => {
			const person = name === 'admin' ? admin : user;
			return [name, await Client.open(browser, { name, person, chatId, address })];
		})
	);
	return { clients: Object.fromEntries(opened) as Record<ClientName, Client>, chatId };
}

/** The built app, which takes the proxy for the project. */
async function startApp(projectUrl: string, publishableKey: string) {
	let port = 4180;
	while (!(await isFree(port))) port++;
	// `localhost`, because browsers trust no other name without TLS, and the cookies are secure.
	const address = `http://localhost:${port}`;
	const server = spawn(process.execPath, ['build'], {
		cwd: ROOT,
		stdio: ['ignore', 'pipe', 'pipe'],
		env: {
			...process.env,
			HOST: '127.0.0.1',
			PORT: String(port),
			ORIGIN: address,
			SUPABASE_URL: projectUrl,
			SUPABASE_PUBLISHABLE_KEY: publishableKey
		}
	});
	process.once('exit', () => server.kill());
	server.stderr.on('data', (text) => console.error(String(text).trim()));
	await Promise.race([
		once(server.stdout, 'data'),
		once(server, 'exit').then(() => Promise.reject(new Error('The app did not start.')))
	]);
	const stop = async () => {
		if (server.exitCode !== null || !server.kill()) return;
		await once(server, 'exit');
	};
	return { address, stop };
}

async function readTable(dbUrl: string, chatId: string): Promise<string[]> {
	const sql = 'select content from support_messages where chat_id = $1 order by seq';
	const rows = await query<{ content: string }>(dbUrl, sql, [chatId]);
	return rows.map(({ content }) => content);
}

async function query<Row extends pg.QueryResultRow>(dbUrl: string, sql: string, values: unknown[]) {
	const client = new pg.Client({ connectionString: dbUrl });
	await client.connect();
	try {
		return (await client.query<Row>(sql, values)).rows;
	} finally {
		await client.end();
	}
}
