import type { Locator, Page } from '@playwright/test';

/** The descendants of each element found, one string per element: `SPAN[class] A[class,href]`. */
export async function anatomyOf(found: Locator): Promise<string[]> {
	return found.evaluateAll((elements) =>
		elements.map((element) =>
			[...element.querySelectorAll('*')]
				.map((part) => `${part.tagName}[${part.getAttributeNames().sort().join()}]`)
				.join(' ')
		)
	);
}

/** The tag names in the whole page, including its head and the widget. */
export async function kindsIn(page: Page): Promise<Set<string>> {
	// Unlike querySelectorAll, a locator also searches shadow trees.
	const kinds = await page
		.locator('html *')
		.evaluateAll((elements) => elements.map((element) => element.tagName));
	return new Set(kinds);
}
