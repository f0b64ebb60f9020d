import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect } from 'vitest';
import { test, type Caller, type Database } from '../fixtures/database.ts';
import { search, write, type Hit } from './message-search.ts';
import { refusal } from './refusal.ts';

interface World {
	user: Caller;
	admin: Caller;
	chatId: string;
}

async function makeWorld(db: Database): Promise<World> {
	const [user, admin] = [await db.createUser(), await db.createAdmin()];
	return { user, admin, chatId: await db.openChat(user) };
}

/** Whether a search finds the only message of a chat. */
async function finds(db: Database, content: string, queries: string[]): Promise<string[]> {
	const { user, admin, chatId } = await makeWorld(db);
	const { id } = await db.send(user, chatId, content);
	const found: string[] = [];
	for (const query of queries) {
		const hits = await search(db, admin, query, { limit: 100 });
		if (hits.some((hit) => hit.message_id === id)) found.push(query);
	}
	return found;
}

describe('what is found', () => {
	test.for([
		['Your INVOICE is late', ['invoice', 'Invoice late', 'late your', 'inv', 'your invoice l']],
		['Größe, café und Naïveté', ['grosse', 'GRÖSSE', 'cafe', 'café', 'cafe\u0301', 'naivete']],
		['Write to ann.lee@mail.example.com', ['ann', 'lee', 'example.com', 'ann.lee@mail', 'mail']],
		[
			'see https://a.example/path-to/file_1.html?x=9',
			['path', 'to', 'path-to/file_1', 'html', '9']
		],
		['<b>bold</b> &amp; <script>x</script>', ['bold', 'script', 'amp', '<b>bold']],
		['v1.2.3 costs -4.50 +7', ['v1', 'v1.2.3', '2.3', '4.50', '7', '-4']],
		[
			'Paid  TWICE:by card 1e5abc',
			['"paid twice"', '"twice BY card"', 'twice:by', '"card 1e5abc"']
		],
		['order #A12-B9', ['#A12', 'a12-b9', 'b9', 'A1']],
		['ＡＢＣ ｶﾞｿﾘﾝ', ['abc', 'ガソリン', 'ソリ']],
		[
			'請求書を発行してください',
			['請求書', '請求', '書を', '書', '発行して', '"求書を発"', '請求書 発行']
		],
		['iPhoneの請求abc', ['iphone', '請求', 'の請', 'abc', 'iPhoneの請求']],
		['결제를 취소해 주세요', ['결제', '취소', '결제 취소', '"결제를 취소"', '세요']],
		['ขอใบแจ้งหนี้', ['ใบแจ้ง', 'หนี้']],
		['мой СЧЁТ', ['счёт', 'счет', 'мой сч']],
		['می‌خواهم فاکتور', ['فاکتور', 'می‌خواهم', 'می خواهم', 'فاكتور']],
		// Arabic and Hebrew, with their vowel signs and without.
		['وَصَلَتْنِي فَاتُورَةٌ خَاطِئَة', ['فاتورة', 'فَاتُورَةٌ', 'وصلتني', '"فاتورة خاطئة"', 'فاتو']],
		['وصلتني فاتورة خاطئة', ['فَاتُورَةٌ', 'فاتورة', 'فـــاتورة']],
		['שָׁלוֹם, קִבַּלְתִּי חֶשְׁבּוֹנִית', ['שלום', 'שָׁלוֹם', 'חשבונית', '"קבלתי חשבונית"']],
		['שלום, קיבלתי חשבונית', ['שָׁלוֹם', 'חֶשְׁבּוֹנִית', 'חשבו']],
		[
			'Straße in Ørsted, Łódź, Đà Nẵng',
			['strasse', 'STRASSE', 'orsted', 'ØRSTED', 'lodz', 'da nang']
		],
		['Strasse in Orsted, Lodz', ['straße', 'STRAẞE', 'ørsted', 'łódź']],
		['Σίσυφος ΟΔΌΣ', ['σισυφοσ', 'ΣΊΣΥΦΟΣ', 'οδός']],
		[
			'thanks🙂🙂! 👍🏽 👩‍💻 ❤️',
			['🙂', '🙂🙂', '👍', '👍🏽', '👩‍💻', '💻', '❤', '❤️', 'thanks 🙂', '"thanks🙂"']
		],
		['न्यायालय हिन्दी', ['हिन्दी', 'न्यायालय']]
	] as const)('%s', async ([content, queries], { db }) => {
		expect(await finds(db, content, [...queries])).toEqual(queries);
	});

	test.for([
		['Your invoice is late', ['voice', 'invoices', 'invoice early', '"late invoice"', 'inv late']],
		['great, big phrase', ['"great phrase"', '"big great"', '"great big phr"']],
		['請求書を発行', ['求請', '請書', '発行書', '"請求 書を"']],
		['a or b and c', ['a -b d', 'd OR a', 'a | d', 'a & !d', 'd*']],
		['👍 but not 🎉', ['👎', '👍🏽', '"👍 🎉"']],
		['nothing else', ['', '   ', '""', '"', '!?', '&|!()<->:*', "'", '\\', '%', '🙂']]
	] as const)('%s, but not by', async ([content, queries], { db }) => {
		expect(await finds(db, content, [...queries])).toEqual([]);
	});

	test('signs are no operators', async ({ db }) => {
		const queries = [
			'this | that',
			'!this -that',
			'this:* <-> that',
			"that's\\",
			'(this) & (that)'
		];
		expect(await finds(db, "this and that's", queries)).toEqual(queries);
	});

	test('both sides are searched, and archived chats, which are marked', async ({ db }) => {
		const { user, admin, chatId } = await makeWorld(db);
		await db.send(user, chatId, 'quixotic question');
		await db.send(admin, chatId, 'quixotic answer');
		await db.as(admin, () => db.rows('select public.archive_support_chat($1)', [chatId]));
		expect(await search(db, admin, 'quixotic')).toMatchObject([
			{ chat_id: chatId, archived: true, sender_type: 'admin', seq: '2', user_email: user.email },
			{ chat_id: chatId, archived: true, sender_type: 'user', seq: '1', user_email: user.email }
		]);
	});

	test('nothing of a chat that was erased', async ({ db }) => {
		const { user, admin, chatId } = await makeWorld(db);
		await db.send(user, chatId, 'quixotic question');
		expect(await search(db, admin, 'quixotic')).toHaveLength(1);
		await db.as(user, () => db.rows('select public.erase_support_data()'));
		expect(await search(db, admin, 'quixotic')).toEqual([]);
	});

	test('every word of any message, whatever it is made of', async ({ db }) => {
		const { admin, chatId } = await makeWorld(db);
		await fc.assert(
			fc.asyncProperty(fc.string({ unit: 'binary', minLength: 1, maxLength: 60 }), async (text) => {
				const content = `${text.toWellFormed().replaceAll('\0', '')} end`;
				const [id] = await write(db, chatId, [{ content, at: new Date() }]);
				const words = await db.rows<{ part: string }>(
					`select part
					from public.support_messages
					cross join support_private.split_support_text(normalize(content, nfkc))
					where id = $1 and word is not null`,
					[id]
				);
				for (const { part } of words) {
					const [hit] = await search(db, admin, `"${part}" end`, { limit: 1 });
					expect(hit?.message_id, JSON.stringify({ content, part })).toBe(id);
				}
			}),
			{ numRuns: 60, examples: [['\u{1d15e}x'], ['㈱x ½'], ['\u{1d6a8}x']] }
		);
	}, 60_000);
});

describe('snippets', () => {
	const snippetOf = async (db: Database, content: string, query: string) => {
		const { user, admin, chatId } = await makeWorld(db);
		await db.send(user, chatId, content);
		const [hit] = await search(db, admin, query);
		return hit?.snippet.replaceAll('\u0002', '[').replaceAll('\u0003', ']');
	};

	test.for([
		['A quixotic plan. Quixotic!', 'quixotic', 'A [quixotic] plan. [Quixotic]!'],
		['a quixotic\n\n plan', '"quixotic plan"', 'a [quixotic plan]'],
		['quixotically', 'quixo', '[quixotically]'],
		['Quïxotic Größe', 'grosse quixotic', '[Quïxotic] [Größe]'],
		['書類の請求書', '請求書', '書類の[請求書]'],
		['وَصَلَتْ فَاتُورَةٌ', 'فاتورة', 'وَصَلَتْ [فَاتُورَةٌ]'],
		['thanks🙂🙂!', '🙂', 'thanks[🙂🙂]!'],
		['quixotic<script>alert(1)</script>', 'script', 'quixotic<[script]>alert(1)</[script]>'],
		['quixotic \u0002fake\u0003 \u202e [x]', 'quixotic', '[quixotic] fake \u202e [x]']
	] as const)('%s', async ([content, query, snippet], { db }) => {
		expect(await snippetOf(db, content, query)).toBe(snippet);
	});

	test('show about 160 characters around the match', async ({ db }) => {
		const filler = 'lorem ipsum dolor '.repeat(60);
		const snippet = (await snippetOf(db, `${filler}quixotic ${filler}`, 'quixotic')) ?? '';
		expect(snippet).toMatch(/^….*\[quixotic\].*…$/);
		expect(snippet.length).toBeGreaterThan(140);
		expect(snippet.length).toBeLessThan(200);
		expect(snippet.indexOf('[')).toBeLessThan(60);
	});

	test('are short for one endless word too', async ({ db }) => {
		expect((await snippetOf(db, 'quixotic'.repeat(200), 'quixotic'))?.length).toBeLessThan(200);
	});
});

describe('pages', () => {
	const HOUR = 3_600_000;

	async function readAll(
		db: Database,
		admin: Caller,
		query: string,
		limit: number
	): Promise<Hit[]> {
		const all: Hit[] = [];
		for (let before: Hit | undefined; ; before = all.at(-1)) {
			const page = await search(db, admin, query, { before, limit });
			all.push(...page);
			if (page.length < limit) return all;
		}
	}

	test('hold every hit once, newest first, from the last hour to years ago', async ({ db }) => {
		const { admin } = await makeWorld(db);
		const hours = fc.array(
			fc.record({
				// As many in the last hours as in years.
				age: fc.double({ min: 0, max: 5, noNaN: true }).map((power) => 10 ** power * HOUR),
				hit: fc.boolean()
			}),
			{ minLength: 1, maxLength: 25 }
		);
		await fc.assert(
			fc.asyncProperty(fc.array(hours, { minLength: 1, maxLength: 3 }), async (chats) => {
				const word = `q${randomUUID().replaceAll('-', '')}`;
				const expected: { id: string; at: string }[] = [];
				for (const messages of chats) {
					const chatId = await db.openChat(await db.createUser());
					const sorted = messages.toSorted((a, b) => b.age - a.age);
					const ids = await write(
						db,
						chatId,
						sorted.map(({ age, hit }) => ({
							content: hit ? `a ${word} b` : 'something else',
							at: new Date(Math.floor((Date.now() - age) / HOUR) * HOUR)
						}))
					);
					expected.push(
						...(await db.rows<{ id: string; at: string }>(
							`select id, created_at::text as at from public.support_messages
							where id = any($1) and content <> 'something else'`,
							[ids]
						))
					);
				}
				const order = expected
					.toSorted((a, b) => (a.at === b.at ? (a.id < b.id ? 1 : -1) : a.at < b.at ? 1 : -1))
					.map((message) => message.id);
				for (const query of [word, word.slice(0, 30), `a ${word.slice(0, 30)}`, `${word} b`]) {
					const hits = await readAll(db, admin, query, 4);
					expect(hits.map((hit) => hit.message_id)).toEqual(order);
				}
			}),
			{ numRuns: 15 }
		);
	}, 60_000);

	test('hold messages of the same instant once each', async ({ db }) => {
		const { admin } = await makeWorld(db);
		const at = new Date('2026-01-02T03:04:05.678Z');
		for (let n = 0; n < 7; n++) {
			await write(db, await db.openChat(await db.createUser()), [{ content: 'quixotic', at }]);
		}
		const hits = await readAll(db, admin, 'quixotic', 2);
		expect(new Set(hits.map((hit) => hit.message_id)).size).toBe(7);
		expect(hits).toHaveLength(7);
	});

	test('hold at most 100, and at least one', async ({ db }) => {
		const { admin, chatId } = await makeWorld(db);
		const at = '2026-01-02T03:04:05Z';
		await write(db, chatId, Array(101).fill({ content: 'quixotic', at }));
		expect(await search(db, admin, 'quixotic', { limit: 1000 })).toHaveLength(100);
		expect(await search(db, admin, 'quixotic', { limit: -1 })).toHaveLength(1);
	});
});

describe('hostile searches', () => {
	test.for(['anon', 'service_role', 'owner'] as const)('%s may not search', async (who, { db }) => {
		const { user } = await makeWorld(db);
		await expect(search(db, who === 'owner' ? user : who, 'hello')).rejects.toMatchObject({
			code: '42501'
		});
	});

	test('one that is too long is refused with a reason', async ({ db }) => {
		const { admin } = await makeWorld(db);
		await expect(search(db, admin, 'x'.repeat(201))).rejects.toMatchObject(
			refusal('22001', 'query_too_long')
		);
		expect(await search(db, admin, 'x '.repeat(100))).toEqual([]);
	});

	test('none is an error', async ({ db }) => {
		const { user, admin, chatId } = await makeWorld(db);
		await db.send(user, chatId, 'Hello "there"');
		const signs = fc.constantFrom(
			...'"\'\\&|!()<>:*-%_@$;\u0001\u0002\t\n',
			'<->',
			':*',
			'請',
			'é',
			' ',
			'ab'
		);
		const text = fc.oneof(
			fc.string({ unit: 'binary', maxLength: 100 }),
			fc.array(signs, { maxLength: 60 }).map((parts) => parts.join(''))
		);
		await fc.assert(
			fc.asyncProperty(text, async (query) => {
				const clean = query.toWellFormed().replaceAll('\0', '');
				for (const hit of await search(db, admin, clean)) expect(hit.snippet).toBeTypeOf('string');
			}),
			{ numRuns: 300 }
		);
	}, 60_000);

	test.for(['infinity', '-infinity', '0001-01-01', '294000-01-01'])(
		'nor is a place in time like %s',
		async (time, { db }) => {
			const { admin } = await makeWorld(db);
			const before = { created_at: time, message_id: randomUUID() } as Hit;
			expect(await search(db, admin, 'quixotic', { before })).toEqual([]);
		}
	);
});

test('no search reads the table from end to end', async ({ db }) => {
	const { user, admin, chatId } = await makeWorld(db);
	for (let n = 0; n < 30; n++) await db.send(user, chatId, `quixotic question ${n}`);
	const scans = (name: string) =>
		db.value<string>('select pg_stat_get_xact_numscans($1::regclass)', [`public.${name}`]);
	const before = await scans('support_messages');
	for (const query of [
		'quixotic',
		'"quixotic question"',
		'qui',
		'q',
		'question q',
		'請',
		'nothing'
	]) {
		const used = Number(await scans('support_messages_search_idx'));
		await search(db, admin, query);
		expect(Number(await scans('support_messages_search_idx')), query).toBeGreaterThan(used);
	}
	expect(await scans('support_messages')).toBe(before);
});
