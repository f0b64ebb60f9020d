import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { superuserUrl } from '../../supabase/local/database.ts';
import { findFreePortBase, portsFrom } from '../../supabase/local/ports.ts';
import { startStack, type Stack } from '../../supabase/local/stack.ts';
import { environment } from '../fixtures/environment.ts';
import { createAdmin, createUser, openChat, remove, type Person } from '../fixtures/people.ts';

// A backup and its way back: migrations make the schema, and the data comes as `supabase db dump
// --data-only` writes it, table by table from one snapshot, and is restored with triggers at rest
// (`session_replication_role = replica`). Done through the catalogue instead of with pg_dump, which the
// local Postgres does not bring along; so a table that is forgotten here is one that exists.

let user: Person;
let admin: Person;
let restored: Stack;
let source: pg.Client;
let target: pg.Client;
beforeAll(async () => {
	[user, admin] = await Promise.all([createUser(), createAdmin()]);
	const portBase = await findFreePortBase(31000);
	restored = await startStack({ portBase, fresh: true });
	source = new pg.Client({ connectionString: environment.dbUrl });
	target = new pg.Client({ connectionString: superuserUrl(portsFrom(portBase).db) });
	await Promise.all([source.connect(), target.connect()]);
	// Nothing is sent from the copy.
	await target.query('delete from cron.job');
}, 120_000);
afterAll(async () => {
	await Promise.all([user, admin].map(remove));
	await Promise.all([source?.end(), target?.end()]);
	await restored?.stop();
});

/** What a backup holds: the accounts, and every table of the product. */
const TABLES = `select oid::regclass::text as name,
		(
			select string_agg(quote_ident(attname), ', ' order by attnum)
			from pg_attribute
			where attrelid = pg_class.oid and attnum > 0 and not attisdropped and attgenerated = ''
		) as columns
	from pg_class
	where relkind = 'r'
		and (
			relnamespace in ('public'::regnamespace, 'support_private'::regnamespace)
			or oid in ('auth.users'::regclass, 'auth.identities'::regclass)
		)
	order by 1`;

interface Table {
	name: string;
	columns: string;
	rows: unknown[];
}

async function dump(client: pg.Client): Promise<Table[]> {
	await client.query('begin isolation level repeatable read read only');
	const { rows: tables } = await client.query<Omit<Table, 'rows'>>(TABLES);
	const dumped: Table[] = [];
	for (const { name, columns } of tables) {
		const { rows } = await client.query<{ row: unknown }>(
			`select to_jsonb(t) as row from (select ${columns} from ${name}) as t order by to_jsonb(t)::text`
		);
		dumped.push({ name, columns, rows: rows.map(({ row }) => row) });
	}
	await client.query('commit');
	return dumped;
}

async function restore(client: pg.Client, tables: Table[]): Promise<void> {
	await client.query('begin');
	await client.query('set local session_replication_role = replica');
	for (const { name } of tables) await client.query(`delete from ${name}`);
	for (const { name, columns, rows } of tables) {
		await client.query(
			`insert into ${name} (${columns})
			select ${columns} from jsonb_populate_recordset(null::${name}, $1)`,
			[JSON.stringify(rows)]
		);
	}
	await client.query('commit');
}

test('a backup that is restored elsewhere is the same, and the conversation goes on', async () => {
	const chatId = await openChat(user);
	for (const client of [user.client, admin.client, user.client]) {
		await client.from('support_messages').insert({ chat_id: chatId, content: 'Ünïcödé 🙂\n\t"\\' });
	}
	await user.client.rpc('set_support_reply_emails', { enabled: false });

	const backup = await dump(source);
	expect(backup.find(({ name }) => name === 'support_messages')?.rows.length).toBeGreaterThan(2);
	await restore(target, backup);
	expect(await dump(target)).toEqual(backup);

	await target.query('begin');
	await target.query("select set_config('request.jwt.claims', $1, true)", [
		JSON.stringify({ role: 'authenticated', sub: user.id })
	]);
	await target.query('set local role authenticated');
	const { rows } = await target.query(
		`insert into public.support_messages (chat_id, content) values ($1, 'after')
		returning seq, sender_type`,
		[chatId]
	);
	await target.query('commit');
	expect(rows).toEqual([{ seq: '4', sender_type: 'user' }]);
	const chat = await target.query(
		'select message_count, last_message_preview from public.support_chats where id = $1',
		[chatId]
	);
	expect(chat.rows).toEqual([{ message_count: '4', last_message_preview: 'after' }]);

	const signIn = await fetch(`${restored.url}/auth/v1/token?grant_type=password`, {
		method: 'POST',
		headers: { apikey: restored.publishableKey, 'content-type': 'application/json' },
		body: JSON.stringify({ email: user.email, password: user.password })
	});
	expect(signIn.status, await signIn.text()).toBe(200);
}, 60_000);
