import { chown, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { explainFileError } from '../errors.ts';
import { postgresOsUser } from './os-user.ts';
import { runProgram } from './run-program.ts';

export interface ClusterOptions {
	/** The folder that contains bin/, lib/ and share/ (installation.ts). */
	installation: string;
	/** The cluster's folder; initdb creates the cluster if there is none. */
	dataFolder: string;
	/** Called when PostgreSQL's first program has started and this process only waits for it. */
	onFirstProgram?: () => void;
}

/** The superuser, named as on the platform: `postgres`, which runs the migrations, is not one. */
export const SUPERUSER = 'supabase_admin';
/** Password of every login role: the public default of `supabase start`. */
export const PASSWORD = 'postgres';

/** Whether the folder contains a cluster. */
export async function isCluster(folder: string): Promise<boolean> {
	return readFile(join(folder, 'PG_VERSION')).then(
		() => true,
		() => false
	);
}

/**
 * Creates a cluster.
 *
 * @throws StackError when that fails; the folder is removed then
 */
export async function initCluster({
	installation,
	dataFolder,
	onFirstProgram
}: ClusterOptions): Promise<void> {
	const secrets = await mkdtemp(join(dirname(dataFolder), 'initdb-'));
	try {
		const passwordFile = join(secrets, 'password');
		await writeFile(passwordFile, `${PASSWORD}\n`);
		await mkdir(dataFolder, { recursive: true, mode: 0o700 });
		await giveToPostgres([dataFolder, secrets, passwordFile]);
		const making = runProgram(join(installation, 'bin', 'initdb'), [
			`--pgdata=${dataFolder}`,
			`--username=${SUPERUSER}`,
			`--pwfile=${passwordFile}`,
			'--auth=scram-sha-256',
			'--encoding=UTF8',
			// The same sort order and character classes on every operating system.
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
