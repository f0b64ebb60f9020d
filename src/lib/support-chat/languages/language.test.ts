import { expect, test } from 'vitest';
import { LANGUAGES, directionOf, matchLocale } from './language.ts';
import { matchLanguage } from './match-language.ts';

test.each([
	[['de-AT', 'en'], 'de'],
	[['DE_at'], 'de'],
	[['nl', 'fr-CA', 'en'], 'fr'],
	[['pt-PT'], 'pt-BR'],
	[['zh-TW', 'en-US'], 'zh-Hans'],
	[['zh'], 'zh-Hans'],
	[['ar-EG'], 'ar'],
	[['en-GB', 'de'], 'en'],
	[['nl', 'sv'], 'en'],
	[['', '*', 'de-', 'x-klingon'], 'de'],
	[['deu', 'arc', 'zhx'], 'en'],
	[[], 'en']
])('%j matches %s', (wanted, language) => {
	expect(matchLanguage(wanted)).toBe(language);
});

test.each([
	['de', ['de-AT', 'de'], 'de-AT'],
	// The app's choice, then the browser's list, which has the reader's region.
	['de', ['de', 'en-US', 'de-CH'], 'de-CH'],
	['en', ['en', 'en-GB'], 'en-GB'],
	['en', ['de-DE'], 'en'],
	['pt-BR', ['pt-PT'], 'pt-PT'],
	['zh-Hans', ['zh-SG'], 'zh-SG'],
	// Dates in the other script would be mixed with texts in this one.
	['zh-Hans', ['zh-TW'], 'zh-Hans'],
	['ar', ['ar_MA', 'no tag at all'], 'ar-MA'],
	['en', ['en-Shaw-GB', 'en-Latn-GB'], 'en-Latn-GB'],
	['zh-Hans', ['en-US', 'zh-Hans-HK'], 'zh-Hans-HK'],
	['de', [], 'de']
] as const)('%s with preferences %j writes dates as in %s', (language, wanted, locale) => {
	expect(matchLocale(language, wanted)).toBe(locale);
});

test('a language other than Chinese has one script in all regions', () => {
	const regions = ['AT', 'CN', 'EG', 'GB', 'IN', 'JP', 'MA', 'MO', 'PK', 'SG', 'TW', 'US'];
	for (const language of LANGUAGES.filter((each) => each !== 'zh-Hans')) {
		const { language: spoken, script } = new Intl.Locale(language).maximize();
		for (const region of regions) {
			expect(new Intl.Locale(`${spoken}-${region}`).maximize().script).toBe(script);
			expect(matchLocale(language, [`${spoken}-${region}`])).toBe(`${spoken}-${region}`);
		}
	}
});

test('each language matches itself, and only Arabic is right to left', () => {
	for (const language of LANGUAGES) expect(matchLanguage([language])).toBe(language);
	expect(LANGUAGES.filter((language) => directionOf(language) === 'rtl')).toEqual(['ar']);
});
