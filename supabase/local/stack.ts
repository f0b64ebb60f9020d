import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { addressesOf, type StackAddresses } from './addresses.ts';
import { bootstrap, updateStorageSchema } from './database.ts';
import { portsFrom, requireFreePorts, type Ports } from './ports.ts';
import { ensureInstallation } from './postgres/installation.ts';
import { startPostgres, type PostgresServer } from './postgres/server.ts';
import type { RealtimeOptions } from './realtime/realtime.ts';
import { makeStateFolder, openDataFolder } from './state-folder.ts';

export interface StackOptions {
	portBase: number;
	/** Whether to start from an empty database, in a folder that is removed at the end. */
	fresh: boolean;
	/** Where to keep the data when not fresh; by default in the state folder. */
	folder?: string;
	/** Settings of config.toml to override, by their path, such as `auth.enable_anonymous_sign_ins`. */
	settings?: Record<string, unknown>;
	/** Called with a short description of each step. */
	progress?: (step: string) => void;
	/** Realtime's limits, by default those of the Free plan, and its log. */
	realtime?: Pick<RealtimeOptions, 'limits' | 'log'>;
	/** Called when this process is idle until PostgreSQL runs, to use that time. */
	meanwhile?: () => void;
}

export interface Stack extends StackAddresses {
	/** Stops and starts Postgres under the running services. */
	restartPostgres(): Promise<void>;
	/** Restarts Realtime with `downMs` milliseconds of downtime; closes all sockets. */
	restartRealtime(downMs?: number): Promise<void>;
	/** Stops everything that was started, in reverse order. */
	stop(): Promise<void>;
}

/**
 * Starts the local Supabase: Postgres, then the services on it, then the gateway.
 *
 * @throws StackError with an explanation of problems with the machine, such as a taken port
 */
export async function startStack(options: StackOptions): Promise<Stack> {
	const progress = options.progress ?? (() => {});
	const ports = portsFrom(options.portBase);
	const addresses = addressesOf(options.portBase);
	const cleanups: (() => Promise<unknown>)[] = [];
	let stopping: Promise<void> | undefined;
	const stop = () => (stopping ??= runAll(cleanups.reverse()));
	try {
		await requireFreePorts(ports);
		const folder = await openDataFolder(options);
		cleanups.push(folder.release);
		progress('Starting PostgreSQL');
		const postgres = await openPostgres(folder.path, ports, !options.fresh, () => {
			// Preload, because it is slow; a failure is reported by the call that needs them.
			loadServices().then(options.meanwhile, () => {});
		});
		cleanups.push(() => postgres.stop());
		await (postgres.isNew ? bootstrap(ports.db) : updateStorageSchema(ports.db));
		const { openServices } = await loadServices();
		const { isNew } = postgres;
		const { lite, realtime } = await openServices({
			...{ ports, addresses, isNew, progress, cleanups },
			filesFolder: join(folder.path, 'files'),
			settings: options.settings ?? {},
			realtime: options.realtime
		});
		return {
			...addresses,
			restartPostgres: () => lite.whileDown(() => postgres.restart()),
			restartRealtime: (downMs) => realtime.restart(downMs),
			stop
		};
	} catch (error) {
		await stop();
		throw error;
	}
}

async function openPostgres(
	folder: string,
	ports: Ports,
	durable: boolean,
	onFirstProgram: () => void
): Promise<PostgresServer> {
	const log = createWriteStream(join(folder, 'postgres.log'), { flags: 'a' });
	log.on('error', () => {
		// A log that cannot be written must not stop the stack.
	});
	return startPostgres({
		installation: await ensureInstallation(await makeStateFolder()),
		dataFolder: join(folder, 'data'),
		port: ports.db,
		durable,
		log: (text) => log.write(text),
		onFirstProgram
	});
}

function loadServices(): Promise<typeof import('./services.ts')> {
	return import('./services.ts');
}

/** Runs every clean-up, even after one fails. */
async function runAll(cleanups: (() => Promise<unknown>)[]): Promise<void> {
	for (const cleanup of cleanups) {
		await cleanup().catch((error) => console.error(error));
	}
}
