import { afterAll, beforeAll, expect, test } from 'vitest';
import { connected, install, startEmptyPostgres } from '../fixtures/empty-postgres.ts';
import type { DatabaseUrls } from '../fixtures/empty-postgres.ts';

// A host with objects of every kind, and default privileges that give all that is made to everybody. The push
// changes no right to anything of the host's, and none of the host's rights reaches the product's objects.

const HOST = `
	create role courier nologin;
	create schema private authorization postgres;
	create schema support authorization postgres;
	grant usage on schema private, support, public to anon, courier;
	set role postgres;
	alter default privileges grant usage on schemas to anon, courier;
	alter default privileges grant all on tables to anon, authenticated, courier;
	alter default privileges grant all on sequences to anon, courier;
	alter default privileges grant execute on functions to anon, authenticated, courier;
	alter default privileges grant usage on types to courier;
	alter default privileges in schema public grant all on tables to courier;
	create table public.support_tickets (id bigserial primary key, user_id uuid references auth.users);
	create table private.support_chats (id int, note text);
	grant select (note) on private.support_chats to authenticated;
	alter table public.support_tickets enable row level security;
	create policy everybody on public.support_tickets using (true);
	create view public.support_overview as select * from public.support_tickets;
	create materialized view support.totals as select count(*) from public.support_tickets;
	create type public.support_kind as enum ('one', 'two');
	create domain private.address as text;
	create function public.support_answer(int) returns int language sql return 42;
	create function private.is_support_admin() returns boolean language sql return true;
	grant execute on function private.is_support_admin() to anon;
	create procedure support.tidy() language sql as 'select';
	create aggregate public.support_sum(int) (sfunc = int4pl, stype = int);
	create trigger host after insert on auth.users for each row
	execute function suppress_redundant_updates_trigger();
	create policy "host" on realtime.messages for select to authenticated using (true);
	create extension pg_cron;
	select cron.schedule('nightly', '0 3 * * *', 'select 1');
	create extension pg_net schema extensions;
	reset role;
	create publication host for all tables;
	create function public.watch() returns event_trigger language plpgsql as 'begin end';
	create event trigger watch on ddl_command_end execute function public.watch();
`;

/** Every object of a database, with its owner and the rights to it. */
const RIGHTS = `
	select kind || ' ' || name as name, coalesce(owner::regrole::text, '') || ' ' || coalesce(acl::text, 'default') as rights
	from (
		select 'schema' as kind, nspname::text as name, nspowner as owner, nspacl as acl
		from pg_namespace where nspname !~ '^pg_(toast|temp)'
		union all
		select 'relation', oid::regclass::text, relowner, relacl from pg_class
		union all
		select 'column', attrelid::regclass || '.' || attname, null, attacl from pg_attribute
		where attrelid >= 16384 and attnum > 0
		union all
		select 'function', oid::regprocedure::text, proowner, proacl from pg_proc
		union all
		select 'type', oid::regtype::text, typowner, typacl from pg_type
		union all
		select 'language', lanname::text, lanowner, lanacl from pg_language
		union all
		select 'database', datname::text, datdba, datacl from pg_database where datname = current_database()
		union all
		select 'default', concat_ws(' ', defaclrole, defaclnamespace, defaclobjtype), defaclrole, defaclacl
		from pg_default_acl
		union all
		select 'member', roleid::regrole || ' ' || member::regrole, grantor, null from pg_auth_members
		union all
		select 'parameter', parname, null, paracl from pg_parameter_acl
		union all
		select 'policy', concat_ws(' ', polrelid::regclass, polname, polroles, pg_get_expr(polqual, polrelid)), null, null
		from pg_policy
		union all
		select 'row security', concat_ws(' ', oid::regclass, relrowsecurity, relforcerowsecurity), null, null
		from pg_class where relkind in ('r', 'p')
		union all
		select 'trigger', concat_ws(' ', pg_get_triggerdef(oid), tgenabled), null, null from pg_trigger where not tgisinternal
		union all
		select 'event trigger', concat_ws(' ', evtname, evtenabled), evtowner, null from pg_event_trigger
	) as object`;

async function rightsOf(project: DatabaseUrls): Promise<Map<string, string>> {
	return connected(project.superuserUrl, async (client) => {
		const { rows } = await client.query<{ name: string; rights: string }>(RIGHTS);
		return new Map(rows.map(({ name, rights }) => [name, rights]));
	});
}

let postgres: Awaited<ReturnType<typeof startEmptyPostgres>>;
let project: DatabaseUrls;
let before: Map<string, string>;
beforeAll(async () => {
	postgres = await startEmptyPostgres();
	project = await postgres.create();
	await connected(project.superuserUrl, (client) => client.query(HOST));
	before = await rightsOf(project);
	await install(project);
}, 120_000);
afterAll(() => postgres?.stop());

test('the push leaves every object of the host’s with the rights that it had', async () => {
	const after = await rightsOf(project);
	expect(before.size).toBeGreaterThan(3000);
	expect(before.get('schema private')).toContain('courier=U/postgres');
	const changed = [...before].filter(([name, rights]) => after.get(name) !== rights);
	expect(changed.map(([name, rights]) => [name, rights, after.get(name)])).toEqual([]);
});

test('to make the rights anew leaves them too', async () => {
	await connected(project.url, (client) =>
		client.query('select support_private.repair_support_chat()')
	);
	const after = await rightsOf(project);
	expect([...before].filter(([name, rights]) => after.get(name) !== rights)).toEqual([]);
});

test('the product’s objects have the same rights with these default privileges as without', async () => {
	const plain = await postgres.create();
	await install(plain);
	const ours = async (of: DatabaseUrls) =>
		[...(await rightsOf(of))]
			// A type reveals nothing, and its rights are the host's choice.
			.filter(([name]) => !name.startsWith('type ') && /support_/.test(name))
			.filter(([name]) => !before.has(name))
			.sort();
	expect((await ours(plain)).length).toBeGreaterThan(100);
	expect(await ours(project)).toEqual(await ours(plain));
});
