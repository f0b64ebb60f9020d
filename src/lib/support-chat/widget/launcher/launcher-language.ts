import type { LauncherLanguage } from '../../languages/widget-catalogue.ts';
import { launcher } from '../../languages/en/launcher.ts';

/** Part of the launcher's bundle, so that English needs no further request. */
export const english = (wanted: readonly string[] = []): LauncherLanguage => ({
	tag: 'en',
	dir: 'ltr',
	texts: launcher(),
	number: String,
	loadChat: async () => ({ tag: 'en', wanted, ...(await import('../../languages/en/chat.ts')) })
});

/**
 * The reader's language: the app's choice, if any, comes before those of the browser's settings. Other
 * languages, and the rules for choosing one, load only when English is not the first choice. Falls back
 * to English instead of rejecting.
 */
export async function loadLanguage(chosen: string | undefined): Promise<LauncherLanguage> {
	const wanted = chosen ? [chosen, ...navigator.languages] : navigator.languages;
	if (!/^en\b/i.test(wanted[0] ?? 'en')) {
		try {
			const catalogue = await import('../../languages/widget-catalogue.ts');
			return (await catalogue.loadLauncherLanguage(wanted)) ?? english(wanted);
		} catch {
			// The catalogue could not be loaded: the button works in English too.
		}
	}
	return english(wanted);
}
