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
	for (const tag of wanted) {
		const found = localeIn(language, tag);
		if (found) return found;
	}
	return language;
}

/** The locale that a tag means, if it names a region and means the language in its script; else null. */
function localeIn(language: Language, tag: string): string | null {
	const [, spoken, region] = /^([a-z]{2})(?:-([A-Z]{2}))?$/.exec(tag) ?? [];
	// Only Chinese has a script for each region: for the others the tables of scripts, which browsers take
	// milliseconds to read, have nothing to say.
	if (spoken && language !== 'zh-Hans') {
		return region && language.startsWith(spoken) ? tag : null;
	}
	const texts = new Intl.Locale(language).maximize();
	const locale = localeOf(tag);
	const meant = locale?.maximize();
	const matches = meant?.language === texts.language && meant.script === texts.script;
	return locale?.region && matches ? locale.baseName : null;
}

function localeOf(tag: string): Intl.Locale | null {
	try {
		return new Intl.Locale(tag.replaceAll('_', '-'));
	} catch {
		// An invalid tag from an app or a browser's settings.
		return null;
	}
}
