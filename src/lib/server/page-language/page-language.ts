import {
	directionOf,
	matchLanguage,
	type Direction,
	type Language
} from '../../support-chat/languages/language.ts';
import type { PageTexts } from './en.ts';

/** How to load the texts of one language: each is a file that the server reads when it is asked for. */
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

/** What the pages around the chat say to one visitor. Browsers get the texts of their page only. */
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
