import { expect, type Page } from '@playwright/test';
import axe from 'axe-core';

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
		const { violations, passed } = await analyze(page, part);
		const found = violations.flatMap(({ id, help, nodes }) =>
			nodes.map(({ target, failureSummary }) => `${id}: ${help}\n${target}\n${failureSummary}`)
		);
		expect(found, colorScheme).toEqual([]);
		// A page that axe could not check has no violations either.
		expect(passed).toContain('color-contrast');
	}
	await page.emulateMedia({ colorScheme: null });
}

/**
 * Runs axe in the page itself. Its adapter for Playwright opens another page for each run, to collect the results of
 * frames, and hands over all that passes: these pages have no frames.
 */
async function analyze(page: Page, part: string) {
	expect(page.frames()).toHaveLength(1);
	if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
	return page.evaluate(
		async ({ part, rules }) => {
			const { axe } = window as unknown as { axe: typeof import('axe-core') };
			const { violations, passes } = await axe.run(part, {
				runOnly: { type: 'tag', values: rules },
				// Others with one element each.
				resultTypes: ['violations']
			});
			return { violations, passed: passes.map(({ id }) => id) };
		},
		{ part, rules: RULES }
	);
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
