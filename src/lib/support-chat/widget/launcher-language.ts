import type { LauncherLanguage } from '../languages/catalogue.ts';
import { launcher } from '../languages/en/launcher.ts';

/** In the launcher's own bundle: English costs whoever reads it no further request. */
export const ENGLISH: LauncherLanguage = {
	tag: 'en',
	dir: 'ltr',
	texts: launcher(),
	number: String,
	loadChat: () => import('../languages/en/chat.ts')
};

/**
 * The language for a reader of `wanted` (BCP 47, best first). The other languages, and the rules for
 * choosing one, are loaded only for who would rather read another than English.
 */
export async function loadLanguage(wanted: readonly string[]): Promise<LauncherLanguage> {
	if (/^en\b/i.test(wanted[0] ?? '')) return ENGLISH;
	const { loadLauncherLanguage } = await import('../languages/catalogue.ts');
	// Cut off from the app's files: the button works in any language.
	return (await loadLauncherLanguage(wanted).catch(() => null)) ?? ENGLISH;
}
