import { randomUUID } from 'node:crypto';
import { describe, expect } from 'vitest';
import { test, type Caller, type Database } from '../fixtures/database.ts';
import {
	files,
	functions,
	persons,
	relations,
	topics,
	types,
	type Person,
	type Rights
} from './authorisation.ts';
import { makeWorld } from './authorisation-world.ts';
import { BUCKET, canRead, canUpload, store } from './files.ts';

// Every object of the product that the catalogue knows × everybody who may come along, against the
// expectations of authorisation.ts.

/** No right to it, or a column that nobody can write: of a view, or generated. */
const REFUSED = /^42501|^0A000 cannot update column|^428C9/;

/** What came of a statement; nothing that it did remains. */
async function attempt(
	db: Database,
	caller: Caller | 'anon' | 'service_role',
	sql: string
): Promise<{ outcome: string; error?: Record<string, unknown> }> {
	await db.rows('savepoint attempt');
	try {
		const rows = await db.as(caller, () => db.rows(sql));
		return { outcome: rows.length > 0 ? 'done' : 'nothing' };
	} catch (error) {
		const { code, message, detail, hint } = error as Record<string, string>;
		return {
			outcome: REFUSED.test(`${code} ${message}`) ? 'refused' : `${code} ${message}`,
			error: { code, message, detail, hint }
		};
	} finally {
		await db.rows('rollback to savepoint attempt');
	}
}

function expected(rights: { done?: Person[]; nothing?: Person[] }, person: Person): string {
	if (rights.done?.includes(person)) return 'done';
	if (rights.nothing?.includes(person)) return 'nothing';
	// An admin too.
	return person === 'support owner' ? expected(rights, 'admin') : 'refused';
}

/** Whether somebody is one of `people`, as the support's owner is one of the admins. */
function isAmong(person: Person, people: Person[]): boolean {
	return people.includes(person) || (person === 'support owner' && people.includes('admin'));
}

const SCHEMAS = ['public', 'support_private'];

describe('the catalogue', () => {
	test('holds the relations that are expected, and no others', async ({ db }) => {
		const rows = await db.rows<{ name: string }>(
			`select format('%s.%s', relnamespace::regnamespace, relname) as name
			from pg_class
			where relnamespace::regnamespace::text = any($1)
				and relkind not in ('i', 'I', 't')
			order by 1`,
			[SCHEMAS]
		);
		expect(rows.map((row) => row.name)).toEqual(Object.keys(relations).sort());
	});

	test('holds the functions that are expected, and no others', async ({ db }) => {
		const rows = await db.rows<{ name: string }>(
			`select format('%s.%s(%s)', pronamespace::regnamespace, proname, args.types) as name
			from pg_proc
			cross join lateral (
				select string_agg(replace(format_type(type, null), 'public.', ''), ',' order by position) as types
				from unnest(proargtypes) with ordinality as arg (type, position)
			) as args
			where pronamespace::regnamespace::text = any($1)`,
			[SCHEMAS]
		);
		expect(rows.map((row) => row.name).sort()).toEqual(Object.keys(functions).sort());
	});

	test('holds the types that are expected, and no others', async ({ db }) => {
		const rows = await db.rows<{ name: string }>(
			`select format('%s.%s', typnamespace::regnamespace, typname) as name
			from pg_type
			where typnamespace::regnamespace::text = any($1) and typrelid = 0 and typelem = 0
			order by 1`,
			[SCHEMAS]
		);
		expect(rows.map((row) => row.name)).toEqual(types);
	});

	test('knows the kinds of topics that are expected, and no others', async ({ db }) => {
		const rows = await db.rows<{ source: string }>(
			`select prosrc as source from pg_proc
			where proname in ('can_receive_support_topic', 'can_send_support_topic')`
		);
		const kinds = rows.flatMap(({ source }) =>
			[...source.matchAll(/when '([^']+)'/g)].map((match) => match[1])
		);
		expect([...new Set(kinds)].sort()).toEqual(Object.keys(topics).sort());
		const policies = await db.rows(
			`select cmd, permissive, roles::text from pg_policies where schemaname = 'realtime'
			order by cmd, permissive`
		);
		expect(policies).toEqual([
			{ cmd: 'INSERT', permissive: 'PERMISSIVE', roles: '{authenticated}' },
			{ cmd: 'INSERT', permissive: 'RESTRICTIVE', roles: '{public}' },
			{ cmd: 'SELECT', permissive: 'PERMISSIVE', roles: '{authenticated}' },
			{ cmd: 'SELECT', permissive: 'RESTRICTIVE', roles: '{public}' }
		]);
	});

	test('has row security on every table, and views that ask as the caller', async ({ db }) => {
		const open = await db.rows(
			`select oid::regclass from pg_class
			where relnamespace::regnamespace::text = any($1)
				and (
					(relkind in ('r', 'p') and not relrowsecurity)
					or (relkind = 'v' and not coalesce(reloptions @> '{security_invoker=true}', false))
				)`,
			[SCHEMAS]
		);
		expect(open).toEqual([]);
	});

	test('has no function that anybody may call or whose search path can be led astray', async ({
		db
	}) => {
		const open = await db.rows(
			`select oid::regprocedure as function from pg_proc
			where pronamespace::regnamespace::text = any($1)
				and (
					proacl is null
					or (
						exists (select from aclexplode(proacl) where grantee = 0)
						-- Asked by the restrictive policies of realtime.messages and storage.objects, of every role.
						and proname not in (
							'is_support_topic', 'can_receive_support_topic', 'can_send_support_topic',
							'can_read_support_file', 'can_write_support_file'
						)
					)
					or not coalesce('search_path=""' = any(proconfig), false)
				)`,
			[SCHEMAS]
		);
		expect(open).toEqual([]);
	});

	test('lets no API role make objects, and no visitor or user empty a table', async ({ db }) => {
		const rows = await db.rows(
			`select role, schema from unnest('{anon,authenticated,service_role}'::text[]) as role
			cross join unnest($1::text[]) as schema
			where has_schema_privilege(role, schema, 'create')
			union all
			select role, oid::regclass::text
			from unnest('{anon,authenticated}'::text[]) as role
			cross join pg_class
			where relnamespace::regnamespace::text = any($1) and relkind in ('r', 'v')
				and has_table_privilege(role, oid, 'truncate, references, trigger, maintain')`,
			[SCHEMAS]
		);
		expect(rows).toEqual([]);
	});
});

describe('relations', () => {
	test.for(Object.entries(relations))('%s', async ([name, relation], { db }) => {
		const { callers, fill } = await makeWorld(db);
		const rows = fill(relation.rows);
		const columns = await db.rows<{ column: string; value: string }>(
			`select
				quote_ident(attname) as column,
				case attgenerated when '' then quote_ident(attname) else 'default' end as value
			from pg_attribute
			where attrelid = $1::regclass and attnum > 0 and not attisdropped`,
			[name]
		);
		const exists = `select count(*)::int from ${name} where ${rows}`;
		const as = name === 'public.support_chat_list' ? callers.admin : undefined;
		// What is not shown is there.
		expect(await (as ? db.as(as, () => db.value(exists)) : db.value(exists))).toBeGreaterThan(0);

		for (const person of persons) {
			const run = (sql: string) => attempt(db, callers[person], sql);
			const check = async (rights: Rights, sql: string) =>
				expect((await run(sql)).outcome, `${person}: ${sql}`).toBe(expected(rights, person));
			const { updatable, updatableByOthers: others } = relation;

			await check(relation.select, `select * from ${name} where ${rows}`);
			await check(relation.delete, `delete from ${name} where ${rows} returning 1`);
			for (const { column, value } of columns) {
				const outcome = expected(relation.select, person);
				const { outcome: seen } = await run(`select ${column} from ${name} where ${rows}`);
				expect(seen, `${person}: select ${column}`).toBe(outcome);
				const isOpen = person === 'service' || !updatable || updatable.includes(column);
				const update = `update ${name} set ${column} = ${value} where ${rows} returning 1`;
				if (others?.columns.includes(column)) await check(others.rights, update);
				else await check(isOpen ? relation.update : {}, update);
			}

			const row = { ...relation.row };
			const insert = (values: Record<string, string>) =>
				fill(
					`insert into ${name} (${Object.keys(values)}) values (${Object.values(values)}) returning 1`
				);
			await check(relation.insert, insert(row));
			if (person === 'service') continue;
			for (const { column } of columns) {
				if (relation.insertable.includes(column)) continue;
				const { error } = await run(insert({ ...row, [column]: 'default' }));
				expect(`${error?.code} ${error?.message}`, `${person}: insert ${column}`).toMatch(
					/^(42501 permission denied for |0A000 cannot insert into column)/
				);
			}
		}
	});
});

describe('functions', () => {
	test.for(Object.entries(functions))('%s', async ([signature, { args, ...rights }], { db }) => {
		const { callers, fill } = await makeWorld(db);
		const [, name = '', types = ''] = /^(.+)\((.*)\)$/.exec(signature) ?? [];
		const nulls = types === '' ? [] : types.split(',').map((type) => `null::${type}`);
		const sql = `select ${name}(${fill(args ?? nulls.join(', '))})`;
		for (const person of persons) {
			const { outcome } = await attempt(db, callers[person], sql);
			expect(outcome, `${person}: ${sql}`).toBe(expected(rights, person));
		}
	});
});

describe('who the client believes to be', () => {
	/** Statements that say it, of each object that takes it. */
	const claims: Record<string, (who: string) => string> = {
		'public.support_messages.sender_id': (who) =>
			`insert into public.support_messages (chat_id, content, sender_id) values (:chat, 'x', ${who})`,
		'public.get_or_create_support_chat(user_id)': (who) =>
			`select public.get_or_create_support_chat(user_id => ${who})`
	};

	test.for(Object.entries(claims))('%s: nobody is somebody else', async ([, claim], { db }) => {
		const { callers, fill } = await makeWorld(db);
		for (const person of persons) {
			const caller = callers[person];
			for (const [name, other] of Object.entries(callers)) {
				if (typeof other === 'string') continue;
				const sql = fill(claim(`'${other.id}'::uuid`));
				const { outcome, error } = await attempt(db, caller, sql);
				const who = `${person} as ${name}`;
				if (typeof caller === 'string' || caller === other) {
					// Then what anybody may do decides.
					expect(error?.detail ?? '', who).not.toContain('other_user');
				} else {
					expect(outcome, who).toBe('refused');
					expect(error?.detail, who).toBe('{"reason": "other_user"}');
				}
			}
		}
	});
});

describe('what is not yours', () => {
	test('is refused in the same words as what does not exist, by every function', async ({ db }) => {
		const { callers, fill } = await makeWorld(db);
		const rows = await db.rows<{ name: string; args: string[] }>(
			`select proname as name, array_agg(arg.name || ':' || format_type(type, null) order by position) as args
			from pg_proc
			cross join lateral unnest(proargtypes) with ordinality as types (type, position)
			join lateral unnest(proargnames) with ordinality as arg (name, position) using (position)
			where pronamespace = 'public'::regnamespace
			group by pg_proc.oid
			having bool_or(type = 'uuid'::regtype)`
		);
		expect(rows.length).toBeGreaterThan(5);
		for (const { name, args } of rows) {
			const call = (chat: string, owner: string) => {
				const values = args.map((arg) => {
					const [argument, type] = arg.split(':');
					if (type === 'uuid') return argument === 'user_id' ? owner : chat;
					return type === 'bigint' ? '1' : `null::${type}`;
				});
				return `select public.${name}(${values.join(', ')})`;
			};
			const unknown = `'${randomUUID()}'`;
			for (const person of persons) {
				const foreign = await attempt(db, callers[person], fill(call(':chat', ':owner')));
				if (foreign.outcome !== 'refused') continue;
				const missing = await attempt(db, callers[person], call(unknown, unknown));
				expect(missing, `${person}: ${name}`).toEqual(foreign);
			}
		}
	});

	test('is refused in the same words when writing, and reads as if it were not there', async ({
		db
	}) => {
		const { callers, fill } = await makeWorld(db);
		const unknown = `'${randomUUID()}'`;
		for (const person of ['visitor', 'other user', 'guest', 'former admin'] as const) {
			for (const sql of [
				"insert into public.support_messages (chat_id, content) values (:chat, 'x')",
				"insert into public.support_messages (chat_id, content) values (:chat, 'x') on conflict do nothing returning id",
				'select * from public.support_messages where chat_id = :chat',
				'select * from public.support_chats where id = :chat',
				'select * from public.support_chat_list where id = :chat'
			]) {
				const foreign = await attempt(db, callers[person], fill(sql));
				const missing = await attempt(db, callers[person], sql.replace(':chat', unknown));
				expect(foreign.outcome).not.toBe('done');
				expect(missing, `${person}: ${sql}`).toEqual(foreign);
			}
		}
	});

	test('stays hidden behind an id that is taken', async ({ db }) => {
		const { callers, fill } = await makeWorld(db);
		const id = await db.value<string>(fill('select id from public.support_messages limit 1'));
		const sql = fill(
			`insert into public.support_messages (id, chat_id, content) values ('${id}', :otherChat, 'x')`
		);
		// Whoever knows the random id of a message learns that it is one, and nothing else.
		expect((await attempt(db, callers['other user'], sql)).error).toEqual({
			code: '23505',
			message: 'duplicate key value violates unique constraint "support_messages_pkey"'
		});
	});
});

describe('topics', () => {
	test.for(Object.entries(topics))('%s', async ([kind, rights], { db }) => {
		const { callers, fill } = await makeWorld(db);
		const chat = fill(':chat').replace(/^'|'::uuid$/g, '');
		const topic = kind.startsWith('support_chat') ? `${kind}:${chat}` : kind;
		await db.rows("select set_config('realtime.topic', $1, true)", [topic]);
		for (const person of persons) {
			// The project passes row security, and Realtime refuses a channel to a secret key.
			if (person === 'service') continue;
			for (const extension of ['broadcast', 'presence'] as const) {
				const id = await db.value(
					'insert into realtime.messages (topic, extension) values ($1, $2) returning id',
					[topic, extension]
				);
				const read = `select 1 from realtime.messages where id = '${id}'`;
				const received = await attempt(db, callers[person], read);
				expect(received.outcome, `${person} receives ${extension}`).toBe(
					isAmong(person, rights[extension]) ? 'done' : 'nothing'
				);
				const write = `with probe as (
						insert into realtime.messages (topic, extension) values ('${topic}', '${extension}')
					) select 1`;
				const sent = await attempt(db, callers[person], write);
				const senders = extension === 'broadcast' ? rights.send : rights.track;
				expect(sent.outcome, `${person} sends ${extension}`).toBe(
					isAmong(person, senders) ? 'done' : 'refused'
				);
			}
			// Policies that no event passes through, and no client may call upon.
			for (const sql of [
				`update realtime.messages set event = 'x' where topic = '${topic}' returning 1`,
				`delete from realtime.messages where topic = '${topic}' returning 1`
			]) {
				expect((await attempt(db, callers[person], sql)).outcome, `${person}: ${sql}`).not.toBe(
					'done'
				);
			}
		}
	});
});

describe('files', () => {
	test('have policies for each way in, permissive and restrictive, and no others', async ({
		db
	}) => {
		const policies = await db.rows(
			`select cmd, permissive, roles::text from pg_policies where schemaname = 'storage'
			order by cmd, permissive`
		);
		expect(policies).toEqual([
			{ cmd: 'DELETE', permissive: 'RESTRICTIVE', roles: '{public}' },
			{ cmd: 'INSERT', permissive: 'PERMISSIVE', roles: '{authenticated}' },
			{ cmd: 'INSERT', permissive: 'RESTRICTIVE', roles: '{public}' },
			{ cmd: 'SELECT', permissive: 'PERMISSIVE', roles: '{authenticated}' },
			{ cmd: 'SELECT', permissive: 'RESTRICTIVE', roles: '{public}' },
			{ cmd: 'UPDATE', permissive: 'RESTRICTIVE', roles: '{public}' }
		]);
	});

	test.for(Object.entries(files))('%s', async ([, { name, owner, read, upload }], { db }) => {
		const { callers, name: fill } = await makeWorld(db);
		const path = fill(name);
		if (owner && !(await canRead(db, 'service_role', path))) {
			await store(db, path, { owner: { id: fill(owner), email: '' } });
		}
		for (const person of persons) {
			const caller = callers[person];
			if (owner) {
				expect(await canRead(db, caller, path), `${person} reads`).toBe(isAmong(person, read));
				const ours = 'where bucket_id = $1 and name = $2 returning 1';
				const update = `update storage.objects set version = version ${ours}`;
				const updated = await db.as(caller, () => db.rows(update, [BUCKET, path]));
				expect(updated.length, `${person} updates`).toBe(person === 'service' ? 1 : 0);
			} else {
				const may = isAmong(person, upload);
				expect(await canUpload(db, caller, path), `${person} uploads`).toBe(may);
			}
		}
	});
});
