import type { OfficeHoursTexts } from './en/office-hours.ts';
import type { Language } from './language.ts';

/** Apart from the catalogue: only owners who change these settings need them. */
const PARTS: Record<Language, () => Promise<{ officeHours: OfficeHoursTexts }>> = {
	en: () => import('./en/office-hours.ts'),
	de: () => import('./de/office-hours.ts'),
	es: () => import('./es/office-hours.ts'),
	fr: () => import('./fr/office-hours.ts'),
	'pt-BR': () => import('./pt-BR/office-hours.ts'),
	ja: () => import('./ja/office-hours.ts'),
	'zh-Hans': () => import('./zh-Hans/office-hours.ts'),
	ar: () => import('./ar/office-hours.ts')
};

/** Loads the texts of the settings for office hours and the widget's look. */
export async function loadOfficeHoursTexts(language: Language): Promise<OfficeHoursTexts> {
	return (await PARTS[language]()).officeHours;
}
