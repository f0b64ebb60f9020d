import type { GuestTexts } from './en/guest.ts';
import type { Language } from './language.ts';

/** Apart from the catalogue, of which the launcher is a user: few readers need these. */
const PARTS: Record<Language, () => Promise<{ guest: GuestTexts }>> = {
	en: () => import('./en/guest.ts'),
	de: () => import('./de/guest.ts'),
	es: () => import('./es/guest.ts'),
	fr: () => import('./fr/guest.ts'),
	'pt-BR': () => import('./pt-BR/guest.ts'),
	ja: () => import('./ja/guest.ts'),
	'zh-Hans': () => import('./zh-Hans/guest.ts'),
	ar: () => import('./ar/guest.ts')
};

/** Loads what an open chat says to a user without an address. */
export async function loadGuestTexts(language: Language): Promise<GuestTexts> {
	return (await PARTS[language]()).guest;
}
