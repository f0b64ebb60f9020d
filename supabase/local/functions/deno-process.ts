/** Runs one edge function in its own Deno process. */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import type { FunctionConfig } from './config.ts';

/** Loading may download the function's npm packages. */
const BOOT_LIMIT_MS = 60_000;
const STOP_LIMIT_MS = 2000;
/** The environment variables that Deno needs to find its cache and the npm registry. */
const MACHINE_VARIABLES =
	/^(PATH|HOME|DENO_\w+|NPM_CONFIG_\w+|XDG_CACHE_HOME|(https?|no)_proxy|SSL_CERT_\w+|SYSTEMROOT|USERPROFILE|LOCALAPPDATA|TE?MP|TMPDIR)$/i;

export interface DenoOptions {
	config: FunctionConfig;
	/** The folder that the function may read. */
	functionsDir: string;
	/** The function's environment, besides the variables that Deno itself needs. */
	env: Record<string, string>;
	denoDir?: string | undefined;
	log?: ((line: string) => void) | undefined;
}

export interface DenoProcess {
	/** Port on 127.0.0.1. */
	port: number;
	/** Resolves when the process has ended for any reason. */
	ended: Promise<void>;
	stop(): Promise<void>;
}

/**
 * Starts the function and waits until it listens.
 *
 * @throws when it ends first or does not listen within a minute
 */
export async function startDeno(options: DenoOptions): Promise<DenoProcess> {
	const mark = `${randomUUID()}:`;
	const child = spawn(denoPath(), denoArguments(options, mark), {
		env: { ...machineEnv(options.denoDir), ...options.env },
		stdio: ['pipe', 'pipe', 'pipe']
	});
	// A process that ended closes its standard input; without a listener that would end this one too.
	child.stdin.on('error', () => undefined);
	const ended = new Promise<void>((resolve) => {
		child.once('close', () => resolve());
		child.once('error', () => resolve());
	});
	const log = (line: string) => options.log?.(`[${options.config.name}] ${line}`);
	createInterface(child.stderr).on('line', log);
	try {
		const port = await readPort(child, ended, mark, log);
		return { port, ended, stop: () => stop(child, ended) };
	} catch (error) {
		await stop(child, ended);
		throw error;
	}
}

function readPort(
	child: ChildProcess & { stdout: NodeJS.ReadableStream },
	ended: Promise<void>,
	mark: string,
	log: (line: string) => void
): Promise<number> {
	return new Promise((resolve, reject) => {
		const timer = setTimeout(
			() => reject(new Error('The function did not start to serve in time.')),
			BOOT_LIMIT_MS
		);
		createInterface(child.stdout).on('line', (line) => {
			if (!line.startsWith(mark)) return log(line);
			clearTimeout(timer);
			resolve(Number(line.slice(mark.length)));
		});
		void ended.then(() => {
			clearTimeout(timer);
			reject(new Error('The function ended before it started to serve.'));
		});
	});
}

function denoArguments({ config, functionsDir }: DenoOptions, mark: string): string[] {
	const lock = join(dirname(config.entrypoint), 'deno.lock');
	const isImportMap = config.importMap?.endsWith('import_map.json');
	return [
		'run',
		'--quiet',
		'--no-prompt',
		'--node-modules-dir=none',
		...(!config.importMap ? ['--no-config'] : []),
		...(config.importMap && !isImportMap ? [`--config=${config.importMap}`] : []),
		...(config.importMap && isImportMap ? [`--import-map=${config.importMap}`] : []),
		// Respect an existing lock file and never write one.
		...(existsSync(lock) ? [`--lock=${lock}`, '--frozen'] : ['--no-lock']),
		'--allow-net',
		'--allow-env',
		`--allow-read=${functionsDir}`,
		// The platform's memory limit, in megabytes.
		'--v8-flags=--max-old-space-size=256',
		join(import.meta.dirname, 'serve-function.ts'),
		pathToFileURL(config.entrypoint).href,
		mark
	];
}

function machineEnv(denoDir: string | undefined): Record<string, string | undefined> {
	const names = Object.keys(process.env).filter((name) => MACHINE_VARIABLES.test(name));
	return {
		...Object.fromEntries(names.map((name) => [name, process.env[name]])),
		DENO_NO_UPDATE_CHECK: '1',
		// Trust the system's certificates too, for machines behind a proxy with its own CA.
		DENO_TLS_CA_STORE: process.env.DENO_TLS_CA_STORE ?? 'mozilla,system',
		NO_COLOR: '1',
		...(denoDir ? { DENO_DIR: denoDir } : {})
	};
}

/** The npm package's binary; unpacks it first if npm did not run its install script. */
function denoPath(): string {
	const require = createRequire(import.meta.url);
	const folder = dirname(require.resolve('deno/package.json'));
	const path = join(folder, process.platform === 'win32' ? 'deno.exe' : 'deno');
	if (existsSync(path)) return path;
	return (require('deno/install_api.cjs') as { runInstall(): string }).runInstall();
}

async function stop(child: ChildProcess, ended: Promise<void>): Promise<void> {
	child.kill('SIGTERM');
	const timer = setTimeout(() => child.kill('SIGKILL'), STOP_LIMIT_MS);
	await ended;
	clearTimeout(timer);
}
