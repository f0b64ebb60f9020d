import { randomUUID } from 'node:crypto';
import { describe, expect } from 'vitest';
import { test as base, type Caller, type Database } from '../fixtures/database.ts';
import { useOwnStack } from '../fixtures/own-stack.ts';
import { fillInternalTables } from './internal-rows.ts';

// A host that grants all on every table to its users, and adds to each a policy that allows all: what an
// hour of "new row violates row-level security" ends in. It opens none of our tables.

// To make a policy locks its table: in a database of the tests' own.
useOwnStack();

interface World {
	db: Database;
	owner: Caller;
	other: Caller;
	admin: Caller;
	colleague: Caller;
	/** Of the owner, with a message from each side. */
	chatId: string;
	otherChatId: string;
}

const test = base.extend<{ world: World }>({
	world: async ({ db }, use) => {
		const [owner, other] = [await db.createUser(), await db.createUser()];
		const [admin, colleague] = [await db.createAdmin(), await db.createAdmin()];
		const [chatId, otherChatId] = [await db.openChat(owner), await db.openChat(other)];
		for (const writer of [owner, admin]) await db.send(writer, chatId);
		await db.send(other, otherChatId);
		await db.as(owner, () => db.rows('select public.set_support_reply_emails(true)'));
		await db.as(admin, async () => {
			await db.rows(
				`insert into public.support_notes (chat_id, content) values ('${chatId}', 'x')`
			);
			await db.rows(
				"insert into public.support_saved_replies (title, content) values ('Hours', 'At 9.')"
			);
		});
		await db.rows(
			`insert into public.support_mentions
			select note.id, admin.id, note.chat_id, now()
			from public.support_notes as note, public.support_admins as admin
			where note.chat_id = $2 and admin.user_id = $1`,
			[colleague.id, chatId]
		);
		await db.rows(
			`insert into support_private.support_alert_tokens (admin_id)
			select id from public.support_admins where user_id = $1`,
			[admin.id]
		);
		await fillInternalTables(db, other.id);
		await openTables(db);
		await use({ db, owner, other, admin, colleague, chatId, otherChatId });
	}
});

const SCHEMAS = ['public', 'support_private'];

async function tables(db: Database): Promise<string[]> {
	const rows = await db.rows<{ name: string }>(
		`select oid::regclass::text as name from pg_class
		where relnamespace::regnamespace::text = any($1) and relkind = 'r' order by 1`,
		[SCHEMAS]
	);
	return rows.map((row) => row.name);
}

async function openTables(db: Database): Promise<void> {
	for (const schema of SCHEMAS) {
		await db.rows(`grant usage on schema ${schema} to anon, authenticated`);
		await db.rows(`grant all on all tables in schema ${schema} to anon, authenticated`);
	}
	for (const table of await tables(db)) {
		await db.rows(`create policy "host" on ${table} for all using (true) with check (true)`);
	}
}

/** How many rows a statement returned, or the code of its refusal; nothing that it did remains. */
async function outcome(
	db: Database,
	caller: Caller | 'anon',
	sql: string,
	values: unknown[] = []
): Promise<number | string> {
	await db.rows('savepoint outcome');
	try {
		return (await db.as(caller, () => db.rows(sql, values))).length;
	} catch (error) {
		return (error as { code: string }).code;
	} finally {
		await db.rows('rollback to savepoint outcome');
	}
}

/** What people write themselves. */
const WRITABLE = ['support_messages', 'support_notes', 'support_saved_replies'];

/** What admins change: their own notes, and the saved replies that they share. */
const ADMINS_DO = [
	'delete from support_notes ',
	'delete from support_saved_replies ',
	'update support_saved_replies '
];

/** Neither an answer nor an effect. */
const NOTHING = [0, '42501'];

describe('reading', () => {
	test('shows a user the rows that are their own, and no others', async ({ world }) => {
		const { db, owner, chatId } = world;
		const mine: Record<string, [condition: string, rows: number]> = {
			support_chats: [`id = '${chatId}'`, 1],
			support_messages: [`chat_id = '${chatId}'`, 2]
		};
		for (const table of await tables(db)) {
			const [condition, count] = mine[table] ?? ['false', 0];
			expect(await db.value(`select count(*)::int from ${table}`), table).toBeGreaterThan(count);
			const own = await outcome(db, owner, `select 1 from ${table} where ${condition}`);
			expect(own, table).toBe(count);
			const others = await outcome(db, owner, `select 1 from ${table} where not (${condition})`);
			expect(NOTHING, table).toContain(others);
		}
		expect(await outcome(db, owner, 'select 1 from public.support_chat_list')).toBe(0);
	});

	test('shows a visitor and a role of the host none', async ({ world }) => {
		const { db, owner } = world;
		const role = `courier_${randomUUID().slice(0, 8)}`;
		await db.rows(`create role ${role} in role anon`);
		await db.rows(`grant ${role} to current_user`);
		for (const caller of ['anon', { ...owner, role }, { ...owner, id: 'no-uuid' }] as const) {
			for (const table of [...(await tables(db)), 'public.support_chat_list']) {
				const rows = await outcome(db, caller, `select 1 from ${table}`);
				expect([...NOTHING, '22P02'], `${table} ${JSON.stringify(caller)}`).toContain(rows);
			}
		}
	});

	test('shows an admin what is the admins’, and no secrets', async ({ world }) => {
		const { db, admin, chatId } = world;
		for (const table of ['support_chats', 'support_messages', 'support_reply_notifications']) {
			const column = table === 'support_chats' ? 'id' : 'chat_id';
			const sql = `select 1 from public.${table} where ${column} = $1`;
			expect(await outcome(db, admin, sql, [chatId]), table).toBeGreaterThan(0);
		}
		for (const table of (await tables(db)).filter((name) => name.startsWith('support_private'))) {
			expect(NOTHING, table).toContain(await outcome(db, admin, `select 1 from ${table}`));
		}
	});
});

describe('writing', () => {
	test('nobody changes or deletes a row of any table, except for an admin’s notes and saved replies', async ({
		world
	}) => {
		const { db, owner, other, admin } = world;
		for (const table of [...(await tables(db)), 'public.support_chat_list']) {
			const [column] = await db.rows<{ name: string }>(
				`select quote_ident(attname) as name from pg_attribute
				where attrelid = $1::regclass and attnum > 0 and not attisdropped order by attnum`,
				[table]
			);
			for (const caller of [owner, other, admin, 'anon'] as const) {
				for (const sql of [
					`delete from ${table} returning 1`,
					`update ${table} set ${column?.name} = ${column?.name} returning 1`
				]) {
					const isAllowed = caller === admin && ADMINS_DO.some((start) => sql.startsWith(start));
					const expected = isAllowed ? [1] : NOTHING;
					expect(expected, sql).toContain(await outcome(db, caller, sql));
				}
			}
		}
	});

	test('nobody inserts what the functions insert', async ({ world }) => {
		const { db, owner, other, admin, colleague, chatId } = world;
		const newcomer = await db.createUser();
		const adminId = await db.value<string>(
			'select id from public.support_admins where user_id = $1',
			[admin.id]
		);
		const rows: Record<string, [columns: string, values: string]> = {
			support_admins: ['user_id', `'${other.id}'`],
			support_chats: ['user_id', `'${newcomer.id}'`],
			support_mentions: [
				'note_id, admin_id, chat_id, mentioned_at',
				`(select id from public.support_notes), '${adminId}', '${chatId}', now()`
			],
			support_settings: ['id', 'true'],
			support_audit_log: ['action', "'data_erased'"],
			support_reply_notifications: ['chat_id, due_at', `'${chatId}', now() + interval '1 year'`],
			'support_private.support_email_preferences': ['user_id', `'${newcomer.id}'`],
			'support_private.support_chat_addresses': ['chat_id, address', `'${chatId}', 'x'`],
			'support_private.support_alert_tokens': [
				'admin_id',
				`(select id from public.support_admins where user_id = '${colleague.id}')`
			],
			'support_private.support_alert_progress': ['considered_until', 'now()'],
			'support_private.support_file_removal_batches': ['attempts', '1'],
			'support_private.support_file_removals': ['path', "'x'"],
			'support_private.support_file_removal_progress': ['id', 'true'],
			'support_private.support_blocked_users': ['user_id, blocked_at', `'${newcomer.id}', now()`],
			'support_private.support_report_counts': ['slot', 'now()'],
			'support_private.support_event_queue': ['event, payload', "'x', '{}'"],
			'support_private.support_event_progress': ['id', 'true'],
			'support_private.support_report_hours': [
				'hour, new_chats, answered_chats, replies, first_replies, waits',
				'now(), 0, 0, 0, 0, 0'
			],
			'support_private.support_report_days': ['day, replies', 'now(), 0'],
			'support_private.support_rate_limits': [
				'user_id, action, tokens, refilled_at',
				`'${newcomer.id}', 'chat', 1000000, now()`
			]
		};
		expect(Object.keys(rows).sort()).toEqual(
			(await tables(db)).filter((table) => !WRITABLE.includes(table)).sort()
		);
		for (const [table, [columns, values]] of Object.entries(rows)) {
			for (const caller of [owner, newcomer, admin, colleague, 'anon'] as const) {
				for (const suffix of ['', ' on conflict do nothing returning 1']) {
					const sql = `insert into ${table} (${columns}) values (${values})${suffix}`;
					expect(await outcome(db, caller, sql), sql).toBe('42501');
				}
			}
		}
	});

	test('nobody but admins writes notes and saved replies', async ({ world }) => {
		const { db, owner, other, admin, chatId } = world;
		const inserts = [
			`insert into public.support_notes (chat_id, content) values ('${chatId}', 'x')`,
			"insert into public.support_saved_replies (title, content) values ('x', 'x')"
		];
		for (const sql of inserts) {
			for (const caller of [owner, other, 'anon'] as const) {
				expect(await outcome(db, caller, sql), sql).toBe('42501');
			}
			expect(await outcome(db, admin, sql), sql).toBe(0);
		}
	});

	test('a message in somebody else’s chat is refused, be it a new one or a merge', async ({
		world
	}) => {
		const { db, owner, other, chatId } = world;
		const id = await db.value('select id from public.support_messages where chat_id = $1 limit 1', [
			chatId
		]);
		const insert = 'insert into public.support_messages (id, chat_id, content) values ($1, $2, $3)';
		for (const caller of [other, 'anon'] as const) {
			expect(await outcome(db, caller, insert, [randomUUID(), chatId, 'x'])).toBe('42501');
		}
		const merge = `${insert} on conflict (id) do update set content = excluded.content`;
		for (const caller of [owner, other]) {
			expect(await outcome(db, caller, merge, [id, chatId, 'x'])).toBe('42501');
		}
	});

	test('what the database sets of a message stays the database’s', async ({ world }) => {
		const { db, owner, admin, colleague, chatId } = world;
		const [adminId, colleagueId] = await Promise.all(
			[admin, colleague].map(({ id }) =>
				db.value<string>('select id from public.support_admins where user_id = $1', [id])
			)
		);
		const forged = {
			chat_id: chatId,
			content: 'x',
			seq: 1000,
			sender_type: 'admin',
			admin_id: colleagueId,
			sender_name: 'The boss',
			read_at: '2020-01-01T00:00:00Z',
			created_at: '2020-01-01T00:00:00Z',
			updated_at: '2020-01-01T00:00:00Z'
		};
		const send = async (caller: Caller, row: object) => {
			const names = Object.keys(row);
			const parameters = names.map((_, index) => `$${index + 1}`);
			const sql = `insert into public.support_messages (${names}) values (${parameters})
				returning *, created_at > now() - interval '1 minute' and updated_at >= created_at as is_now`;
			const [sent] = await db.as(caller, () => db.rows(sql, Object.values(row)));
			return sent;
		};
		expect(await send(owner, forged)).toMatchObject({
			seq: '3',
			sender_type: 'user',
			sender_id: owner.id,
			admin_id: null,
			sender_name: null,
			read_at: null,
			is_now: true
		});
		expect(await send(admin, { ...forged, sender_type: 'user' })).toMatchObject({
			seq: '4',
			sender_type: 'admin',
			sender_id: null,
			admin_id: adminId,
			sender_name: 'Support',
			read_at: null,
			is_now: true
		});
	});
});
