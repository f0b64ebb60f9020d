/**
 * The address of a page as support may know it: without the fragment, in which sign-ins return tokens, unless
 * that is the route of a single-page app (`#/cart`). The database drops what is no http address or too long.
 */
export function pageAddress(href: string): string {
	return href.replace(/#(?!!?\/).*/, '');
}
