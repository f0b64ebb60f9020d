import type { SettingsTexts } from './en/settings.ts';
import type { Language } from './language.ts';
import type { Part, Reader } from './reader.ts';

/** Apart from the catalogue: only who opens the settings needs these. */
const PARTS: Record<Language, () => Promise<{ settings: Part<SettingsTexts> }>> = {
	en: () => import('./en/settings.ts'),
	de: () => import('./de/settings.ts'),
	es: () => import('./es/settings.ts'),
	fr: () => import('./fr/settings.ts'),
	'pt-BR': () => import('./pt-BR/settings.ts'),
	ja: () => import('./ja/settings.ts'),
	'zh-Hans': () => import('./zh-Hans/settings.ts'),
	ar: () => import('./ar/settings.ts')
};

/** Loads the texts of the settings for a reader. */
export async function loadSettingsTexts(reader: Reader): Promise<SettingsTexts> {
	return (await PARTS[reader.language]()).settings(reader);
}
