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

// Deployment to a hosted project: the CLI pushes migrations and seed to a database with only the platform's
// own objects.

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

/** Pushes migrations and seed; rejects with the CLI's output. */
function push(): Promise<unknown> {
	return promisify(execFile)(
		join(ROOT, 'node_modules/.bin/supabase'),
		['db', 'push', `--remote=${databaseUrl(port)}`, '--include-seed', '--yes'],
		{ cwd: ROOT, env: { ...process.env, PGSSLMODE: 'disable' } }
	);
}

async function query(sql: string, url = databaseUrl(port)): Promise<Record<string, unknown>[]> {
	const client = new pg.Client({ connectionString: url });
	await client.connect();
	try {
		return (await client.query(sql)).rows;
	} finally {
		await client.end();
	}
}

describe('supabase db push', () => {
	/** A conflicting object, how to remove it, and the expected message. */
	const obstacles: [string, string, string][] = [
		[
			'create schema support_private',
			'drop schema support_private',
			'There is a schema support_private already'
		],
		[
			'create table public.support_messages (id integer)',
			'drop table public.support_messages',
			'There is a table, view, index or type public.support_messages already'
		],
		[
			"create type public.support_sender_type as enum ('bot')",
			'drop type public.support_sender_type',
			'There is a table, view, index or type public.support_sender_type already'
		],
		[
			"create function public.support_health() returns text language sql as 'select null'",
			'drop function public.support_health()',
			'There is a function public.support_health already'
		]
	];

	test.for(obstacles)(
		'stops before any change and reports the conflict: %s',
		async ([obstacle, removal, words]) => {
			await query(obstacle, superuserUrl(port));
			try {
				await expect(push()).rejects.toMatchObject({ stderr: expect.stringContaining(words) });
				expect(
					await query(
						`select nspname from pg_namespace where nspname = 'support_private'
						union all select relname from pg_class where relname = 'support_chats'
						union all select version from supabase_migrations.schema_migrations`
					)
				).toEqual(obstacle.includes('support_private') ? [{ nspname: 'support_private' }] : []);
			} finally {
				await query(removal, superuserUrl(port));
			}
		}
	);

	test('applies every migration and the seed, and leaves the host’s objects alone', async () => {
		await query(
			`create schema private;
			create function private.helper() returns integer language sql as 'select 1';
			grant usage on schema private to anon;`
		);
		await push();
		expect(
			await query("select has_function_privilege('anon', 'private.helper()', 'execute') as may")
		).toEqual([{ may: true }]);
		const rows = await query(
			`select
				(select count(*)::int from supabase_migrations.schema_migrations) > 0 as migrated,
				(select count(*)::int from public.support_admins) as admins,
				(select sum(message_count)::int from public.support_chats) as messages`
		);
		expect(rows).toEqual([{ migrated: true, admins: 1, messages: 7 }]);
	}, 60_000);
});
