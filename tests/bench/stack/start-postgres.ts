import { setFunctionsUrl } from '../../../supabase/local/database.ts';
import { install, startEmptyPostgres, type DatabaseUrls } from '../../fixtures/empty-postgres.ts';

/** Starts a Postgres without pg_cron and pg_net workers. */
export async function startBenchPostgres(): Promise<{
	/** Creates a database with the product's schema. */
	create(): Promise<DatabaseUrls>;
	stop(): Promise<void>;
}> {
	const postgres = await startEmptyPostgres();
	return {
		async create() {
			const database = await postgres.create();
			await install(database);
			await setFunctionsUrl(database.superuserUrl, 'http://127.0.0.1:9');
			return database;
		},
		stop: () => postgres.stop()
	};
}
