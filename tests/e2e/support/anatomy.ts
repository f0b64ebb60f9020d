import type { Locator, Page } from '@playwright/test';

/** The elements in each of the elements found: `SPAN[class] A[class,href]`, one line for each. */
export async function anatomyOf(found: Locator): Promise<string[]> {
	return found.evaluateAll((elements) =>
		elements.map((element) =>
			[...element.querySelectorAll('*')]
				.map((part) => `${part.tagName}[${part.getAttributeNames().sort().join()}]`)
				.join(' ')
		)
	);
}

/** The kinds of elements in the whole page, head and widget and all. */
export async function kindsIn(page: Page): Promise<Set<string>> {
	// A locator looks into shadow trees too, and a script in the page does not.
	const kinds = await page
		.locator('html *')
		.evaluateAll((elements) => elements.map((element) => element.tagName));
	return new Set(kinds);
}
