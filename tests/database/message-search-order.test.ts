import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { expect } from 'vitest';
import { test, type Caller, type Database } from '../fixtures/database.ts';
import { search, type Hit } from './message-search.ts';

// Whatever way a search takes, by a scan or by the index of words, in few steps or many, in one go or with stops:
// read page by page it finds what a plain look at every message finds, once and in order.

const MICROSECONDS = 1_000_000;
/** Longest period of the index, in seconds. */
const HALF_A_YEAR = 2 ** 24;

interface Settings {
	/** What support_prefix_scan_budget returns; null: as it is. */
	prefixScanBudget: number | null;
	/** How long a search may take, as SQL. */
	patience: string;
	pageSize: number;
}

/** A message: words by number, and microseconds before the moment that the test is about. */
interface Written {
	words: number[];
	age: number;
}

/** Ages around the places where periods of each kind begin, and all over some years. */
const age = fc.oneof(
	fc.integer({ min: 0, max: 5 * HALF_A_YEAR }).map((seconds) => seconds * MICROSECONDS),
	fc.integer({ min: 0, max: 4096 * 20 }).map((seconds) => seconds * MICROSECONDS),
	fc
		.tuple(fc.constantFrom(12, 15, 18, 21, 24), fc.integer({ min: 0, max: 9 }))
		.chain(([power, times]) =>
			fc
				.constantFrom(-1_000_001, -600_000, -400_000, -1, 0, 1, 400_000, 600_000)
				.map((offset) => times * 2 ** power * MICROSECONDS + offset)
		)
		.filter((micros) => micros >= 0)
);
const written = fc.record({ words: fc.array(fc.nat(2), { minLength: 1, maxLength: 5 }), age });
const chats = fc.array(fc.array(written, { minLength: 1, maxLength: 70 }), {
	minLength: 1,
	maxLength: 3
});
const PATIENT = `interval '2 seconds'`;
const IMPATIENT = `interval '0'`;
/** Every other search stops somewhere on its way: in a scan or not, at its first message or later. */
const MOODY = `case when random() < 0.5 then random() * interval '5 milliseconds' else ${PATIENT} end`;
const settings = fc.record({
	prefixScanBudget: fc.constantFrom(null, 0, 3, 40),
	patience: fc.constantFrom(PATIENT, MOODY),
	pageSize: fc.constantFrom(1, 4, 30, 100)
});

/** Where all periods of the index begin, two years ago. */
const START = Math.floor(Date.now() / 1000 / HALF_A_YEAR - 4) * HALF_A_YEAR;

/** Writes a chat's messages in one statement, their times made different as the product does. */
async function writeChat(db: Database, messages: Written[], words: string[]): Promise<string> {
	const chatId = await db.openChat(await db.createUser());
	const sorted = messages.toSorted((a, b) => b.age - a.age);
	await db.rows(
		`insert into public.support_messages (chat_id, content, created_at)
		select $1, message.content, to_timestamp($2::bigint) - message.age * interval '1 microsecond'
		from unnest($3::text[], $4::bigint[]) with ordinality as message (content, age, place)
		order by message.place`,
		[
			chatId,
			START,
			sorted.map((message) => message.words.map((word) => words[word]).join(' ')),
			sorted.map((message) => message.age)
		]
	);
	return chatId;
}

/** Undoes what `run` did, so that the next run starts afresh. */
async function undone(db: Database, run: () => Promise<void>): Promise<void> {
	await db.rows('savepoint world');
	try {
		await run();
	} finally {
		await db.rows('rollback to savepoint world');
	}
}

async function applySettings(
	db: Database,
	{ prefixScanBudget, patience }: Settings
): Promise<void> {
	if (prefixScanBudget !== null) {
		await db.rows(
			`create or replace function support_private.support_prefix_scan_budget(checked integer, hits integer, page_size integer)
			returns integer language sql as 'select ${prefixScanBudget}'`
		);
	}
	await db.rows(
		`create or replace function support_private.support_search_patience()
		returns interval language sql as $$ select ${patience} $$`
	);
}

/** All hits of a search from the messages' time on, page by page, and how often it stopped. */
async function readAll(
	db: Database,
	admin: Caller,
	query: string,
	limit: number
): Promise<{ ids: string[]; stops: number }> {
	const ids: string[] = [];
	let stops = 0;
	let before = { created_at: new Date((START + 1) * 1000).toISOString(), message_id: null } as
		{ created_at: string; message_id: string | null } | undefined;
	while (before) {
		const rows: Hit[] = await search(db, admin, query, { before: before as Hit, limit });
		expect(rows.length).toBeLessThanOrEqual(limit);
		const stopped = rows.at(-1)?.chat_id === null;
		if (stopped) stops++;
		const hits = stopped ? rows.slice(0, -1) : rows;
		for (const hit of hits) expect(hit).toMatchObject({ chat_id: expect.any(String) });
		ids.push(...hits.map((hit) => hit.message_id));
		before = stopped || rows.length === limit ? rows.at(-1) : undefined;
	}
	return { ids, stops };
}

test('a search finds what a plain look at every message finds, in order', async ({ db }) => {
	const admin = await db.createAdmin();
	let stops = 0;
	await fc.assert(
		fc.asyncProperty(chats, settings, async (conversations, how) => {
			await undone(db, async () => {
				const words = ['a', 'b', 'c'].map(
					(letter) => `${letter}${randomUUID().replaceAll('-', '')}`
				);
				const [a, b, c] = words as [string, string, string];
				const chatIds: string[] = [];
				for (const messages of conversations) chatIds.push(await writeChat(db, messages, words));
				await applySettings(db, how);
				const queries: [string, string][] = [
					[a, `%${a}%`],
					[`${a} `, `%${a}%`],
					[`"${a}"`, `%${a}%`],
					[a.slice(0, 30), `%${a}%`],
					[`"${a} ${b}"`, `%${a} ${b}%`],
					[`"${c} ${c}" ${b.slice(0, 30)}`, `%${c} ${c}%`]
				];
				for (const [query, like] of queries) {
					const expected = await db.rows<{ id: string }>(
						`select id from public.support_messages
						where chat_id = any($1) and content like $2 and content like $3
						order by created_at desc, id desc`,
						[chatIds, like, query.includes(b.slice(0, 30)) ? `%${b}%` : '%']
					);
					const found = await readAll(db, admin, query, how.pageSize);
					expect(found.ids, query).toEqual(expected.map(({ id }) => id));
					stops += found.stops;
					if (how.patience === PATIENT) expect(found.stops).toBe(0);
				}
			});
		}),
		{ numRuns: 60 }
	);
	expect(stops).toBeGreaterThan(0);
}, 120_000);

test('a search that takes too long says how far it looked, without a hit too', async ({ db }) => {
	const admin = await db.createAdmin();
	const [a, b] = [randomUUID(), randomUUID()];
	const messages = Array.from({ length: 120 }, (_, n) => ({
		words: [0, 1],
		age: n * 60 * MICROSECONDS
	}));
	const chatId = await writeChat(db, messages, [a, b]);
	await applySettings(db, { prefixScanBudget: null, patience: IMPATIENT, pageSize: 20 });
	const before = { created_at: new Date((START + 1) * 1000).toISOString() } as Hit;
	const rows = await search(db, admin, `"${b} ${a}"`, { before });
	const [newest] = await db.rows<{ created_at: string; id: string }>(
		`select created_at::text, id from public.support_messages where chat_id = $1
		order by created_at desc limit 1`,
		[chatId]
	);
	expect(rows).toEqual([
		{
			chat_id: null,
			user_email: null,
			archived: null,
			message_id: newest?.id,
			seq: null,
			sender_type: null,
			created_at: newest?.created_at,
			snippet: null
		}
	]);
});
