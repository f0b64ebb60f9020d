import type { ReportTexts } from './en/reports.ts';
import type { Language } from './language.ts';
import type { Part, Reader } from './reader.ts';

/** Apart from the inbox's texts: only the page of the reports needs these. */
const PARTS: Record<Language, () => Promise<{ reports: Part<ReportTexts> }>> = {
	en: () => import('./en/reports.ts'),
	de: () => import('./de/reports.ts'),
	es: () => import('./es/reports.ts'),
	fr: () => import('./fr/reports.ts'),
	'pt-BR': () => import('./pt-BR/reports.ts'),
	ja: () => import('./ja/reports.ts'),
	'zh-Hans': () => import('./zh-Hans/reports.ts'),
	ar: () => import('./ar/reports.ts')
};

/** Loads the texts of the reports for a reader. */
export async function loadReportTexts(reader: Reader): Promise<ReportTexts> {
	return (await PARTS[reader.language]()).reports(reader);
}
