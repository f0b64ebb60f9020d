import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startLite, type Lite } from '../../../supabase/local/auth-and-rest/lite.ts';
import { bootstrap, databaseUrl, superuserUrl } from '../../../supabase/local/database.ts';
import { findFreePortBase, portsFrom } from '../../../supabase/local/ports.ts';
import { ensureInstallation } from '../../../supabase/local/postgres/installation.ts';
import { startPostgres, type PostgresServer } from '../../../supabase/local/postgres/server.ts';
import { makeStateFolder, makeThrowawayFolder } from '../../../supabase/local/state-folder.ts';

// The way to a hosted project: the CLI pushes migrations and seed to a database that has only what
// the platform brings.

const ROOT = join(import.meta.dirname, '..', '..', '..');
let port: number;
let postgres: PostgresServer;
let lite: Lite;
let folder: Awaited<ReturnType<typeof makeThrowawayFolder>>;

beforeAll(async () => {
	port = portsFrom(await findFreePortBase(30100)).db;
	folder = await makeThrowawayFolder();
	postgres = await startPostgres({
		installation: await ensureInstallation(await makeStateFolder()),
		dataFolder: join(folder.path, 'data'),
		port,
		durable: false
	});
	await bootstrap(port);
	lite = await startLite({
		databaseUrl: superuserUrl(port),
		api: {},
		auth: {},
		sendMail: () => {}
	});
});
afterAll(async () => {
	await lite.stop();
	await postgres.stop();
	await folder.remove();
});

describe('supabase db push', () => {
	test('applies every migration and the seed to an empty project', async () => {
		await promisify(execFile)(
			join(ROOT, 'node_modules/.bin/supabase'),
			['db', 'push', `--remote=${databaseUrl(port)}`, '--include-seed', '--yes'],
			{ cwd: ROOT, env: { ...process.env, PGSSLMODE: 'disable' } }
		);
		const client = new pg.Client({ connectionString: databaseUrl(port) });
		await client.connect();
		const { rows } = await client.query(
			`select
				(select count(*)::int from supabase_migrations.schema_migrations) > 0 as migrated,
				(select count(*)::int from public.support_admins) as admins,
				(select sum(message_count)::int from public.support_chats) as messages`
		);
		await client.end();
		expect(rows).toEqual([{ migrated: true, admins: 1, messages: 7 }]);
	}, 60_000);
});
