import type { RequestEvent } from '@sveltejs/kit';

/**
 * For a page whose address holds a token: no other site, no cache and no search engine may learn it. A
 * page that sends no referrer at all would send its forms with `Origin: null`, which is refused.
 */
export function keepAddressPrivate({ setHeaders }: Pick<RequestEvent, 'setHeaders'>): void {
	setHeaders({
		'referrer-policy': 'same-origin',
		'cache-control': 'private, no-store',
		'x-robots-tag': 'noindex'
	});
}
