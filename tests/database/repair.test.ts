import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { install, startEmptyPostgres } from '../fixtures/empty-postgres.ts';
import { machineryOf } from '../fixtures/machinery.ts';

// What a restored dump of the schema lacks, as measured with the CLI's own commands: policies, triggers and jobs in
// schemas of Supabase, and what the new project's default privileges have given to everybody. One call mends it.

const RESTORED_FROM_A_SCHEMA_DUMP = `
	drop extension pg_cron;
	create extension pg_cron;
	set storage.allow_delete_query = 'true';
	delete from storage.buckets;
	drop trigger support_chat_email on auth.users;
	drop trigger support_rate_limits on auth.users;
	grant all on all tables in schema public, support_private to anon, authenticated, service_role;
	grant all on all functions in schema public, support_private to anon, authenticated, service_role;
	grant all on schema support_private to anon with grant option;
	set role anon;
	grant usage on schema support_private to authenticator;
	reset role;
	do $$
	declare
		v_policy record;
	begin
		for v_policy in select polname from pg_policy where polrelid = 'storage.objects'::regclass loop
			execute format('drop policy %I on storage.objects', v_policy.polname);
		end loop;
		for v_policy in select polname from pg_policy where polrelid = 'realtime.messages'::regclass loop
			execute format('drop policy %I on realtime.messages', v_policy.polname);
		end loop;
	end;
	$$;`;

let postgres: Awaited<ReturnType<typeof startEmptyPostgres>>;
let superuser: pg.Client;
let owner: pg.Client;
beforeAll(async () => {
	postgres = await startEmptyPostgres();
	const project = await postgres.create();
	await install(project);
	superuser = new pg.Client({ connectionString: project.superuserUrl });
	owner = new pg.Client({ connectionString: project.url });
	await Promise.all([superuser.connect(), owner.connect()]);
}, 120_000);
afterAll(async () => {
	await Promise.all([superuser?.end(), owner?.end()]);
	await postgres?.stop();
});

test('one call puts back what a dump of the schema leaves out, and takes what the restore gave', async () => {
	const whole = await machineryOf(owner);
	await superuser.query(RESTORED_FROM_A_SCHEMA_DUMP);
	const halved = await machineryOf(owner);
	const lost = whole.filter((line) => !halved.includes(line)).map((line) => line.split(':')[0]);
	expect(new Set(lost)).toEqual(new Set(['bucket', 'job', 'policy', 'trigger', 'rights']));

	await owner.query('select support_private.repair_support_chat()');
	expect(await machineryOf(owner)).toEqual(whole);
});

test('called where all is well it changes nothing', async () => {
	const whole = await machineryOf(owner);
	await owner.query('select support_private.repair_support_chat()');
	expect(await machineryOf(owner)).toEqual(whole);
});
