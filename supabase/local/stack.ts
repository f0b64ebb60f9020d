import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { addressesOf, type StackAddresses } from './addresses.ts';
import { bootstrap } from './database.ts';
import { portsFrom, requireFreePorts, type Ports } from './ports.ts';
import { ensureInstallation } from './postgres/installation.ts';
import { startPostgres, type PostgresServer } from './postgres/server.ts';
import type { RealtimeOptions } from './realtime/realtime.ts';
import { makeStateFolder, openDataFolder } from './state-folder.ts';

export interface StackOptions {
	portBase: number;
	/** Start from an empty database, in a folder that is removed at the end. */
	fresh: boolean;
	/** Where the data is kept when not fresh; by default in the state folder. */
	folder?: string;
	/** Told each step in a few words. */
	progress?: (step: string) => void;
	/** What Realtime allows, by default as much as on the Free plan, and where it tells what it drops. */
	realtime?: Pick<RealtimeOptions, 'limits' | 'log'>;
	/** Called when this process has little to do until PostgreSQL runs: the time for other work. */
	meanwhile?: () => void;
}

export interface Stack extends StackAddresses {
	/** Stops and starts Postgres under the running services. */
	restartPostgres(): Promise<void>;
	/** Closes all live channels; for `downMs` milliseconds there is no Realtime. */
	restartRealtime(downMs?: number): Promise<void>;
	/** Ends everything that was started, last first. */
	stop(): Promise<void>;
}

/**
 * Starts the local Supabase: Postgres, then what runs on it, then the address that clients use.
 *
 * @throws StackError with one sentence for each thing that can go wrong on a person's machine
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
			// They take long to load. That they cannot be is told where they are needed.
			loadServices().then(options.meanwhile, () => {});
		});
		cleanups.push(() => postgres.stop());
		if (postgres.isNew) await bootstrap(ports.db);
		const { openServices } = await loadServices();
		const { isNew } = postgres;
		const { lite, realtime } = await openServices({
			...{ ports, addresses, isNew, progress, cleanups },
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
		// A log that cannot be written stops nothing.
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

/** Runs every clean-up, also when one fails. */
async function runAll(cleanups: (() => Promise<unknown>)[]): Promise<void> {
	for (const cleanup of cleanups) {
		await cleanup().catch((error) => console.error(error));
	}
}
