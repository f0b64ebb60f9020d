/** The product's languages. To add one, add its folder and name it here. */
export const LANGUAGES = ['en', 'de', 'es', 'fr', 'pt-BR', 'ja', 'zh-Hans', 'ar'] as const;

/** A value of HTML's `lang`, and the name of the folder with the texts. */
export type Language = (typeof LANGUAGES)[number];

const RIGHT_TO_LEFT: readonly string[] = ['ar'];

export type Direction = 'ltr' | 'rtl';

export function directionOf(language: Language): Direction {
	return RIGHT_TO_LEFT.includes(language) ? 'rtl' : 'ltr';
}

/**
 * The locale for dates and numbers of a reader who prefers `wanted` in that language: de-AT for de, if they prefer that.
 * The language itself if they name no region, or one with another script.
 */
export function matchLocale(language: Language, wanted: readonly string[]): string {
	const texts = new Intl.Locale(language).maximize();
	const found = wanted.map(localeOf).find((locale) => {
		const { language, script } = locale?.maximize() ?? {};
		return locale?.region && language === texts.language && script === texts.script;
	});
	return found?.baseName ?? language;
}

function localeOf(tag: string): Intl.Locale | null {
	try {
		return new Intl.Locale(tag.replaceAll('_', '-'));
	} catch {
		// An invalid tag from an app or a browser's settings.
		return null;
	}
}
