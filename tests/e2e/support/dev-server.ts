import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { environment } from '../../fixtures/environment.ts';
import { findFreePort } from '../../fixtures/free-port.ts';

const ROOT = join(import.meta.dirname, '..', '..', '..');

/** The app as `npm run dev` serves it. */
export interface DevServer {
	address: string;
	/** What it has written to standard error: warnings of Vite. */
	readonly warnings: readonly string[];
	stop(): Promise<void>;
}

/**
 * Serves the app for development, on a free port, and as after an install: without what Vite has cached.
 *
 * @throws Error when it ends before it is ready
 */
export async function startDevServer(): Promise<DevServer> {
	const port = String(await findFreePort());
	const vite = join(ROOT, 'node_modules', 'vite', 'bin', 'vite.js');
	const server = spawn(process.execPath, [vite, 'dev', '--port', port, '--strictPort', '--force'], {
		cwd: ROOT,
		stdio: ['ignore', 'pipe', 'pipe'],
		env: {
			...process.env,
			SUPABASE_URL: environment.url,
			SUPABASE_PUBLISHABLE_KEY: environment.publishableKey
		}
	});
	const warnings: string[] = [];
	createInterface(server.stderr).on('line', (line) => {
		warnings.push(line);
		console.error(line);
	});
	const isReady = new Promise<void>((resolve) => {
		// Goes on reading after that: a full pipe would stop the server.
		createInterface(server.stdout).on('line', (line) => line.includes('ready in') && resolve());
	});
	await Promise.race([
		isReady,
		once(server, 'exit').then(() => Promise.reject(new Error('The dev server did not start.')))
	]);
	return {
		address: `http://localhost:${port}`,
		warnings,
		stop: async () => {
			server.kill();
			if (server.exitCode === null) await once(server, 'exit');
		}
	};
}
