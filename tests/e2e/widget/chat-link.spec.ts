import type { Page } from '@playwright/test';
import { expect, test, Widget } from '../support/test.ts';

// A link with `?support=open` opens the widget without a page load.

/** Simulates a browser without the Navigation API. */
async function withoutNavigation(page: Page): Promise<void> {
	await page.addInitScript(() => Reflect.deleteProperty(window, 'navigation'));
	await page.reload();
	expect(await page.evaluate(() => 'navigation' in window)).toBe(false);
}

for (const name of ['with', 'without']) {
	test.describe(`${name} the Navigation API`, () => {
		test.beforeEach(async ({ user, widget }) => {
			if (name === 'without') await withoutNavigation(user.page);
			// Lets afterEach detect a page load.
			await expect(widget.button).toBeVisible();
			await user.page.evaluate(() => Object.assign(window, { isTheSamePage: true }));
		});

		test.afterEach(async ({ user }) => {
			expect(await user.page.evaluate(() => 'isTheSamePage' in window)).toBe(true);
		});

		test('a link opens the chat every time and leaves the address unchanged', async ({
			user: { page },
			widget
		}) => {
			for (const _time of ['first', 'second']) {
				await page.getByRole('link', { name: 'the bubble in the corner' }).click();
				await expect(widget.root).toBeVisible();
				await expect(widget.composer).toBeFocused();
				await expect(page).toHaveURL('/');
				await widget.close();
			}
		});

		test('client-side navigation opens the chat, and going back does not', async ({
			user: { page },
			widget
		}) => {
			await page.evaluate(() => history.pushState(null, '', '/?page=2&support=open#list'));
			await expect(widget.root).toBeVisible();
			await expect(page).toHaveURL('/?page=2#list');
			await widget.close();
			await page.evaluate(() => history.pushState(null, '', '/?page=3'));
			await page.goBack();
			await expect(page).toHaveURL('/?page=2#list');
			await expect(widget.root).toBeHidden();
		});

		test('an open chat stays open and keeps its draft', async ({ user, widget }) => {
			await widget.open();
			await widget.composer.fill('Not finished');
			await user.page.evaluate(() => history.pushState(null, '', '?support=open'));
			await expect(user.page).toHaveURL('/');
			await expect(widget.root).toBeVisible();
			await expect(widget.composer).toBeFocused();
			await expect(widget.composer).toHaveValue('Not finished');
			await expect(widget.button).toHaveAttribute('aria-expanded', 'true');
		});
	});
}

test('going back to a history entry with the parameter opens the chat', async ({
	user: { page }
}) => {
	// A page without a widget, which would remove the parameter.
	await page.goto('/no-such-page');
	await page.evaluate(() => {
		history.pushState(null, '', '/?support=open');
		history.pushState(null, '', '/');
	});
	await page.reload();
	const widget = new Widget(page);
	await expect(widget.button).toBeVisible();
	await expect(widget.root).toHaveCount(0);
	await page.evaluate(() => Object.assign(window, { isTheSamePage: true }));
	await page.goBack();
	await expect(widget.root).toBeVisible();
	await expect(page).toHaveURL('/');
	expect(await page.evaluate(() => 'isTheSamePage' in window)).toBe(true);
});

test('a page loaded with the parameter opens the chat on each reload until the chat is closed', async ({
	user: { page },
	widget
}) => {
	await page.goto('/?support=open');
	await expect(widget.root).toBeVisible();
	await page.reload();
	await expect(widget.root).toBeVisible();
	await widget.close();
	await expect(page).toHaveURL('/');
	await page.reload();
	await expect(widget.button).toHaveAttribute('aria-expanded', 'false');
	await expect(widget.root).toBeHidden();
});
