import { join } from 'node:path';
import pg from 'pg';
import { startLite } from '../../supabase/local/auth-and-rest/lite.ts';
import {
	bootstrap,
	databaseUrl,
	migrate,
	setFunctionsUrl,
	superuserUrl
} from '../../supabase/local/database.ts';
import { findFreePortBase, portsFrom } from '../../supabase/local/ports.ts';
import { ensureInstallation } from '../../supabase/local/postgres/installation.ts';
import { startPostgres } from '../../supabase/local/postgres/server.ts';
import { maintainPartitions } from '../../supabase/local/realtime/partitions.ts';
import { makeStateFolder, makeThrowawayFolder } from '../../supabase/local/state-folder.ts';

export interface BenchUrls {
	ownerUrl: string;
	superuserUrl: string;
}

/**
 * A Postgres with the product's schema and nothing else running on it: no clock, no requests.
 *
 * @param prepare what happens to the database before the product comes into it
 */
export async function startBenchPostgres(
	prepare: (superuserUrl: string) => Promise<void> = async () => {}
): Promise<
	BenchUrls & {
		/** A second database of it, as empty. */
		small: BenchUrls;
		stop(): Promise<void>;
	}
> {
	const port = portsFrom(await findFreePortBase(31000)).db;
	const folder = await makeThrowawayFolder();
	const postgres = await startPostgres({
		installation: await ensureInstallation(await makeStateFolder()),
		dataFolder: join(folder.path, 'data'),
		port,
		durable: false
	});
	await bootstrap(port);
	// It makes the schema `auth`, and is not needed after that.
	const lite = await startLite({
		databaseUrl: superuserUrl(port),
		api: {},
		auth: {},
		sendMail: () => {}
	});
	await lite.stop();
	await prepare(superuserUrl(port));
	await migrate(port, []);
	await makePartitions(superuserUrl(port));
	await setFunctionsUrl(superuserUrl(port), 'http://127.0.0.1:9');
	const urls = { ownerUrl: databaseUrl(port), superuserUrl: superuserUrl(port) };
	return {
		...urls,
		small: await copyDatabase(urls),
		stop: async () => {
			await postgres.stop();
			await folder.remove();
		}
	};
}

/** As Realtime does at its start; without one for today no event is written. */
async function makePartitions(url: string): Promise<void> {
	const client = new pg.Client({ connectionString: url });
	await client.connect();
	try {
		await maintainPartitions(client);
	} finally {
		await client.end();
	}
}

/** Copies the database, which nobody may be connected to. */
async function copyDatabase({ ownerUrl, superuserUrl }: BenchUrls): Promise<BenchUrls> {
	const at = (url: string, database: string) => url.replace(/\/postgres$/, `/${database}`);
	const client = new pg.Client({ connectionString: at(superuserUrl, 'template1') });
	await client.connect();
	try {
		await client.query('create database small template postgres owner postgres');
	} finally {
		await client.end();
	}
	return { ownerUrl: at(ownerUrl, 'small'), superuserUrl: at(superuserUrl, 'small') };
}
