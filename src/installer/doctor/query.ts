import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { InstallerError } from '../installer-error.ts';
import { readIfAny } from '../read-files.ts';

/** Runs one statement that changes nothing. */
export type Query = <Row>(sql: string) => Promise<Row[]>;

/**
 * Runs `use` with a read-only connection to a database.
 *
 * @throws InstallerError when it cannot be reached
 */
export async function queryDatabase<T>(url: string, use: (query: Query) => Promise<T>): Promise<T> {
	const client = await connect(url);
	try {
		await client.query('set default_transaction_read_only = on');
		return await use(async <Row>(sql: string) => (await client.query(sql)).rows as Row[]);
	} catch (error) {
		if (!(error instanceof pg.DatabaseError)) throw error;
		throw new InstallerError(`The database refused to answer: ${error.message}`);
	} finally {
		await client.end();
	}
}

async function connect(url: string): Promise<pg.Client> {
	try {
		const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 15_000 });
		await client.connect();
		return client;
	} catch (error) {
		throw new InstallerError(`The database was not reached: ${(error as Error).message}`);
	}
}

/** Whether `supabase link` was run for this folder `supabase/`. */
export async function isLinked(supabase: string): Promise<boolean> {
	return (await readIfAny(join(supabase, '.temp', 'project-ref'))) !== undefined;
}

/**
 * Queries the linked project by the Supabase CLI, which is signed in to it.
 *
 * @param remote another database than the linked one: its connection string
 */
export function linkedProject(supabase: string, remote?: string): Query {
	return async <Row>(sql: string) => {
		const folder = await mkdtemp(join(tmpdir(), 'support-chat-'));
		const file = join(folder, 'query.sql');
		const target = remote === undefined ? '--remote' : `--remote=${remote}`;
		try {
			// A file, since a shell of Windows would change the statement.
			await writeFile(file, sql);
			const args = ['db', 'query', '--read-only', '--agent', 'no', '--output-format', 'json'];
			return JSON.parse(
				await runCli([...args, '--file', file, target], dirname(supabase))
			) as Row[];
		} finally {
			await rm(folder, { recursive: true, force: true });
		}
	};
}

async function runCli(args: string[], cwd: string): Promise<string> {
	try {
		// On Windows npx is a script, which only a shell runs.
		const options = { cwd, shell: process.platform === 'win32' };
		return (await promisify(execFile)('npx', ['supabase', ...args], options)).stdout;
	} catch (error) {
		const { stderr = '', message } = error as Error & { stderr?: string };
		throw new InstallerError(
			`The linked project was not reached. Give its connection string with --db-url.\n${stderr || message}`
		);
	}
}
