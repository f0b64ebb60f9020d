import type { Direction } from './support-chat/languages/language.ts';

/** The language of a page: HTML's `lang` and `dir`. */
export interface PageLanguageTag {
	tag: string;
	dir: Direction;
}

/** The fictional product's own pages are in English only. */
const ENGLISH_PAGES = '/(app)';

/** The language of a page: the visitor's for translated pages and errors, otherwise English. */
export function pageLanguageOf({
	routeId,
	failed,
	visitor
}: {
	routeId: string | null;
	/** Whether an error is shown in place of the page. */
	failed: boolean;
	visitor: PageLanguageTag;
}): PageLanguageTag {
	const isEnglish = routeId?.startsWith(ENGLISH_PAGES) && !failed;
	return isEnglish ? { tag: 'en', dir: 'ltr' } : { tag: visitor.tag, dir: visitor.dir };
}
