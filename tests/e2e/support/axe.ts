import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

const SCHEMES = ['light', 'dark'] as const;
/** What WCAG 2.2 AA asks for as far as a program can tell, and what axe's authors hold good practice. */
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice'];

/**
 * Expects that axe finds nothing on the page as it is now, in either colour scheme.
 *
 * @param part looks at this part only: an open menu hides parts of what is under it, which axe holds
 *   against those
 */
export async function expectAccessible(page: Page, part = 'html'): Promise<void> {
	for (const colorScheme of SCHEMES) {
		await page.emulateMedia({ colorScheme });
		await finishMotion(page);
		const { violations, passes } = await new AxeBuilder({ page })
			.include(part)
			.withTags(RULES)
			.analyze();
		const found = violations.flatMap(({ id, help, nodes }) =>
			nodes.map(({ target, failureSummary }) => `${id}: ${help}\n${target}\n${failureSummary}`)
		);
		expect(found, colorScheme).toEqual([]);
		// A page that could not be looked at has no violations either.
		expect(passes.some(({ id }) => id === 'color-contrast')).toBe(true);
	}
	await page.emulateMedia({ colorScheme: null });
}

/** Half transparent text has a colour of its own: waits until what moves has arrived. */
async function finishMotion(page: Page): Promise<void> {
	await page.evaluate(async () => {
		const hosts = [...document.querySelectorAll('*')].map(({ shadowRoot }) => shadowRoot);
		const ending = [document, ...hosts]
			.flatMap((root) => root?.getAnimations() ?? [])
			.filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity);
		await Promise.allSettled(ending.map(({ finished }) => finished));
	});
}
