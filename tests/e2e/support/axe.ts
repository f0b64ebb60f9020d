import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

const SCHEMES = ['light', 'dark'] as const;
/** axe's rules for WCAG 2.2 AA and its best practices. */
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice'];

/**
 * Expects that axe finds no violation on the page in its current state, in either colour scheme.
 *
 * @param part selector of the part to check: axe reports elements that an open menu covers
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
		// A page that axe could not check has no violations either.
		expect(passes.some(({ id }) => id === 'color-contrast')).toBe(true);
	}
	await page.emulateMedia({ colorScheme: null });
}

/** Waits until animations end: text that fades in has less contrast. */
async function finishMotion(page: Page): Promise<void> {
	await page.evaluate(async () => {
		const hosts = [...document.querySelectorAll('*')].map(({ shadowRoot }) => shadowRoot);
		const ending = [document, ...hosts]
			.flatMap((root) => root?.getAnimations() ?? [])
			.filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity);
		await Promise.allSettled(ending.map(({ finished }) => finished));
	});
}
