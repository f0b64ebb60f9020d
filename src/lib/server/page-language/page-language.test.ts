import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { LANGUAGES, type Language } from '../../support-chat/languages/language.ts';
import { pages as english } from './en.ts';
import { loadPageLanguage, PAGES } from './page-language.ts';

/** Every text of a language, with the path of its key. */
function flatten(value: object, path = ''): [string, string][] {
	return Object.entries(value).flatMap(([key, text]: [string, unknown]): [string, string][] =>
		typeof text === 'string' ? [[path + key, text]] : flatten(text as object, `${path}${key}.`)
	);
}

const ENGLISH = new Map(flatten(english));

test('each language has a file and can be loaded', () => {
	const files = readdirSync(import.meta.dirname).map((name) => name.replace('.ts', ''));
	expect(files).toEqual(expect.arrayContaining([...LANGUAGES]));
	expect(Object.keys(PAGES).sort()).toEqual([...LANGUAGES].sort());
});

test.for([...LANGUAGES])('the pages in %s have every text of the English ones', async (tag) => {
	const texts = flatten((await PAGES[tag]()).pages);
	expect(texts.map(([key]) => key)).toEqual([...ENGLISH.keys()]);
	for (const [key, text] of texts) {
		expect(text.trim(), key).toBe(text);
		expect(text, key).not.toMatch(/^$|\.\.\.|'|"/);
		// A missing placeholder loses the name, an extra one shows as two braces.
		expect(text.split('{}').length, key).toBe(ENGLISH.get(key)!.split('{}').length);
	}
});

test.for(LANGUAGES.filter((tag) => tag !== 'en'))(
	'no text is left in English in %s',
	async (tag) => {
		const texts = flatten((await PAGES[tag]()).pages);
		expect(texts.filter(([key, text]) => ENGLISH.get(key) === text)).toEqual([]);
	}
);

test.for<[string, Language, string]>([
	['de-CH', 'de', 'ltr'],
	['pt-PT', 'pt-BR', 'ltr'],
	['ar-EG', 'ar', 'rtl'],
	['nl', 'en', 'ltr']
])('a visitor who prefers %s gets %s', async ([wanted, tag, dir]) => {
	const language = await loadPageLanguage([wanted]);
	expect(language).toMatchObject({ tag, dir, texts: (await PAGES[tag]()).pages });
});
