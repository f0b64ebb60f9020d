import { LANGUAGES, type Language } from './language.ts';

/**
 * The product's language for a reader who prefers `wanted` (BCP 47, best first): the first match, whatever
 * its region and script, so de for de-AT, and simplified characters rather than English for zh-TW.
 * English if none matches.
 */
export function matchLanguage(wanted: readonly string[]): Language {
	for (const tag of wanted) {
		const found = LANGUAGES.find((language) => baseOf(language) === baseOf(tag));
		if (found) return found;
	}
	return 'en';
}

function baseOf(tag: string): string {
	return tag.toLowerCase().split(/[-_]/, 1)[0] ?? '';
}
