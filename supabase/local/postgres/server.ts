import { spawn, type ChildProcess } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { once } from 'node:events';
import { join } from 'node:path';
import { StackError } from '../errors.ts';
import { initCluster, isCluster, type ClusterOptions } from './cluster.ts';
import { guard } from './guard.ts';
import { postgresOsUser } from './os-user.ts';
import { runProgram } from './run-program.ts';

export interface PostgresOptions extends ClusterOptions {
	port: number;
	/** False trades crash safety for speed, for throwaway databases. */
	durable: boolean;
	/** Receives the server's log output. */
	log?: (text: string) => void;
}

export interface PostgresServer {
	/** Whether this start created the cluster. */
	readonly isNew: boolean;
	/** Stops the server and starts it on the same data. */
	restart(): Promise<void>;
	/** Closes every connection and stops the server. */
	stop(): Promise<void>;
}

const READY = 'database system is ready to accept connections';

/**
 * Starts PostgreSQL on 127.0.0.1, creating the cluster first if there is none.
 *
 * @throws StackError when the cluster cannot be created or the server does not start
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

/** Stops a server that outlived its stack, which was killed before it could clean up. */
async function stopOrphan({ installation, dataFolder }: PostgresOptions): Promise<void> {
	const pid = await readFile(join(dataFolder, 'postmaster.pid'), 'utf8').then(
		(text) => Number.parseInt(text, 10),
		() => undefined
	);
	if (pid === undefined) return;
	await runProgram(join(installation, 'bin', 'pg_ctl'), [
		'stop',
		`--pgdata=${dataFolder}`,
		'--mode=immediate',
		'--silent'
	]).catch(() => {
		// Not running: the file is left over from a crash, and the server removes it on start.
	});
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
			// Its own process group: Ctrl-C in the terminal reaches only the stack, which stops its
			// parts in order.
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
