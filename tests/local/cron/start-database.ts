/** A separate Postgres with the local stack's bootstrap. */
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import pg from 'pg';
import { bootstrap, databaseUrl, superuserUrl } from '../../../supabase/local/database.ts';
import { ensureInstallation } from '../../../supabase/local/postgres/installation.ts';
import { startPostgres } from '../../../supabase/local/postgres/server.ts';
import { makeStateFolder, makeThrowawayFolder } from '../../../supabase/local/state-folder.ts';

export interface TestDatabase {
	superuserUrl: string;
	/** Opens a connection that closes with the database. */
	connect(role?: string): Promise<pg.Client>;
	/** Stops and starts the server; all connections are lost. */
	restart(): Promise<void>;
	stop(): Promise<void>;
}

export async function startDatabase(): Promise<TestDatabase> {
	const installation = await ensureInstallation(await makeStateFolder());
	const folder = await makeThrowawayFolder();
	const port = await findFreePort();
	const dataFolder = join(folder.path, 'data');
	const server = await startPostgres({ installation, dataFolder, port, durable: false });
	await bootstrap(port);
	const clients: pg.Client[] = [];
	return {
		superuserUrl: superuserUrl(port),
		async connect(role = 'postgres') {
			const client = new pg.Client({ connectionString: databaseUrl(port, role) });
			client.on('error', () => undefined);
			clients.push(client);
			await client.connect();
			return client;
		},
		restart: () => server.restart(),
		async stop() {
			await Promise.all(clients.map((client) => client.end().catch(() => undefined)));
			await server.stop();
			await folder.remove();
		}
	};
}

/** Runs `use` in a transaction with another role, and rolls it back. */
export async function as<T>(client: pg.Client, role: string, use: () => Promise<T>): Promise<T> {
	await client.query('begin');
	try {
		await client.query(`set local role ${role}`);
		return await use();
	} finally {
		await client.query('rollback');
	}
}

function findFreePort(): Promise<number> {
	return new Promise((resolve) => {
		const probe = createServer().listen(0, '127.0.0.1', () => {
			const { port } = probe.address() as AddressInfo;
			probe.close(() => resolve(port));
		});
	});
}
