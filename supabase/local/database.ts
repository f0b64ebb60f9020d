import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Client } from 'pg';
import { prepareToStore } from './net/queue.ts';
import { applyMigrations, runSqlFile } from './postgres/migrations.ts';
import { PASSWORD, SUPERUSER } from './postgres/cluster.ts';
import { SUPABASE_FOLDER } from './config.ts';

const STORAGE_SCHEMA = 'storage/schema.sql';

/** Connection string of a login role of the local Postgres. */
export function databaseUrl(port: number, role = 'postgres'): string {
	return `postgresql://${role}:${PASSWORD}@127.0.0.1:${port}/postgres`;
}

/** Connection string of the superuser. */
export function superuserUrl(port: number): string {
	return databaseUrl(port, SUPERUSER);
}

/** Sets up a new cluster like Supabase's Postgres: roles, schemas, extensions, `realtime`, `storage`. */
export async function bootstrap(port: number): Promise<void> {
	await withClient(superuserUrl(port), async (client) => {
		for (const file of ['postgres/bootstrap.sql', 'realtime/schema.sql', STORAGE_SCHEMA]) {
			await runOwnFile(client, file);
		}
		await prepareToStore(client);
	});
}

/** Creates the schema `storage` in an older data folder, or brings it up to date. */
export async function updateStorageSchema(port: number): Promise<void> {
	await withClient(superuserUrl(port), (client) => runOwnFile(client, STORAGE_SCHEMA));
}

/** Applies pending migrations, then the seed files given. @returns the names of the applied migrations */
export async function migrate(port: number, seedPaths: string[]): Promise<string[]> {
	return withClient(databaseUrl(port), async (client) => {
		const applied = await applyMigrations(client, join(SUPABASE_FOLDER, 'migrations'));
		for (const path of seedPaths) await runSqlFile(client, path);
		return applied;
	});
}

/** Stores the URL of the edge functions, whose port may have changed since the last start. */
export async function setFunctionsUrl(superuserUrl: string, functionsUrl: string): Promise<void> {
	await withClient(superuserUrl, (client) =>
		client.query('update public.support_settings set functions_url = $1', [functionsUrl])
	);
}

async function runOwnFile(client: Client, file: string): Promise<void> {
	await client.query(await readFile(join(import.meta.dirname, file), 'utf8'));
}

async function withClient<T>(url: string, use: (client: Client) => Promise<T>): Promise<T> {
	const client = new Client({ connectionString: url });
	await client.connect();
	try {
		return await use(client);
	} finally {
		await client.end();
	}
}
