import type { LauncherLanguage } from '../../languages/catalogue.ts';
import { launcher } from '../../languages/en/launcher.ts';

/** In the launcher's own bundle: English costs whoever reads it no further request. */
export const english = (wanted: readonly string[] = []): LauncherLanguage => ({
	tag: 'en',
	dir: 'ltr',
	texts: launcher(),
	number: String,
	loadChat: async () => ({ tag: 'en', wanted, ...(await import('../../languages/en/chat.ts')) })
});

/**
 * The reader's language: the app's choice, if it makes one, goes before those of the browser's
 * settings. The other languages, and the rules for choosing one, are loaded only for who would
 * rather read another than English.
 */
export async function loadLanguage(chosen: string | undefined): Promise<LauncherLanguage> {
	const wanted = chosen ? [chosen, ...navigator.languages] : navigator.languages;
	if (!/^en\b/i.test(wanted[0] ?? 'en')) {
		try {
			const catalogue = await import('../../languages/catalogue.ts');
			return (await catalogue.loadLauncherLanguage(wanted)) ?? english(wanted);
		} catch {
			// Cut off from the app's files: the button works in any language.
		}
	}
	return english(wanted);
}
