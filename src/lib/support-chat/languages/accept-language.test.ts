import { expect, test } from 'vitest';
import { readAcceptLanguage } from './accept-language.ts';

test.each([
	['de-AT,de;q=0.9,en;q=0.8', ['de-AT', 'de', 'en']],
	['en;q=0.2, fr ; q=0.9, ja', ['ja', 'fr', 'en']],
	['*, de;q=0.5', ['de']],
	['de;q=0, en', ['en']],
	['de;q=many, en', ['en']],
	['', []],
	[null, []]
])('reads %j as %j', (header, tags) => {
	expect(readAcceptLanguage(header)).toEqual(tags);
});
