import type { Page, Route } from '@playwright/test';

/**
 * Holds back a page's requests until they are released.
 *
 * @param url which ones, as for `page.route`
 * @param answer what becomes of each of them afterwards
 * @returns releases them, and those to come
 */
export async function holdRequests(
	page: Page,
	url: string | RegExp,
	answer = (route: Route) => route.continue()
): Promise<() => void> {
	const { promise: released, resolve: release } = Promise.withResolvers<void>();
	await page.route(url, (route) => released.then(() => answer(route)));
	return release;
}
