import { join } from 'node:path';
import type { StackAddresses } from './addresses.ts';
import { createAdminUsers } from './auth-and-rest/admin-users.ts';
import { createGuests } from './auth-and-rest/guests.ts';
import { startRestartableLite, type RestartableLite } from './auth-and-rest/restartable-lite.ts';
import { CONFIG_PATH, overrideConfig, readConfig, SUPABASE_FOLDER } from './config.ts';
import { startCron } from './cron/scheduler.ts';
import { databaseUrl, migrate, setFunctionsUrl, superuserUrl } from './database.ts';
import { createFunctions } from './functions/functions.ts';
import { startGateway } from './gateway.ts';
import { JWT_SECRET, PUBLISHABLE_KEY, SECRET_KEY } from './keys.ts';
import { startMailbox } from './mailbox/server.ts';
import { startNet } from './net/worker.ts';
import type { Ports } from './ports.ts';
import { createRestartableRealtime } from './realtime/restartable.ts';
import type { RealtimeOptions } from './realtime/realtime.ts';
import type { RestartableRealtime } from './realtime/restartable.ts';
import { createStorage } from './storage/storage.ts';

export interface ServicesOptions {
	ports: Ports;
	addresses: StackAddresses;
	/** Where Storage keeps its files. */
	filesFolder: string;
	/** Whether the database is new and gets the seed. */
	isNew: boolean;
	/** Settings of config.toml to override, by their path. */
	settings: Record<string, unknown>;
	/** Realtime's limits, and its log. */
	realtime?: Pick<RealtimeOptions, 'limits' | 'log'>;
	/** Called with a short description of each step. */
	progress: (step: string) => void;
	/** Receives a function that stops each started service. */
	cleanups: (() => Promise<unknown>)[];
}

/** Starts the services on Postgres, applies the migrations in between, and opens the gateway last. */
export async function openServices({
	ports,
	addresses,
	filesFolder,
	isNew,
	settings,
	realtime: realtimeOptions,
	progress,
	cleanups
}: ServicesOptions): Promise<{ lite: RestartableLite; realtime: RestartableRealtime }> {
	const config = overrideConfig(await readConfig(), settings);
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
	await setFunctionsUrl(superuser, `${addresses.url}/functions/v1`);

	progress('Starting Storage, Realtime, cron and functions');
	const users = await opened(createAdminUsers(superuser));
	const guests = await opened(createGuests({ databaseUrl: superuser, auth: config.auth, lite }));
	const functions = await opened(
		createFunctions({
			functionsDir: join(SUPABASE_FOLDER, 'functions'),
			configPath: CONFIG_PATH,
			env: functionEnv(addresses),
			jwtSecret: JWT_SECRET,
			log: report
		})
	);
	const keys = { jwtSecret: JWT_SECRET, publishableKey: PUBLISHABLE_KEY, secretKey: SECRET_KEY };
	const storage = await opened(
		createStorage({
			...keys,
			databaseUrl: databaseUrl(ports.db, 'supabase_storage_admin'),
			folder: filesFolder,
			maxFileSize: config.maxFileSize,
			log: report
		})
	);
	const realtime = await opened(
		createRestartableRealtime({
			...realtimeOptions,
			...keys,
			databaseUrl: superuser
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
					: guests.fetch(request, peer),
			functions: (request) => functions.fetch(request),
			storage: (request) => storage.fetch(request),
			storageFaults: (request) => storage.controlFaults(request),
			realtime: (request) => realtime.fetch(request),
			realtimeSocket: (request, socket, head) => realtime.handleUpgrade(request, socket, head)
		})
	);
	return { lite, realtime };
}

/** Logs crashes and outages of services: not to standard output, which a script may read. */
function report(text: string): void {
	console.error(text);
}

/** The platform's variables for every edge function, and the mailbox as its mail service. */
function functionEnv(addresses: StackAddresses): Record<string, string> {
	return {
		SUPABASE_URL: addresses.url,
		SUPABASE_DB_URL: addresses.dbUrl,
		SUPABASE_PUBLISHABLE_KEYS: JSON.stringify({ default: addresses.publishableKey }),
		SUPABASE_SECRET_KEYS: JSON.stringify({ default: addresses.secretKey }),
		RESEND_API_KEY: 're_local',
		RESEND_BASE_URL: addresses.mailboxUrl
	};
}
