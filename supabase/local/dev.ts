import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createServer, type ViteDevServer } from 'vite';
import { StackError } from './errors.ts';
import { DEFAULT_PORT_BASE } from './ports.ts';
import { runUntilSignal } from './run-until-signal.ts';
import { startStack, type Stack } from './stack.ts';

const ENV_FILE = join(import.meta.dirname, '..', '..', '.env');

// `npm run dev`: the local Supabase, unless SUPABASE_URL names another one, and the app on it.
await runUntilSignal(async () => {
	if (existsSync(ENV_FILE)) process.loadEnvFile(ENV_FILE);
	const stack = process.env.SUPABASE_URL ? undefined : await startOwnStack();
	let app: ViteDevServer;
	try {
		console.log('Starting the app …');
		app = await startApp();
	} catch (error) {
		await stack?.stop();
		throw error;
	}
	console.log(welcome(app, stack));
	return async () => {
		await app.close();
		await stack?.stop();
	};
});

async function startOwnStack(): Promise<Stack> {
	const stack = await startStack({
		portBase: DEFAULT_PORT_BASE,
		fresh: false,
		progress: (step) => console.log(`${step} …`)
	});
	process.env.SUPABASE_URL = stack.url;
	process.env.SUPABASE_PUBLISHABLE_KEY = stack.publishableKey;
	process.env.SUPABASE_SECRET_KEY = stack.secretKey;
	return stack;
}

async function startApp(): Promise<ViteDevServer> {
	const server = await createServer({ clearScreen: false, logLevel: 'warn' });
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
