import {
	directionOf,
	type Direction,
	type Language
} from '../../support-chat/languages/language.ts';
import { matchLanguage } from '../../support-chat/languages/match-language.ts';
import type { PageTexts } from './en.ts';

/** Loads the texts of each language on demand. */
export const PAGES: Record<Language, () => Promise<{ pages: PageTexts }>> = {
	en: () => import('./en.ts'),
	de: () => import('./de.ts'),
	es: () => import('./es.ts'),
	fr: () => import('./fr.ts'),
	'pt-BR': () => import('./pt-BR.ts'),
	ja: () => import('./ja.ts'),
	'zh-Hans': () => import('./zh-Hans.ts'),
	ar: () => import('./ar.ts')
};

/** The language and texts of the pages for one visitor. A browser receives only the texts of its page. */
export interface PageLanguage {
	tag: Language;
	dir: Direction;
	texts: PageTexts;
}

/** The pages' best language for a reader of `wanted` (BCP 47, best first). */
export async function loadPageLanguage(wanted: readonly string[]): Promise<PageLanguage> {
	const tag = matchLanguage(wanted);
	const { pages } = await PAGES[tag]();
	return { tag, dir: directionOf(tag), texts: pages };
}
