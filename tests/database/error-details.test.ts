import { randomUUID } from 'node:crypto';
import { describe, expect } from 'vitest';
import { test, type Caller, type Database } from '../fixtures/database.ts';

// Postgres shows the row in the details of an error (23502, 23505, 23514), with columns that its caller may
// not read: of a function that runs as its definer, the owner's row. No caller gets to see one.

const REVEALING = /Failing row|Key \(|already exists|is still referenced/i;

/** Arguments that break things, by type; the first is what is right. */
const values: Record<string, (string | null)[]> = {
	uuid: [null, randomUUID(), '00000000-0000-0000-0000-000000000000'],
	text: [null, '', ' ', 'x'.repeat(1_000_000), '\u0001', "'; --", '%', 'NaN'],
	'text[]': [null, '{}', '{NULL}', '{x}', '{{x,y},{z,NULL}}', `{${'x,'.repeat(100_000)}x}`],
	boolean: [null, 'true', 'false'],
	bigint: [null, '0', '-1', '9223372036854775807'],
	integer: [null, '0', '-1', '2147483647'],
	timestamptz: [null, 'infinity', '-infinity', '0001-01-01 BC'],
	date: [null, 'infinity', '-infinity', '0001-01-01 BC']
};

interface Fn {
	name: string;
	types: string[];
}

async function callable(db: Database): Promise<Fn[]> {
	return db.rows<Fn & Record<string, unknown>>(
		`select
			proname as name,
			array(
				select replace(format_type(type, null), 'timestamp with time zone', 'timestamptz')
				from unnest(proargtypes) with ordinality as arg (type, position) order by position
			) as types
		from pg_proc
		where pronamespace = 'public'::regnamespace
			and (has_function_privilege('anon', oid, 'execute') or has_function_privilege('authenticated', oid, 'execute'))`
	);
}

/** Everybody, with a chat, a message from each side and a preference, so that there is a row to show. */
async function makeWorld(db: Database) {
	const [user, admin] = [await db.createUser(), await db.createAdmin()];
	const chatId = await db.openChat(user);
	const { id } = await db.send(user, chatId);
	await db.send(admin, chatId);
	await db.as(user, () => db.rows('select public.set_support_reply_emails(true)'));
	const token = await db.value<string>(
		'select unsubscribe_token from support_private.support_email_preferences where user_id = $1',
		[user.id]
	);
	return { callers: { user, admin, visitor: 'anon' } as const, chatId, messageId: id, token };
}

async function errorOf(
	db: Database,
	caller: Caller | 'anon',
	sql: string,
	parameters: unknown[]
): Promise<{ code?: string; detail?: string; message: string } | undefined> {
	await db.rows('savepoint attempt');
	try {
		await db.as(caller, () => db.rows(sql, parameters));
		return undefined;
	} catch (error) {
		return error as { code?: string; detail?: string; message: string };
	} finally {
		await db.rows('rollback to savepoint attempt');
	}
}

describe('the details of an error', () => {
	test('show no row, whatever a function is called with', async ({ db }) => {
		const { callers, chatId, token } = await makeWorld(db);
		const all = await callable(db);
		expect(all.length).toBeGreaterThan(15);
		for (const { name, types } of all) {
			const places = types.map((type) => {
				const odd = values[type];
				if (!odd) throw new Error(`No values of type ${type}, which ${name} takes.`);
				if (type === 'uuid') return [chatId, ...odd];
				return name.endsWith('by_token') && type === 'text' ? [token, ...odd] : odd;
			});
			const call = `select public.${name}(${types.map((type, index) => `$${index + 1}::${type}`)})`;
			// Each odd value in its place, the others as they should be, and all null.
			const calls = places.flatMap((odd, place) =>
				odd.map((value) => places.map((given, index) => (index === place ? value : given[0])))
			);
			for (const parameters of [...calls, types.map(() => null)]) {
				for (const [who, caller] of Object.entries(callers)) {
					const error = await errorOf(db, caller, call, parameters);
					const what = `${who}: ${name}(${parameters.map((value) => String(value).slice(0, 40))})`;
					expect(`${error?.message} ${error?.detail}`, what).not.toMatch(REVEALING);
					expect(['23502', '23503', 'XX000'], what).not.toContain(error?.code);
				}
			}
		}
	});

	test('show no row, whatever a message is made of', async ({ db }) => {
		const { callers, chatId, messageId } = await makeWorld(db);
		const odd: Record<string, (string | null)[]> = {
			id: [null, messageId, randomUUID()],
			chat_id: [null, chatId, randomUUID()],
			content: [null, '', 'x'.repeat(4001), 'x'],
			sender_id: [null, randomUUID()]
		};
		const good = { id: randomUUID(), chat_id: chatId, content: 'x', sender_id: null };
		for (const [column, given] of Object.entries(odd)) {
			for (const value of given) {
				const row = { ...good, [column]: value };
				for (const suffix of ['', ' on conflict do nothing', ' returning *']) {
					const sql = `insert into public.support_messages (${Object.keys(row)})
						values ($1, $2, $3, $4)${suffix}`;
					for (const [who, caller] of Object.entries(callers)) {
						const error = await errorOf(db, caller, sql, Object.values(row));
						expect(error?.detail ?? '', `${who}: ${column} ${value}`).not.toMatch(REVEALING);
						expect(error?.message ?? '').not.toContain(messageId);
					}
				}
			}
		}
	});

	test('an unsubscribe link changes nothing with null, and shows nothing', async ({ db }) => {
		const { callers, token } = await makeWorld(db);
		const set = 'select public.set_support_reply_emails_by_token($1, $2)';
		const get = 'select public.get_support_reply_emails_by_token($1)';
		const asVisitor = (sql: string, parameters: unknown[]) =>
			db.as('anon', () => db.value(sql, parameters));
		expect(await asVisitor(set, [token, false])).toBe(false);
		expect(await asVisitor(set, [token, null])).toBe(false);
		expect(await asVisitor(get, [token])).toBe(false);
		expect(await asVisitor(set, [null, true])).toBeNull();
		expect(await asVisitor(get, [null])).toBeNull();
		const setOwn = 'select public.set_support_reply_emails(null)';
		expect(await db.as(callers.user, () => db.value(setOwn))).toBe(false);
		expect(await asVisitor(get, [token])).toBe(false);
	});
});
