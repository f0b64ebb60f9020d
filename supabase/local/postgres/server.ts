import { spawn, type ChildProcess } from 'node:child_process';
import { chown, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { once } from 'node:events';
import { dirname, join } from 'node:path';
import { StackError, explainFileError } from '../errors.ts';
import { guard } from './guard.ts';
import { postgresOsUser } from './os-user.ts';

export interface PostgresOptions {
	/** The folder with bin/, lib/ and share/ (installation.ts). */
	installation: string;
	/** The cluster's folder; made by initdb when it holds none yet. */
	dataFolder: string;
	port: number;
	/** False gives up crash safety for speed: for databases that are thrown away. */
	durable: boolean;
	/** Takes the server's log lines. */
	log?: (text: string) => void;
	/** Called when the first of PostgreSQL's programs runs, for which this process then only waits. */
	onFirstProgram?: () => void;
}

export interface PostgresServer {
	/** True when this start made the cluster. */
	readonly isNew: boolean;
	/** Stops and starts the server on the same data: what a client sees of a database restart. */
	restart(): Promise<void>;
	/** Ends every connection and the server. */
	stop(): Promise<void>;
}

/** The superuser, as on the platform: migrations run as `postgres`, which is none. */
export const SUPERUSER = 'supabase_admin';
/** Password of every login role: the public default of `supabase start`. */
export const PASSWORD = 'postgres';

const READY = 'database system is ready to accept connections';

/**
 * Starts PostgreSQL on 127.0.0.1, making the cluster first when there is none.
 *
 * @throws StackError when the cluster cannot be made or the server does not come up
 */
export async function startPostgres(options: PostgresOptions): Promise<PostgresServer> {
	const isNew = !(await isCluster(options.dataFolder));
	if (isNew) await initCluster(options);
	else await stopOrphan(options);
	const launching = launch(options);
	if (!isNew) options.onFirstProgram?.();
	let server = await launching;
	let releaseGuard = guard(server);
	const stop = async () => {
		await terminate(server);
		releaseGuard();
	};
	return {
		isNew,
		async restart() {
			await stop();
			server = await launch(options);
			releaseGuard = guard(server);
		},
		stop
	};
}

async function isCluster(folder: string): Promise<boolean> {
	return readFile(join(folder, 'PG_VERSION')).then(
		() => true,
		() => false
	);
}

async function initCluster({
	installation,
	dataFolder,
	onFirstProgram
}: PostgresOptions): Promise<void> {
	const secrets = await mkdtemp(join(dirname(dataFolder), 'initdb-'));
	try {
		const passwordFile = join(secrets, 'password');
		await writeFile(passwordFile, `${PASSWORD}\n`);
		await mkdir(dataFolder, { recursive: true, mode: 0o700 });
		await giveToPostgres([dataFolder, secrets, passwordFile]);
		const making = run(join(installation, 'bin', 'initdb'), [
			`--pgdata=${dataFolder}`,
			`--username=${SUPERUSER}`,
			`--pwfile=${passwordFile}`,
			'--auth=scram-sha-256',
			'--encoding=UTF8',
			// The same order and character classes on every operating system.
			'--locale-provider=builtin',
			'--builtin-locale=C.UTF-8',
			'--locale=C',
			'--no-sync'
		]);
		onFirstProgram?.();
		await making;
	} catch (error) {
		await rm(dataFolder, { recursive: true, force: true });
		throw explainFileError(error, dataFolder);
	} finally {
		await rm(secrets, { recursive: true, force: true });
	}
}

async function giveToPostgres(paths: string[]): Promise<void> {
	const { uid, gid } = postgresOsUser();
	if (uid === undefined || gid === undefined) return;
	for (const path of paths) await chown(path, uid, gid);
}

/** Ends a server that outlived its stack (killed without a chance to clean up). */
async function stopOrphan({ installation, dataFolder }: PostgresOptions): Promise<void> {
	const pid = await readFile(join(dataFolder, 'postmaster.pid'), 'utf8').then(
		(text) => Number.parseInt(text, 10),
		() => undefined
	);
	if (pid === undefined) return;
	await run(join(installation, 'bin', 'pg_ctl'), [
		'stop',
		`--pgdata=${dataFolder}`,
		'--mode=immediate',
		'--silent'
	]).catch(() => {
		// Not running: the file is left over from a crash, and the server removes it at its start.
	});
}

/** Runs a program of the installation to its end, as PostgreSQL's user. */
async function run(program: string, args: string[]): Promise<void> {
	const child = spawn(program, args, {
		...postgresOsUser(),
		cwd: '/',
		env: { PATH: process.env.PATH, LC_ALL: 'C' },
		stdio: ['ignore', 'ignore', 'pipe']
	});
	let output = '';
	child.stderr.on('data', (chunk: Buffer) => (output += chunk));
	const [code] = (await once(child, 'close')) as [number | null];
	if (code === 0) return;
	if (/No space left on device/.test(output)) {
		throw Object.assign(new Error(output), { code: 'ENOSPC' });
	}
	throw new StackError(`${program} failed: ${output.trim().split('\n').slice(-3).join(' ')}`);
}

async function launch(options: PostgresOptions): Promise<ChildProcess> {
	const child = spawn(
		join(options.installation, 'bin', 'postgres'),
		['-D', options.dataFolder, ...serverSettings(options).flatMap((setting) => ['-c', setting])],
		{
			...postgresOsUser(),
			cwd: '/',
			env: { PATH: process.env.PATH, LC_ALL: 'C' },
			stdio: ['ignore', 'ignore', 'pipe'],
			// A process group of its own: Ctrl-C in the terminal goes to the stack, which then stops
			// its parts in order.
			detached: true
		}
	);
	await new Promise<void>((resolve, reject) => {
		let output = '';
		child.on('error', reject);
		child.once('exit', () => reject(startError(output, options)));
		child.stderr.on('data', (chunk: Buffer) => {
			const text = String(chunk);
			options.log?.(text);
			output = (output + text).slice(-4000);
			if (text.includes(READY)) resolve();
		});
	});
	return child;
}

function startError(output: string, { port, dataFolder }: PostgresOptions): StackError {
	if (/could not bind|Address already in use/.test(output)) {
		return new StackError(`Port ${port} (Postgres) is taken by another program.`);
	}
	if (/No space left on device/.test(output)) {
		return new StackError(`No space left on the disk that holds ${dataFolder}.`);
	}
	const reason = /FATAL: +(.*)/.exec(output)?.[1] ?? output.trim().split('\n').at(-1);
	return new StackError(`PostgreSQL did not start: ${reason}`);
}

function serverSettings({ port, durable }: PostgresOptions): string[] {
	const settings = [
		`port=${port}`,
		'listen_addresses=127.0.0.1',
		'unix_socket_directories=',
		'wal_level=logical',
		'max_connections=200',
		'max_wal_senders=10',
		'max_replication_slots=10',
		'shared_buffers=128MB',
		'timezone=UTC',
		'log_timezone=UTC'
	];
	// Not synchronous_commit=off: Realtime's stream would wait for the background writer's flush.
	if (!durable) settings.push('fsync=off', 'full_page_writes=off');
	return settings;
}

async function terminate(server: ChildProcess): Promise<void> {
	if (server.exitCode !== null || server.signalCode !== null) return;
	const ended = once(server, 'exit');
	server.kill('SIGINT');
	await ended;
}
