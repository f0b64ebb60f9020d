import { parseUrl } from './parse-url.ts';

const LONGEST = 2000;

/**
 * The address of a page as support may know it, or undefined. Without the fragment, in which sign-ins return
 * tokens, unless it is the route of a single-page app (`#/cart`).
 */
export function pageAddress(href: string): string | undefined {
	const url = parseUrl(href);
	if (!url || !/^https?:$/.test(url.protocol)) return undefined;
	url.username = '';
	url.password = '';
	if (!/^#!?\//.test(url.hash)) url.hash = '';
	return url.href.length > LONGEST ? undefined : url.href;
}
