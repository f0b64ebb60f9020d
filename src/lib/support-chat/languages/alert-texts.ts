import type { AlertTexts } from './en/alerts.ts';
import type { Language } from './language.ts';

/** Apart from the catalogue: only who opens the settings or the menu needs these. */
const PARTS: Record<Language, () => Promise<{ alerts: AlertTexts }>> = {
	en: () => import('./en/alerts.ts'),
	de: () => import('./de/alerts.ts'),
	es: () => import('./es/alerts.ts'),
	fr: () => import('./fr/alerts.ts'),
	'pt-BR': () => import('./pt-BR/alerts.ts'),
	ja: () => import('./ja/alerts.ts'),
	'zh-Hans': () => import('./zh-Hans/alerts.ts'),
	ar: () => import('./ar/alerts.ts')
};

/** Loads what the switches for alerts and e-mails say. */
export async function loadAlertTexts(language: Language): Promise<AlertTexts> {
	return (await PARTS[language]()).alerts;
}
