import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { findFreePort } from '../../fixtures/free-port.ts';

const ROOT = join(import.meta.dirname, '..', '..', '..');

/** Another process of the built app, beside the one that Playwright starts. */
export interface RunningApp {
	address: string;
	/** Its output so far. */
	log(): string;
	isAlive(): boolean;
	stop(): Promise<void>;
}

/** Starts the built app on a free port. @param env on top of the test's own environment */
export async function startApp(env: Record<string, string>): Promise<RunningApp> {
	const port = await findFreePort();
	const app = spawn(process.execPath, ['build'], {
		cwd: ROOT,
		stdio: ['ignore', 'pipe', 'pipe'],
		env: { ...process.env, HOST: '127.0.0.1', PORT: String(port), ...env }
	});
	let log = '';
	for (const stream of [app.stdout, app.stderr]) {
		stream.on('data', (chunk: Buffer) => (log += chunk.toString()));
	}
	await once(app.stdout, 'data');
	return {
		address: `http://127.0.0.1:${port}`,
		log: () => log,
		isAlive: () => app.exitCode === null,
		stop: async () => {
			app.kill();
			if (app.exitCode === null) await once(app, 'exit');
		}
	};
}
