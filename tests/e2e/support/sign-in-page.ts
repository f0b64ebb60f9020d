import type { BrowserContext, Page } from '@playwright/test';

/** Signs in through the form and ends on `next`. */
export async function signInByForm(
	context: BrowserContext,
	person: { email: string; password: string },
	next = '/'
): Promise<Page> {
	const page = await context.newPage();
	await page.goto(`/auth/sign-in?next=${encodeURIComponent(next)}`);
	// By attribute: the labels are in the browser's language.
	await page.locator('input[name=email]').fill(person.email);
	await page.locator('input[name=password]').fill(person.password);
	await page.locator('form button.primary').click();
	await page.waitForURL(next);
	return page;
}
