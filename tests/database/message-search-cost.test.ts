import { expect } from 'vitest';
import { test, type Caller, type Database } from '../fixtures/database.ts';
import { search } from './message-search.ts';

// No text that a user can write makes a search run into the statement timeout, nor an insert.

/** Supabase's for people who are signed in. */
const STATEMENT_TIMEOUT = '8s';
const LONGEST = 4_000;

/** As much of a pattern as a message holds. */
const full = (pattern: string) => pattern.repeat(LONGEST / pattern.length);
const EXPENSIVE = {
	/** A mark on each of its words. */
	words: full('a '),
	/** In pairs, with Latin words between them. */
	unspaced: full('請a求b'),
	/** Normalization sorts them, from last to first. */
	marks: `a${'\u0345'.repeat(1333)}${'\u0301'.repeat(1333)}${'\u0323'.repeat(1333)}`,
	/** Normalization makes eighteen characters of one. */
	ligatures: full('\ufdfa '),
	/** Normalization makes five characters of one, and the index pairs of these. */
	squares: full('\u3300')
};

async function makeWorld(db: Database): Promise<{ admin: Caller; chatId: string }> {
	const [user, admin] = [await db.createUser(), await db.createAdmin()];
	return { admin, chatId: await db.openChat(user) };
}

/** Writes as many messages of the same content in one statement. */
function writeMany(db: Database, chatId: string, content: string, count: number) {
	return db.rows(
		`insert into public.support_messages (chat_id, content)
		select $1, $2 from generate_series(1, $3::integer)`,
		[chatId, content, count]
	);
}

function limitTime(db: Database) {
	return db.rows(`set local statement_timeout = '${STATEMENT_TIMEOUT}'`);
}

function setPatience(db: Database, interval: string) {
	return db.rows(
		`create or replace function support_private.support_search_patience()
		returns interval language sql as $$ select interval '${interval}' $$`
	);
}

test.for([
	['words', ['a', '"a a"', 'a '.repeat(100), `"${'a '.repeat(98)}a"`]],
	['unspaced', ['a', '請', '"請 a 求"', '請a求b'.repeat(50)]],
	['marks', ['a']],
	['ligatures', ['\ufdfa', `"${'\ufdfa '.repeat(90)}"`]]
] as const)('a page of expensive %s', { timeout: 120_000 }, async ([kind, queries], { db }) => {
	const { admin, chatId } = await makeWorld(db);
	await writeMany(db, chatId, EXPENSIVE[kind], 60);
	await limitTime(db);
	for (const query of queries) {
		const hits = await search(db, admin, query, { limit: 100 });
		expect(hits.length, query).toBeGreaterThan(0);
		for (const { chat_id, snippet } of hits) {
			if (chat_id) expect(snippet.length, query).toBeLessThan(1_000);
		}
	}
});

test('a burst of messages whose marks are to be sorted', async ({ db }) => {
	const { chatId } = await makeWorld(db);
	await limitTime(db);
	expect(await writeMany(db, chatId, EXPENSIVE.marks, 120)).toEqual([]);
}, 60_000);

test('no more than 32 combining marks are sorted, of whatever script', async ({ db }) => {
	// A mark is what is sorted before U+0345, which has the highest class. Behind 50 of the same mark,
	// U+0334, which has the lowest, may not be sorted to the front.
	const [counts] = await db.rows<{ marks: number; sorted: string[] | null }>(
		`select
			count(*)::integer as marks,
			array_agg(to_hex(code)) filter (
				where strpos(support_private.decompose_support_text(repeat(chr(code), 50) || U&'\\0334'), U&'\\0334')
					between 1 and 17
			) as sorted
		from generate_series(1, 1114111) as code
		where code not between 55296 and 57343
			and normalize(U&'\\0345' || chr(code), nfd) <> U&'\\0345' || normalize(chr(code), nfd)
			and normalize(chr(code) || U&'\\0334', nfkd) <> normalize(chr(code), nfkd) || U&'\\0334'`
	);
	expect(counts?.marks).toBeGreaterThan(800);
	expect(counts?.sorted).toBeNull();
});

test('expensive messages do not hide an older one from a search for the beginning of a word', async ({
	db
}) => {
	const { admin, chatId } = await makeWorld(db);
	await writeMany(db, chatId, 'a quixotic question', 1);
	await writeMany(db, chatId, EXPENSIVE.squares, 100);
	await setPatience(db, '1 second');
	// It may have no time left to look further back than that.
	const hits = (await search(db, admin, 'quixo')).filter((row) => row.chat_id);
	expect(hits).toMatchObject([{ snippet: 'a \u0002quixotic\u0003 question' }]);
}, 60_000);

test('what there is no time for shows the beginning of its text', async ({ db }) => {
	const { admin, chatId } = await makeWorld(db);
	await writeMany(db, chatId, `${'lorem ipsum '.repeat(50)}quixotic`, 2);
	const before = await search(db, admin, '"quixotic"');
	expect(before[0]?.snippet).toMatch(/^….*\u0002quixotic\u0003$/);
	await setPatience(db, '0');
	const hits = (await search(db, admin, '"quixotic"')).filter((row) => row.chat_id);
	// It stops behind the first one.
	expect(hits.map((hit) => hit.message_id)).toEqual([before[0]?.message_id]);
	for (const { snippet } of hits) expect(snippet).toMatch(/^lorem ipsum [a-z ]{140,160}…$/);
});
