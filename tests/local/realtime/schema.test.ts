import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDatabase } from '../../../supabase/local/realtime/database.ts';
import { maintainPartitions } from '../../../supabase/local/realtime/replication/partitions.ts';
import { newTopic, startRealtimeStack } from './fixture.ts';
import type { Stack } from './fixture.ts';

let stack: Stack;

beforeAll(async () => {
	stack = await startRealtimeStack();
}, 60_000);
afterAll(() => stack?.stop());

/** Runs SQL as a role in a transaction that is rolled back; returns the rows or the error code. */
async function as(role: string, text: string, values: unknown[] = []): Promise<unknown> {
	const connection = await stack.connect();
	try {
		await connection.query(`begin; set local role ${role}`);
		return (await connection.query(text, values)).rows;
	} catch (error) {
		return (error as { code: string }).code;
	} finally {
		await connection.end();
	}
}

test('postgres creates, alters and drops policies on realtime.messages', async () => {
	await stack.sql(`
		create policy "Try" on realtime.messages for select to authenticated using (false);
		alter policy "Try" on realtime.messages using (true);
		drop policy "Try" on realtime.messages;
	`);
});

test.each([
	'alter table realtime.messages disable row level security',
	'alter table realtime.messages add column extra text',
	'drop table realtime.messages',
	'drop function realtime.send(jsonb, text, text, boolean)',
	'create table realtime.mine (id int)',
	'create index on realtime.messages (topic)',
	`comment on policy "Members can listen" on realtime.messages is 'x'`,
	'create or replace function realtime.topic() returns text language sql as $$ select null $$',
	'drop schema realtime cascade'
])('postgres may not: %s', async (statement) => {
	expect(await as('postgres', statement)).toBe('42501');
});

test('without a policy a client neither sees nor adds rows', async () => {
	const topic = newTopic();
	await stack.sql(`select realtime.send('{}', 'x', $1)`, [topic]);
	const insert = `insert into realtime.messages (topic, extension) values ($1, 'broadcast')`;
	for (const role of ['anon', 'authenticated']) {
		expect(await as(role, 'select 1 from realtime.messages where topic = $1', [topic])).toEqual([]);
		expect(await as(role, insert, [topic])).toBe('42501');
		expect(await as(role, 'delete from realtime.messages')).toBe('42501');
	}
	const seen = await as('service_role', 'select event from realtime.messages where topic = $1', [
		topic
	]);
	expect(seen).toEqual([{ event: 'x' }]);
});

test('a partition has no policies, and only postgres and dashboard_user may use it', async () => {
	await stack.sql(`select realtime.send('{}', 'x', $1)`, [newTopic()]);
	const { rows } = await stack.admin(
		'select tableoid::regclass::text as name from realtime.messages limit 1'
	);
	const { name } = rows[0];
	const rls = await stack.admin(
		`select relrowsecurity from pg_class where oid = '${name}'::regclass`
	);
	expect(rls.rows).toEqual([{ relrowsecurity: false }]);
	for (const role of ['postgres', 'dashboard_user']) {
		const all = `has_table_privilege($1, $2, 'select, insert, update, delete, truncate')`;
		expect((await stack.admin(`select ${all}`, [role, name])).rows[0]).toEqual({
			has_table_privilege: true
		});
	}
	for (const role of ['anon', 'authenticated', 'service_role']) {
		expect(await as(role, `select 1 from ${name}`)).toBe('42501');
	}
});

test('postgres can neither become the owner of realtime nor transfer ownership to it', async () => {
	expect(await as('postgres', 'set local role supabase_realtime_admin')).toBe('42501');
	const give =
		'create table public.gift (); alter table public.gift owner to supabase_realtime_admin';
	expect(await as('postgres', give)).toBe('42501');
});

test('defaults and constraints match the platform’s: session times, existing rows unchecked', async () => {
	const { rows: defaults } = await stack.admin(
		`select pg_get_expr(adbin, adrelid) as is from pg_attrdef
		join pg_attribute on attrelid = adrelid and attnum = adnum
		where adrelid = 'realtime.messages'::regclass and attname in ('inserted_at', 'updated_at')`
	);
	expect(defaults).toEqual([{ is: 'now()' }, { is: 'now()' }]);
	const { rows } = await stack.admin(
		`select convalidated from pg_constraint
		where conrelid = 'realtime.messages'::regclass and conname = 'messages_payload_exclusive'`
	);
	expect(rows).toEqual([{ convalidated: false }]);
});

test('realtime.send without the right inserts nothing and does not fail', async () => {
	const topic = newTopic();
	const warnings: string[] = [];
	const connection = await stack.connect();
	connection.on('notice', (notice) => warnings.push(String(notice.message)));
	await connection.query('set role authenticated');
	await connection.query(`select realtime.send('{}', 'x', $1)`, [topic]);
	await connection.query('reset role');
	await connection.query(`select realtime.send('[1]', 'x', $1)`, [topic]);
	await connection.query(`select realtime.send('{}', 'x', null)`);
	const { rows } = await connection.query('select from realtime.messages where topic = $1', [
		topic
	]);
	await connection.end();
	expect(rows).toEqual([]);
	expect(warnings).toHaveLength(3);
	for (const warning of warnings) expect(warning).toMatch(/^WarnSendingBroadcastMessage: /);
});

test('a row with both JSON and bytes is refused', async () => {
	const insert = `insert into realtime.messages (topic, extension, payload, binary_payload)
		values ('t', 'broadcast', '{}', '\\x00')`;
	expect(await as('postgres', insert)).toBe('23514');
});

test('partitions exist from yesterday to three days ahead, and old ones are dropped', async () => {
	const day = (offset: number) =>
		`messages_${new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10)}`.replaceAll(
			'-',
			'_'
		);
	const partitions = async () => {
		const { rows } = await stack.admin(`select child.relname as name from pg_inherits
			join pg_class child on child.oid = inhrelid
			where inhparent = 'realtime.messages'::regclass order by 1`);
		return rows.map((row) => row.name);
	};
	expect(await partitions()).toEqual([-1, 0, 1, 2, 3].map(day));
	const { host, port, user, password, database } = await stack.connect().then(async (client) => {
		await client.end();
		return client;
	});
	const url = `postgresql://supabase_admin:${password}@${host}:${port}/${database}`;
	expect(user).toBe('postgres');
	const connection = openDatabase(url, () => {});
	await maintainPartitions(connection, Date.now() + 5 * 86_400_000);
	await connection.close();
	expect(await partitions()).toEqual([2, 3, 4, 5, 6, 7, 8].map(day));
});
