import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Database, type Caller } from '../fixtures/database.ts';
import { connected, install, startEmptyPostgres } from '../fixtures/empty-postgres.ts';
import type { DatabaseUrls } from '../fixtures/empty-postgres.ts';
import { functions } from './authorisation.ts';

// A database that was its host's before the product came: what is made there is given to everybody as it
// is made, each table gets a policy that allows all, and all tables are published. None of it opens ours.

const HOST = `
	create role courier nologin;
	grant courier to postgres;
	grant usage on schema public, realtime to courier;
	alter default privileges for role postgres grant usage on schemas to anon, courier;
	alter default privileges for role postgres grant all on tables to anon, authenticated, courier;
	alter default privileges for role postgres grant execute on functions to anon, authenticated, courier;
	create publication host for all tables;
	create function public.open_table() returns event_trigger language plpgsql as $$
	declare
		command record;
	begin
		for command in
			select * from pg_event_trigger_ddl_commands() where command_tag = 'CREATE TABLE'
		loop
			execute format(
				'create policy host on %s for all using (true) with check (true)', command.object_identity
			);
		end loop;
	end;
	$$;
	create event trigger open_table on ddl_command_end when tag in ('CREATE TABLE')
	execute function public.open_table();`;

let postgres: Awaited<ReturnType<typeof startEmptyPostgres>>;
let project: DatabaseUrls;
let client: pg.Client;
let db: Database;
beforeAll(async () => {
	postgres = await startEmptyPostgres();
	project = await postgres.create();
	await connected(project.superuserUrl, (host) => host.query(HOST));
	await install(project);
	client = await connect(project.url);
	db = new Database(client);
}, 120_000);
afterAll(async () => {
	await client?.end();
	await postgres?.stop();
});

async function connect(connectionString: string): Promise<pg.Client> {
	const connection = new pg.Client({ connectionString });
	await connection.connect();
	return connection;
}

describe('default privileges', () => {
	test('give nobody a function of the private schema', async () => {
		const rows = await db.rows<{ role: string; name: string }>(
			`select role, format('support_private.%s(%s)', proname, args.types) as name
			from pg_proc
			cross join unnest('{anon,courier,authenticated}'::text[]) as role
			cross join lateral (
				select string_agg(replace(format_type(type, null), 'public.', ''), ',' order by position) as types
				from unnest(proargtypes) with ordinality as arg (type, position)
			) as args
			where pronamespace = 'support_private'::regnamespace
				and has_function_privilege(role, pg_proc.oid, 'execute')`
		);
		const ofRole = (role: string) =>
			rows.filter((row) => row.role === role).map(({ name }) => name);
		const deciding = Object.keys(functions).filter((name) =>
			/^support_private\.(\w+_topic|can_\w+_file)\(/.test(name)
		);
		const asked = deciding.filter((name) => functions[name]?.done);
		expect(asked).toHaveLength(5);
		// The policies of realtime.messages and storage.objects are asked of every role.
		for (const role of ['anon', 'courier']) expect(ofRole(role).sort(), role).toEqual(asked.sort());
		const granted = Object.entries(functions).filter(
			([name, { done }]) => name.startsWith('support_private.') && done?.includes('owner')
		);
		expect(ofRole('authenticated').sort()).toEqual(granted.map(([name]) => name).sort());
	});

	test('give nobody the private schema and its tables', async () => {
		const rows = await db.rows(
			`select role, oid::regclass::text
			from pg_class
			cross join unnest('{anon,courier,authenticated,service_role}'::text[]) as role
			where relnamespace = 'support_private'::regnamespace and relkind = 'r'
				and has_table_privilege(role, oid, 'select, insert, update, delete, truncate, references')
			union all
			select role, 'support_private' from unnest('{anon,courier}'::text[]) as role
			where has_schema_privilege(role, 'support_private', 'usage')`
		);
		expect(rows).toEqual([]);
	});
});

test('tables that were opened as they were made show nothing and take nothing', async () => {
	await client.query('begin');
	try {
		const user = await db.createUser();
		const [admin, chatId] = [await db.createAdmin(), await db.openChat(user)];
		for (const writer of [user, admin]) await db.send(writer, chatId);
		const tables = await db.rows<{ name: string; policies: number }>(
			`select
				oid::regclass::text as name,
				(select count(*)::int from pg_policy where polrelid = pg_class.oid and polname = 'host') as policies
			from pg_class
			where relkind = 'r' and relnamespace::regnamespace::text in ('public', 'support_private')`
		);
		const stranger = await db.createUser();
		for (const { name, policies } of tables) {
			expect(policies, name).toBe(1);
			for (const caller of ['anon', { ...user, role: 'courier' }, stranger] as const) {
				for (const sql of [`select 1 from ${name}`, `delete from ${name} returning 1`]) {
					await expectNothing(caller, sql);
				}
			}
		}
	} finally {
		await client.query('rollback');
	}
});

async function expectNothing(caller: Caller | 'anon', sql: string): Promise<void> {
	await client.query('savepoint attempt');
	const outcome = await db
		.as(caller, () => db.rows(sql))
		.then(
			(rows) => rows.length,
			({ code }: { code: string }) => code
		);
	await client.query('rollback to savepoint attempt');
	expect([0, '42501'], `${sql} ${JSON.stringify(caller)}`).toContain(outcome);
}

describe('a publication of all tables', () => {
	/** What it streams of the public schema: kind of change, table, and the bytes as text. */
	async function changes(run: () => Promise<unknown>) {
		const superuser = await connect(project.superuserUrl);
		try {
			await superuser.query("select pg_create_logical_replication_slot('host', 'pgoutput')");
			await run();
			const { rows } = await superuser.query<{ data: Buffer }>(
				`select data from pg_logical_slot_get_binary_changes(
					'host', null, null, 'proto_version', '1', 'publication_names', 'host'
				)`
			);
			const tables = new Map<number, string>();
			return rows.flatMap(({ data }) => {
				const [kind, text] = [String.fromCharCode(data[0] ?? 0), data.toString('latin1')];
				if (!'RIUD'.includes(kind)) return [];
				const id = data.readUInt32BE(1);
				if (kind === 'R') tables.set(id, text.slice(5).split('\0', 2).join('.'));
				const table = tables.get(id) ?? '';
				return kind !== 'R' && table.startsWith('public.') ? [{ kind, table, text }] : [];
			});
		} finally {
			await superuser.query("select pg_drop_replication_slot('host')");
			await superuser.end();
		}
	}

	test('shows users no admin’s account: not in a reply, and not when the admin goes', async () => {
		const as = async (id: string, sql: string, values: unknown[]) => {
			await client.query('begin');
			const rows = await db.as({ id, email: '' }, () => db.rows(sql, values));
			await client.query('commit');
			return rows;
		};
		const [user, admin] = [randomUUID(), randomUUID()];
		for (const id of [user, admin]) {
			await db.rows('insert into auth.users (id, email) values ($1, $2)', [
				id,
				`${id}@example.com`
			]);
		}
		await db.rows('insert into public.support_admins (user_id) values ($1)', [admin]);
		const streamed = await changes(async () => {
			const [chat] = await as(user, 'select id from public.get_or_create_support_chat()', []);
			const chatId = chat?.id as string;
			const send =
				'insert into public.support_messages (chat_id, content, sender_id) values ($1, $2, $3)';
			await as(user, send, [chatId, 'Hello', user]);
			await as(admin, send, [chatId, 'Hi!', admin]);
			await as(admin, 'select public.mark_support_chat_viewed($1, 2)', [chatId]);
			await as(user, 'select public.mark_support_chat_read($1, 2)', [chatId]);
			await as(admin, 'select public.archive_support_chat($1, 2)', [chatId]);
			await db.rows('delete from public.support_admins where user_id = $1', [admin]);
		});
		const seen = streamed.map(({ kind, table }) => `${kind} ${table}`);
		expect(seen).toContain('I public.support_messages');
		expect(seen).toContain('U public.support_chats');
		// Realtime asks the policies about what is inserted and changed, and about nothing that is deleted.
		expect(seen).toContain('D public.support_admins');
		for (const { kind, table, text } of streamed) {
			expect(text.includes(admin), `${kind} ${table}`).toBe(false);
		}
	});
});
