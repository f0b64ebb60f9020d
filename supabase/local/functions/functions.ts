/**
 * Serves the edge functions of supabase/functions at /functions/v1/<name>, as the platform's edge
 * runtime does. Each runs in a Deno process that starts on the first request, is reused, starts again
 * after a crash, and stops when a file changes.
 * Differences: one process serves many requests, like a warm worker on the platform; CPU time is not
 * limited; `EdgeRuntime` does not exist.
 */
import { watch } from 'node:fs';
import type { FSWatcher } from 'node:fs';
import { bootError, notFound, unauthorized, workerError, workerLimit } from './answers.ts';
import { authorize } from './authorize.ts';
import { readConfig } from './config.ts';
import type { FunctionConfig, FunctionsConfig } from './config.ts';
import { startDeno } from './deno-process.ts';
import type { DenoProcess } from './deno-process.ts';
import { forward } from './forward.ts';

const PREFIX = '/functions/v1/';
/** As in the Supabase CLI's edge runtime. */
const WALL_CLOCK_MS = 400_000;

export interface FunctionsOptions {
	/** supabase/functions. */
	functionsDir: string;
	/** supabase/config.toml. */
	configPath: string;
	/** The platform's own variables: SUPABASE_URL, SUPABASE_SECRET_KEYS and so on. */
	env: Record<string, string>;
	/** The key that the access tokens are signed with (HS256). */
	jwtSecret: string;
	/** Deno's cache; the user's own if omitted. */
	denoDir?: string;
	/** Milliseconds a request may take until its last byte. */
	wallClock?: number;
	log?: (line: string) => void;
}

export interface Functions {
	/** Handles any request under /functions/v1/. Never rejects. */
	fetch(request: Request): Promise<Response>;
	/** Ends all processes. */
	stop(): Promise<void>;
}

/** Creates the runner; it reads and starts nothing before the first request. */
export function createFunctions(options: FunctionsOptions): Functions {
	return new Runner(options);
}

class Runner implements Functions {
	readonly #options: FunctionsOptions;
	readonly #processes = new Map<string, Promise<DenoProcess>>();
	readonly #watcher: FSWatcher | undefined;
	#config: Promise<FunctionsConfig> | undefined;
	#stopped = false;

	constructor(options: FunctionsOptions) {
		this.#options = options;
		this.#watcher = this.#watch();
	}

	async fetch(request: Request): Promise<Response> {
		const url = new URL(request.url);
		const path = url.pathname.slice(PREFIX.length - 1);
		const name = path.split('/')[1] ?? '';
		const isServed = url.pathname.startsWith(PREFIX) && !this.#stopped;
		const config = isServed ? await this.#find(name) : undefined;
		if (!config) return notFound();
		if (config.verifyJwt && request.method !== 'OPTIONS') {
			const refusal = authorize(request.headers.get('authorization'), this.#options.jwtSecret);
			if (refusal) return unauthorized(refusal);
		}
		return this.#run(config, request, path + url.search);
	}

	async stop(): Promise<void> {
		this.#stopped = true;
		this.#watcher?.close();
		await this.#stopProcesses();
	}

	async #find(name: string): Promise<FunctionConfig | undefined> {
		this.#config ??= readConfig(this.#options.functionsDir, this.#options.configPath);
		try {
			return (await this.#config).functions.get(name);
		} catch (error) {
			this.#config = undefined;
			this.#options.log?.(`functions: ${(error as Error).message}`);
			return undefined;
		}
	}

	async #run(config: FunctionConfig, request: Request, path: string): Promise<Response> {
		const starting = this.#process(config);
		const running = await starting.catch((error: Error) => {
			this.#options.log?.(`[${config.name}] ${error.message}`);
		});
		if (!running) return bootError();
		// A request that fails or takes too long ends the process, including its other requests.
		const end = () => {
			this.#forget(config.name, starting);
			return running.stop();
		};
		const limit = new AbortController();
		const timer = setTimeout(() => {
			limit.abort();
			void end();
		}, this.#options.wallClock ?? WALL_CLOCK_MS);
		const signal = AbortSignal.any([limit.signal, request.signal]);
		try {
			return await forward(request, running.port, path, signal, () => clearTimeout(timer));
		} catch {
			if (limit.signal.aborted) return workerLimit();
			if (!request.signal.aborted) await end();
			return workerError();
		}
	}

	#process(config: FunctionConfig): Promise<DenoProcess> {
		const existing = this.#processes.get(config.name);
		if (existing) return existing;
		const starting = this.#start(config);
		const forget = () => this.#forget(config.name, starting);
		this.#processes.set(config.name, starting);
		starting.then((running) => running.ended).then(forget, forget);
		return starting;
	}

	#forget(name: string, process: Promise<DenoProcess>): void {
		if (this.#processes.get(name) === process) this.#processes.delete(name);
	}

	async #start(config: FunctionConfig): Promise<DenoProcess> {
		const secrets = (await this.#config)?.secrets;
		const { functionsDir, denoDir, env, log } = this.#options;
		return startDeno({ config, functionsDir, env: { ...secrets, ...env }, denoDir, log });
	}

	async #stopProcesses(): Promise<void> {
		const running = [...this.#processes.values()];
		this.#processes.clear();
		await Promise.all(running.map((it) => it.then(({ stop }) => stop()).catch(() => undefined)));
	}

	/** Makes changed code and configuration take effect on the next request. */
	#watch(): FSWatcher | undefined {
		const { functionsDir, log } = this.#options;
		try {
			const watcher = watch(functionsDir, { recursive: true, persistent: false });
			watcher.on('change', () => {
				this.#config = undefined;
				void this.#stopProcesses();
			});
			watcher.on('error', () => watcher.close());
			return watcher;
		} catch (error) {
			if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
			log?.(`functions: changes in ${functionsDir} take effect after a restart`);
			return undefined;
		}
	}
}
