import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { ViteDevServer } from 'vite';
import { addressesOf } from './addresses.ts';
import { StackError } from './errors.ts';
import { holdRequests } from './hold-requests.ts';
import { DEFAULT_PORT_BASE } from './ports.ts';
import { runUntilSignal } from './run-until-signal.ts';
import { startStack, type Stack } from './stack.ts';

const ENV_FILE = join(import.meta.dirname, '..', '..', '.env');

// `npm run dev`: the local Supabase, unless SUPABASE_URL points to another one, and the app.
await runUntilSignal(async () => {
	if (existsSync(ENV_FILE)) process.loadEnvFile(ENV_FILE);
	const [stack, app] = await startBoth();
	const stop = async () => {
		if (app.status === 'fulfilled') await app.value.close();
		if (stack.status === 'fulfilled') await stack.value?.stop();
	};
	if (stack.status === 'fulfilled' && app.status === 'fulfilled') {
		console.log(welcome(app.value, stack.value));
		return stop;
	}
	await stop();
	throw [stack, app].find((each) => each.status === 'rejected')?.reason;
});

/** Starts the app while PostgreSQL starts, since this process only waits for it. */
async function startBoth() {
	const atWork = Promise.withResolvers<void>();
	const stack = process.env.SUPABASE_URL
		? Promise.resolve(undefined)
		: startOwnStack(atWork.resolve);
	const app = Promise.race([stack, atWork.promise]).then(() => startApp(stack));
	return Promise.allSettled([stack, app]);
}

async function startOwnStack(meanwhile: () => void): Promise<Stack> {
	const { url, publishableKey, secretKey } = addressesOf(DEFAULT_PORT_BASE);
	process.env.SUPABASE_URL = url;
	process.env.SUPABASE_PUBLISHABLE_KEY = publishableKey;
	process.env.SUPABASE_SECRET_KEY = secretKey;
	return startStack({
		portBase: DEFAULT_PORT_BASE,
		fresh: false,
		progress: (step) => console.log(`${step} …`),
		meanwhile
	});
}

async function startApp(stack: Promise<unknown>): Promise<ViteDevServer> {
	console.log('Starting the app …');
	const { createServer } = await import('vite');
	const server = await createServer({
		clearScreen: false,
		logLevel: 'warn',
		plugins: [holdRequests(stack)]
	});
	try {
		return await server.listen();
	} catch (cause) {
		await server.close();
		if (/is already in use/.test((cause as Error).message)) {
			const port = server.config.server.port;
			throw new StackError(`Port ${port} (the app) is taken. Stop what listens there first.`, {
				cause
			});
		}
		throw cause;
	}
}

function welcome(app: ViteDevServer, stack: Stack | undefined): string {
	const address = `http://localhost:${app.config.server.port}`;
	const lines = ['', `  App      ${address}`];
	if (stack) {
		lines.push(
			'  User     user@example.com, password123',
			`  Support  admin@example.com, password123, at ${address}/admin`,
			'',
			`  Supabase ${stack.url}`,
			`  Mailbox  ${stack.mailboxUrl}`
		);
	} else {
		lines.push(`  Supabase ${process.env.SUPABASE_URL}`);
	}
	return [...lines, '', '  Ctrl-C stops it.', ''].join('\n');
}
