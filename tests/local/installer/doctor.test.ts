import { once } from 'node:events';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { SUPABASE_FOLDER } from '../../../supabase/local/config.ts';
import { applyMigrations } from '../../../supabase/local/postgres/migrations.ts';
import { diagnose } from '../../../src/installer/doctor/diagnose.ts';
import { doctor } from '../../../src/installer/doctor/doctor.ts';
import { linkedProject } from '../../../src/installer/doctor/query.ts';
import { add, upgrade } from '../../../src/installer/install.ts';
import { newer, product, run } from '../../../src/installer/testing.ts';
import { connected, startEmptyPostgres, type DatabaseUrls } from '../../fixtures/empty-postgres.ts';

// A fresh host whose files were put there by `add`, pushed to an empty project, and what `doctor` says of
// that project before and after each thing is mended.

let postgres: Awaited<ReturnType<typeof startEmptyPostgres>>;
let project: DatabaseUrls;
let host: string;
let functions: Server;
let answer = 405;
let functionsUrl: string;
beforeAll(async () => {
	postgres = await startEmptyPostgres();
	project = await postgres.create();
	host = await mkdtemp(join(tmpdir(), 'host-'));
	await run(add, host, { yes: true });
	functions = createServer((_, response) => response.writeHead(answer).end()).listen(
		0,
		'127.0.0.1'
	);
	await once(functions, 'listening');
	functionsUrl = `http://127.0.0.1:${(functions.address() as AddressInfo).port}/functions/v1`;
}, 120_000);
afterAll(async () => {
	functions?.close();
	await postgres?.stop();
	if (host) await rm(host, { recursive: true, force: true });
});

const sql = (statement: string) => connected(project.url, (client) => client.query(statement));
const superuser = (statement: string) =>
	connected(project.superuserUrl, (client) => client.query(statement));

async function examine(folder = host): Promise<string> {
	let said = '';
	const console = { say: (text: string) => void (said += `${text}\n`), ask: async () => false };
	const isWell = await doctor({ source: product, folder, console, dbUrl: project.url });
	expect(isWell).toBe(said === '✓ Nothing is missing.\n');
	return said;
}

const WELL = '✓ Nothing is missing.\n';

test('an empty project is told to push, and the pushed one what is left to do', async () => {
	expect(await examine()).toMatch(/^✗ The chat’s tables are not in the database\.\n.*db push/);
	const applied = await connected(project.url, (client) =>
		applyMigrations(client, join(host, 'supabase/migrations'))
	);
	expect(applied).toHaveLength(Object.keys(product.migrations).length);

	const pushed = await examine();
	expect(pushed).toContain("functions_url = 'https://<project>.supabase.co/functions/v1'");
	expect(pushed).toContain('✗ Nobody is a support admin.');
	expect(pushed.match(/✗/g)).toHaveLength(2);

	await sql(`update public.support_settings set functions_url = '${functionsUrl}'`);
	expect((await examine()).match(/✗/g)).toHaveLength(1);
	await superuser(
		`insert into auth.users (id, email) values (gen_random_uuid(), 'admin@example.com')`
	);
	await sql('insert into public.support_admins (user_id) select id from auth.users');
	expect(await examine()).toBe(WELL);
}, 60_000);

test.for([
	[
		'a job',
		"set role postgres; select cron.unschedule('support-retention')",
		'Jobs of pg_cron are missing: support-retention.',
		'select support_private.schedule_support_jobs()'
	],
	[
		'the job of the mails',
		"set role postgres; select cron.unschedule('support-reply-notifications')",
		'Jobs of pg_cron are missing: support-reply-notifications.',
		'select support_private.schedule_support_jobs()'
	],
	[
		'a restrictive policy',
		'drop policy "Support chat: nobody else sends, whatever else is allowed" on realtime.messages',
		'Policies of realtime.messages are missing: restrictive for insert.',
		'select support_private.repair_support_chat()'
	],
	[
		'a permissive policy',
		'drop policy "Support chat: owners and admins receive on their topics" on realtime.messages',
		'Policies of realtime.messages are missing: permissive for select.',
		'select support_private.repair_support_chat()'
	],
	[
		'pg_net',
		'drop extension pg_net',
		'The extension pg_net is missing.',
		'create extension pg_net'
	],
	[
		'a migration',
		"delete from supabase_migrations.schema_migrations where name like '%restore'",
		'Migrations are not applied: 20270301120029_support_chat_restore.sql.',
		"insert into supabase_migrations.schema_migrations (version) values ('20270301120029')"
	]
])(
	'%s that is missing is named with its remedy, which mends it',
	async ([, harm, words, remedy]) => {
		await superuser(harm!);
		const said = await examine();
		expect(said).toMatch(/^✗/);
		expect(said).toContain(words);
		expect(said.match(/✗/g)).toHaveLength(1);
		if (!remedy!.startsWith('insert')) expect(said).toContain(remedy);
		await superuser(remedy!.replace(/(?=^select )/, 'set role postgres; '));
		expect(await examine()).toBe(WELL);
	}
);

test('pg_cron that is missing is named with its remedies, one after the other', async () => {
	await superuser('drop extension pg_cron');
	const said = await examine();
	expect(said).toContain('create extension pg_cron');
	expect(said.match(/✗/g)).toHaveLength(1);
	await superuser('create extension pg_cron');
	expect(await examine()).toContain('select support_private.schedule_support_jobs()');
	await superuser('set role postgres; select support_private.schedule_support_jobs()');
	expect(await examine()).toBe(WELL);
});

test('the function is asked: missing, locked, and elsewhere', async () => {
	answer = 404;
	expect(await examine()).toContain('npx supabase functions deploy support-reply-notification');
	answer = 401;
	expect(await examine()).toContain('verify_jwt = false');
	await sql("update public.support_settings set functions_url = 'http://127.0.0.1:9/functions/v1'");
	expect(await examine()).toContain('did not answer at http://127.0.0.1:9/functions/v1/');
	await sql(`update public.support_settings set functions_url = '${functionsUrl}'`);
	answer = 405;
	expect(await examine()).toBe(WELL);
});

test('an upgraded host is told to push the newer migration', async () => {
	const folder = await mkdtemp(join(tmpdir(), 'host-'));
	await cp(host, folder, { recursive: true });
	await run(upgrade, folder, { source: newer, yes: true });
	let said = '';
	const console = { say: (text: string) => void (said += text), ask: async () => false };
	expect(await doctor({ source: newer, folder, console, dbUrl: project.url })).toBe(false);
	expect(said).toMatch(/^✗ Migrations are not applied: \d{14}_support_chat_later\.sql\./);
	await rm(folder, { recursive: true });
});

test('by the CLI, as for a linked project, finds the same', async () => {
	process.env.PGSSLMODE = 'disable';
	const query = linkedProject(SUPABASE_FOLDER, project.url);
	expect(await diagnose(query, [])).toEqual([]);
	await sql("select cron.unschedule('support-clean-up')");
	expect(await diagnose(query, [])).toMatchObject([
		{ missing: 'Jobs of pg_cron are missing: support-clean-up.' }
	]);
	await sql('select support_private.schedule_support_jobs()');
}, 120_000);

test('says how to name a project, and when it cannot be reached', async () => {
	const common = {
		source: product,
		folder: host,
		console: { say: () => {}, ask: async () => false }
	};
	await expect(doctor({ ...common, dbUrl: undefined })).rejects.toThrow('npx supabase link');
	const dbUrl = 'postgresql://postgres@127.0.0.1:9/postgres';
	await expect(doctor({ ...common, dbUrl })).rejects.toThrow('The database was not reached');
});
