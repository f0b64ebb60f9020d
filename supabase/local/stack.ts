import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { createAdminUsers } from './auth-and-rest/admin-users.ts';
import { startRestartableLite, type RestartableLite } from './auth-and-rest/restartable-lite.ts';
import { CONFIG_PATH, readConfig, SUPABASE_FOLDER } from './config.ts';
import { startCron } from './cron/scheduler.ts';
import { bootstrap, databaseUrl, migrate, superuserUrl } from './database.ts';
import { createFunctions } from './functions/functions.ts';
import { startGateway } from './gateway.ts';
import { JWT_SECRET, PUBLISHABLE_KEY, SECRET_KEY } from './keys.ts';
import { startMailbox } from './mailbox/server.ts';
import { startNet } from './net/worker.ts';
import { portsFrom, requireFreePorts, type Ports } from './ports.ts';
import { ensureInstallation } from './postgres/installation.ts';
import { startPostgres, type PostgresServer } from './postgres/server.ts';
import { createRestartableRealtime } from './realtime/restartable.ts';
import type { RestartableRealtime } from './realtime/restartable.ts';
import { makeStateFolder, openDataFolder } from './state-folder.ts';
import { writeSecrets } from './vault/write-secrets.ts';

export interface StackOptions {
	portBase: number;
	/** Start from an empty database, in a folder that is removed at the end. */
	fresh: boolean;
	/** Where the data is kept when not fresh; by default in the state folder. */
	folder?: string;
	/** Told each step in a few words. */
	progress?: (step: string) => void;
}

export interface Stack {
	url: string;
	publishableKey: string;
	secretKey: string;
	dbUrl: string;
	mailboxUrl: string;
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
	const cleanups: (() => Promise<unknown>)[] = [];
	let stopping: Promise<void> | undefined;
	const stop = () => (stopping ??= runAll(cleanups.reverse()));
	try {
		await requireFreePorts(ports);
		const folder = await openDataFolder(options);
		cleanups.push(folder.release);
		progress('Starting PostgreSQL');
		const postgres = await openPostgres(folder.path, ports, !options.fresh);
		cleanups.push(() => postgres.stop());
		if (postgres.isNew) await bootstrap(ports.db);
		const { lite, realtime } = await openServices(ports, postgres.isNew, progress, cleanups);
		return {
			url: apiUrl(ports),
			publishableKey: PUBLISHABLE_KEY,
			secretKey: SECRET_KEY,
			dbUrl: databaseUrl(ports.db),
			mailboxUrl: `http://127.0.0.1:${ports.mailbox}`,
			restartPostgres: () => lite.whileDown(() => postgres.restart()),
			restartRealtime: (downMs) => realtime.restart(downMs),
			stop
		};
	} catch (error) {
		await stop();
		throw error;
	}
}

async function openServices(
	ports: Ports,
	isNew: boolean,
	progress: (step: string) => void,
	cleanups: (() => Promise<unknown>)[]
): Promise<{ lite: RestartableLite; realtime: RestartableRealtime }> {
	const config = await readConfig();
	const superuser = superuserUrl(ports.db);
	const opened = async <T extends { stop(): Promise<unknown> }>(service: T | Promise<T>) => {
		const running = await service;
		cleanups.push(() => running.stop());
		return running;
	};

	const mailbox = await opened(startMailbox({ port: ports.mailbox }));
	progress('Starting REST and Auth');
	const lite = await opened(
		startRestartableLite({
			databaseUrl: superuser,
			api: config.api,
			auth: config.auth,
			sendMail: (mail) => mailbox.add(mail)
		})
	);
	progress('Applying migrations');
	await migrate(ports.db, isNew ? config.seedPaths : []);
	await writeSecrets(superuser, config.vault, {
		...process.env,
		SUPPORT_FUNCTIONS_URL: `${apiUrl(ports)}/functions/v1`,
		SUPPORT_SECRET_KEY: SECRET_KEY
	});

	progress('Starting Realtime, cron and functions');
	const users = await opened(createAdminUsers(superuser));
	const functions = await opened(
		createFunctions({
			functionsDir: join(SUPABASE_FOLDER, 'functions'),
			configPath: CONFIG_PATH,
			env: functionEnv(ports),
			jwtSecret: JWT_SECRET,
			log: report
		})
	);
	const realtime = await opened(
		createRestartableRealtime({
			databaseUrl: superuser,
			jwtSecret: JWT_SECRET,
			publishableKey: PUBLISHABLE_KEY,
			secretKey: SECRET_KEY
		})
	);
	await opened(startCron({ databaseUrl: superuser, log: report }));
	await opened(startNet({ databaseUrl: superuser, log: report }));
	await opened(
		startGateway(ports.api, {
			rest: (request, peer) => lite.fetch(request, peer),
			auth: (request, peer) =>
				new URL(request.url).pathname.startsWith('/auth/v1/admin/users')
					? users.fetch(request)
					: lite.fetch(request, peer),
			functions: (request) => functions.fetch(request),
			realtime: (request) => realtime.fetch(request),
			realtimeSocket: (request, socket, head) => realtime.handleUpgrade(request, socket, head)
		})
	);
	return { lite, realtime };
}

function apiUrl(ports: Ports): string {
	return `http://127.0.0.1:${ports.api}`;
}

/** Where services tell of crashes and outages: not standard output, which may be read by a script. */
function report(text: string): void {
	console.error(text);
}

/** What the platform gives every edge function, and a mail service to send through. */
function functionEnv(ports: Ports): Record<string, string> {
	return {
		SUPABASE_URL: apiUrl(ports),
		SUPABASE_DB_URL: databaseUrl(ports.db),
		SUPABASE_PUBLISHABLE_KEYS: JSON.stringify({ default: PUBLISHABLE_KEY }),
		SUPABASE_SECRET_KEYS: JSON.stringify({ default: SECRET_KEY }),
		RESEND_API_KEY: 're_local',
		RESEND_BASE_URL: `http://127.0.0.1:${ports.mailbox}`
	};
}

async function openPostgres(
	folder: string,
	ports: Ports,
	durable: boolean
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
		log: (text) => log.write(text)
	});
}

/** Runs every clean-up, also when one fails. */
async function runAll(cleanups: (() => Promise<unknown>)[]): Promise<void> {
	for (const cleanup of cleanups) {
		await cleanup().catch((error) => console.error(error));
	}
}
