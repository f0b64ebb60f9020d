import type { RequestEvent } from '@sveltejs/kit';

/**
 * Keeps the token in a page's address from other sites, caches and search engines. Not `no-referrer`:
 * browsers then send the page's forms with `Origin: null`, which is refused.
 */
export function keepAddressPrivate({ setHeaders }: Pick<RequestEvent, 'setHeaders'>): void {
	setHeaders({
		'referrer-policy': 'same-origin',
		'cache-control': 'private, no-store',
		'x-robots-tag': 'noindex'
	});
}
