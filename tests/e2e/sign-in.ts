import type { BrowserContext, Page } from '@playwright/test';

/** Signs in through the form and ends on `next`. */
export async function signIn(
	context: BrowserContext,
	person: { email: string; password: string },
	next = '/'
): Promise<Page> {
	const page = await context.newPage();
	await page.goto(`/auth/sign-in?next=${encodeURIComponent(next)}`);
	await page.getByLabel('E-mail').fill(person.email);
	await page.getByLabel('Password').fill(person.password);
	await page.getByRole('button', { name: 'Sign in' }).click();
	await page.waitForURL(next);
	return page;
}
