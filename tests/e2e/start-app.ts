import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '..', '..');

/** Another run of the built app, beside the one that Playwright has started. */
export interface RunningApp {
	address: string;
	stop(): Promise<void>;
}

/** Starts the built app on a free port. @param env on top of the test's own environment */
export async function startApp(env: Record<string, string>): Promise<RunningApp> {
	const port = await findFreePort();
	const app = spawn(process.execPath, ['build'], {
		cwd: ROOT,
		stdio: ['ignore', 'pipe', 'ignore'],
		env: { ...process.env, HOST: '127.0.0.1', PORT: String(port), ...env }
	});
	await once(app.stdout, 'data');
	return {
		address: `http://127.0.0.1:${port}`,
		stop: async () => {
			app.kill();
			if (app.exitCode === null) await once(app, 'exit');
		}
	};
}

async function findFreePort(): Promise<number> {
	const server = createServer().listen(0, '127.0.0.1');
	await once(server, 'listening');
	const { port } = server.address() as AddressInfo;
	server.close();
	await once(server, 'close');
	return port;
}
