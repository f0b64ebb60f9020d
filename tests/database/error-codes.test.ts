import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';
import { test } from '../fixtures/database.ts';

// supabase/ERRORS.md lists what the schema raises: no more and no less.

/** SQLSTATEs of the condition names that our functions use. */
const CONDITIONS: Record<string, string> = {
	exception: 'P0001',
	insufficient_privilege: '42501',
	check_violation: '23514',
	string_data_right_truncation: '22001',
	null_value_not_allowed: '22004',
	invalid_parameter_value: '22023'
};

/** What the statements `raise … using …` of a function raise. */
function raisedBy(source: string): { code: string; reason: string }[] {
	const statements = source
		.replaceAll(/--.*/g, '')
		.matchAll(/\braise (?:sqlstate '(\w+)'|(\w+)) using\s([^;]+);/g);
	return [...statements].map(([, sqlstate, condition = '', options = '']) => ({
		code: sqlstate ?? CONDITIONS[condition] ?? condition,
		reason: /detail = (?:format\()?'\{"reason": "(\w+)"/.exec(options)?.[1] ?? 'none'
	}));
}

/** The rows of the list's tables, without their headings. */
async function listed(): Promise<string[][]> {
	const list = await readFile(join(import.meta.dirname, '../../supabase/ERRORS.md'), 'utf8');
	return list
		.split('\n')
		.filter((line) => line.startsWith('| `'))
		.map((line) => line.split('|').map((cell) => cell.trim().replaceAll('`', '')));
}

test('every error that a function raises is listed, with its reason', async ({ db }) => {
	const functions = await db.rows<{ prosrc: string }>(
		`select prosrc from pg_proc
		where pronamespace in ('public'::regnamespace, 'support_private'::regnamespace)`
	);
	const raised = functions.flatMap(({ prosrc }) => raisedBy(prosrc));
	expect(raised.length).toBeGreaterThan(15);

	const rows = (await listed()).filter((cells) => /^\w+$/.test(cells[3] ?? ''));
	expect(new Set(rows.map((cells) => `${cells[1]} ${cells[3]}`))).toEqual(
		new Set(raised.map(({ code, reason }) => `${code} ${reason}`))
	);
});

test('what is raised in another form does not reach a client', async ({ db }) => {
	const others = await db.rows(
		`select proname as function, raise[1] as raise
		from pg_proc
		cross join lateral regexp_matches(
			regexp_replace(prosrc, '--[^\\n]*', '', 'g'), '\\mraise (?!(?:sqlstate )?\\S+ using\\s)([^ ;]+)', 'g'
		) as raise
		where pronamespace in ('public'::regnamespace, 'support_private'::regnamespace)
		order by 1`
	);
	expect(others).toEqual([
		{ function: 'clean_up_support', raise: 'warning' },
		{ function: 'erase_support_events', raise: 'warning' },
		// Caught where it is raised.
		{ function: 'get_or_create_support_chat', raise: 'foreign_key_violation' },
		{ function: 'is_support_file_allowed', raise: 'warning' },
		{ function: 'read_support_user_facts', raise: 'warning' },
		{ function: 'set_support_reply_emails', raise: 'foreign_key_violation' }
	]);
});

test('every check is listed', async ({ db }) => {
	const checks = await db.rows<{ conname: string }>(
		`select conname from pg_constraint
		where contype = 'c' and connamespace in ('public'::regnamespace, 'support_private'::regnamespace)
		order by conname`
	);
	const rows = (await listed()).map((cells) => cells[1] ?? '').filter((name) => name.includes('_'));
	expect(rows.toSorted()).toEqual(checks.map(({ conname }) => conname));
});
