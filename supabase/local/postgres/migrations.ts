import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Client } from 'pg';
import { StackError } from '../errors.ts';
import { stateFolder } from '../state-folder.ts';

/**
 * Applies the pending migrations, each in a transaction, and records them in the Supabase CLI's table, so
 * that `supabase migration list --remote=…` agrees.
 *
 * @param client connected as `postgres`
 * @param folder the folder with `<version>_<name>.sql` files
 * @returns the names of the applied files
 * @throws StackError that names file and line of the failed statement
 */
export async function applyMigrations(client: Client, folder: string): Promise<string[]> {
	await client.query(`
		create schema if not exists supabase_migrations;
		create table if not exists supabase_migrations.schema_migrations (
			version text not null primary key,
			statements text[],
			name text
		);
	`);
	const { rows } = await client.query<{ version: string }>(
		'select version from supabase_migrations.schema_migrations'
	);
	const applied = new Set(rows.map((row) => row.version));
	const files = (await readdir(folder)).filter((file) => /^\d+_.*\.sql$/.test(file)).sort();
	const foreign = [...applied].filter(
		(version) => !files.some((file) => versionOf(file) === version)
	);
	if (foreign.length > 0) {
		throw new StackError(
			`The local database was made from other migrations: ${foreign.join(', ')}. Its data is for another ` +
				`version of the schema. To start with an empty one, delete ${stateFolder()}.`
		);
	}
	const pending = files.filter((file) => !applied.has(versionOf(file)));
	for (const file of pending) await applyMigration(client, folder, file);
	return pending;
}

async function applyMigration(client: Client, folder: string, file: string): Promise<void> {
	const sql = await readFile(join(folder, file), 'utf8');
	const name = file.slice(versionOf(file).length + 1, -'.sql'.length);
	await client.query('begin');
	try {
		await client.query(sql);
		await client.query(
			'insert into supabase_migrations.schema_migrations (version, statements, name) values ($1, $2, $3)',
			[versionOf(file), [sql], name]
		);
		await client.query('commit');
	} catch (error) {
		await client.query('rollback');
		throw describeSqlError(error, file, sql);
	} finally {
		// A migration may have changed settings of the session.
		await client.query('reset all');
	}
}

/** Runs an SQL file, such as the seed; ignores a missing file. @throws StackError */
export async function runSqlFile(client: Client, path: string): Promise<void> {
	const sql = await readFile(path, 'utf8').catch(() => undefined);
	if (sql === undefined) return;
	await client.query(sql).catch((error) => {
		throw describeSqlError(error, path, sql);
	});
}

function versionOf(file: string): string {
	return file.slice(0, file.indexOf('_'));
}

function describeSqlError(error: unknown, file: string, sql: string): StackError {
	const { message, position } = error as { message: string; position?: string };
	const line = position ? sql.slice(0, Number(position)).split('\n').length : undefined;
	return new StackError(`${file}${line ? `, line ${line}` : ''}: ${message}`, { cause: error });
}
