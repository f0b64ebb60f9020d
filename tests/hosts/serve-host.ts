import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findFreePort } from '../fixtures/free-port.ts';
import { run, type MadeHost } from './make-host.ts';

export interface Server {
	/** Which may not answer yet. */
	address: string;
	stop(): Promise<void>;
}

/** Builds an app for production and serves it. */
export async function serveBuilt(made: MadeHost): Promise<Server> {
	for (const script of made.host.build ?? []) await run(made.folder, ['npm', 'run', script]);
	return serve(made, made.host.serve);
}

/** Serves an app with the command of its host that is given, at a free port. */
export async function serve(
	{ folder }: MadeHost,
	command: (port: number) => string[]
): Promise<Server> {
	const port = await findFreePort();
	const [program = '', ...args] = command(port);
	const isNode = program === 'node';
	const path = isNode ? process.execPath : join(folder, 'node_modules', '.bin', program);
	const server = spawn(path, args, {
		cwd: folder,
		env: { ...process.env, HOST: '127.0.0.1', PORT: `${port}` },
		shell: process.platform === 'win32' && !isNode,
		stdio: ['ignore', 'ignore', 'inherit']
	});
	process.once('exit', () => server.kill());
	const stop = async () => {
		if (server.exitCode === null && server.kill()) await once(server, 'exit');
	};
	return { address: `http://localhost:${port}/`, stop };
}

const STUB = `const ignore = () => {};
const chat = { unread: 0, isOpen: false, connected: false, open: ignore, close: ignore, toggle: ignore };
export const SupportChat = () => null;
export const useSupportChat = () => chat;
export const startSupportChat = () => ({ ...chat, on: ignore, destroy: ignore });
`;

/** Runs `use` with the app served as if the package had no code: what it weighs is the app's own. */
export async function serveWithoutChat<T>(
	made: MadeHost,
	use: (address: string) => Promise<T>
): Promise<T> {
	const dist = join(made.folder, 'node_modules/supabase-support-chat/dist');
	await rename(dist, `${dist}.kept`);
	await cp(join(`${dist}.kept`, 'types'), join(dist, 'types'), { recursive: true });
	for (const name of ['index', 'react', 'vue', 'svelte']) {
		await writeFile(join(dist, `${name}.js`), STUB);
	}
	const server = await serveBuilt(made);
	try {
		return await use(server.address);
	} finally {
		await server.stop();
		await rm(dist, { recursive: true });
		await rename(`${dist}.kept`, dist);
	}
}
