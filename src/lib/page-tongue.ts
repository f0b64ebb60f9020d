import type { Direction } from './support-chat/languages/language.ts';

/** What a page says of its language: HTML's `lang` and `dir`. */
export interface Tongue {
	tag: string;
	dir: Direction;
}

/** The pages of the fictitious product itself are there in English only. */
const ENGLISH_PAGES = '/(app)';

/** The language of a page: the visitor's, where it is one of the translated ones. */
export function tongueOf({
	routeId,
	failed,
	visitor
}: {
	routeId: string | null;
	/** An error is shown in the page's place. */
	failed: boolean;
	visitor: Tongue;
}): Tongue {
	const isEnglish = routeId?.startsWith(ENGLISH_PAGES) && !failed;
	return isEnglish ? { tag: 'en', dir: 'ltr' } : { tag: visitor.tag, dir: visitor.dir };
}
