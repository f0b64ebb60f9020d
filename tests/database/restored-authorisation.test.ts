import { afterAll, beforeAll } from 'vitest';
import { dumpData, restoreData } from '../fixtures/data-dump.ts';
import { connected } from '../fixtures/empty-postgres.ts';
import { environment } from '../fixtures/environment.ts';
import { spawnStack } from '../fixtures/start-stack.ts';
// All its tests again, in the database that is made below.
import './authorisation.test.ts';

// Who may do what in a project that a back-up was restored to.

let stopStack = async () => {};
beforeAll(async () => {
	const dump = await dumpData(environment.dbUrl);
	const { ready, stop } = await spawnStack('ignore');
	stopStack = stop;
	await connected(ready.db_url ?? '', async (client) => {
		await client.query('delete from auth.users');
		await restoreData(client, dump);
	});
	process.env.SUPABASE_DB_URL = ready.db_url;
}, 120_000);
afterAll(() => stopStack());
