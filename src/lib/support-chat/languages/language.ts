/** The languages that the product is written in. For another one, add a folder and name it here. */
export const LANGUAGES = ['en', 'de', 'es', 'fr', 'pt-BR', 'ja', 'zh-Hans', 'ar'] as const;

/** As in HTML's `lang`, and the name of the folder with its texts. */
export type Language = (typeof LANGUAGES)[number];

const RIGHT_TO_LEFT: readonly string[] = ['ar'];

export type Direction = 'ltr' | 'rtl';

export function directionOf(language: Language): Direction {
	return RIGHT_TO_LEFT.includes(language) ? 'rtl' : 'ltr';
}

/**
 * The product's language for a reader who wants one of `wanted` (BCP 47, best first): the first that
 * there is, whatever its region and script, for de-AT reads de, and zh-TW would rather read
 * simplified characters than English. English, which most know a little of, for everybody else.
 */
export function matchLanguage(wanted: readonly string[]): Language {
	for (const tag of wanted) {
		const found = LANGUAGES.find((language) => baseOf(language) === baseOf(tag));
		if (found) return found;
	}
	return 'en';
}

/**
 * How such a reader writes dates and numbers in that language: de-AT for de, when they say so. The
 * language itself when they name no region, or when theirs has another script.
 */
export function matchLocale(language: Language, wanted: readonly string[]): string {
	const texts = new Intl.Locale(language).maximize();
	const found = wanted.map(localeOf).find((locale) => {
		const { language, script } = locale?.maximize() ?? {};
		return locale?.region && language === texts.language && script === texts.script;
	});
	return found?.baseName ?? language;
}

function baseOf(tag: string): string {
	return tag.toLowerCase().split(/[-_]/, 1)[0] ?? '';
}

function localeOf(tag: string): Intl.Locale | null {
	try {
		return new Intl.Locale(tag.replaceAll('_', '-'));
	} catch {
		// Whatever an app or a browser's settings say.
		return null;
	}
}
