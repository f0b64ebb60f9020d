import type { BenchDatabase } from './database.ts';

// Message texts of the bench: sentences of a made-up language with natural word frequencies (Zipf: the n-th
// word is 1/n as frequent as the first), some of them with a word that figure 9 searches for.

const WORDS = 20_000;
const SENTENCES = 20_000;

/** The search terms and their frequencies. */
export const SEARCHES = {
	common: { query: 'invoice', what: 'a word of every third message' },
	every1000: { query: 'gooseberry', what: 'a word of every 1,000th message' },
	phrase: { query: '"charged twice"', what: 'a phrase of every 500th message' },
	prefix: { query: 'refundab', what: 'a prefix of a word of every 100th message' },
	japanese: { query: '請求書', what: 'Japanese of every 50th message' },
	rare: { query: 'zanzibar', what: 'a word of ten messages' },
	missing: { query: 'wolpertinger', what: 'a word of no message' }
} as const;

/** Creates the sentences for `contentOf`, once per connection. */
export async function makeSentences(database: BenchDatabase): Promise<void> {
	if (await database.value("select to_regclass('pg_temp.bench_sentences') is not null")) return;
	await database.rows('select setseed(0.5)');
	await database.rows(
		`create temporary table bench_sentences as
		with draw as materialized (
			select n / 12 as id, floor(exp(random() * ln(${WORDS})))::integer as rank
			from generate_series(0, ${SENTENCES * 12 - 1}) as n
		)
		select id, string_agg(
			substr('bcdfghjklmnprstvwz', 1 + rank % 18, 1) || substr('aeiou', 1 + rank / 18 % 5, 1)
			|| substr('bcdfghjklmnprstvwz', 1 + rank / 90 % 18, 1) || substr('aeiou', 1 + rank / 1620 % 5, 1)
			|| substr('nrst', 1 + rank / 8100, 1),
			' '
		) as sentence
		from draw
		group by id`
	);
	await database.rows('create unique index on bench_sentences (id)');
	await database.rows('analyze bench_sentences');
}

/** SQL expression for a message's text. @param dice SQL expression of a large random number */
export function contentOf(dice: string): string {
	return `concat_ws(' ',
		(select sentence from bench_sentences where id = (${dice} / 17) % ${SENTENCES}),
		case when ${dice} % 3 = 0 then 'invoice' end,
		case when (${dice} / 3) % 1000 = 0 then 'gooseberry' end,
		case (${dice} / 7) % 500
			when 0 then 'charged twice'
			when 1 then 'twice it was charged'
		end,
		case when (${dice} / 7) % 20 = 2 then 'charged' when (${dice} / 7) % 20 = 3 then 'twice' end,
		case (${dice} / 11) % 200 when 0 then 'refundable' when 1 then 'refundability' end,
		case (${dice} / 13) % 50 when 0 then '請求書を発行してください' when 1 then '書類の請求を求めています' end
	)`;
}

/** Query whether the rare word exists already. */
export const HAS_RARE_WORD = `
	select exists (select from public.support_messages where content like '% ${SEARCHES.rare.query}')`;

/** Statement that adds the rare word to ten messages. */
export const WRITE_RARE_WORD = `
	update public.support_messages
	set content = content || ' ${SEARCHES.rare.query}'
	where id in (select id from public.support_messages where seq = 1 order by id limit 10)`;
