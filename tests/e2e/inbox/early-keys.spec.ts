import type { Page } from '@playwright/test';
import { holdRequests } from '../support/hold-requests.ts';
import { expect, test } from '../support/test.ts';
import { writers } from '../support/writers.ts';

// Keys pressed while the server's page is on screen and the app's code has not run yet.

/** Loads the list without the app's code, which `release` lets come. */
async function openHeld(page: Page, path = '/admin') {
	const release = await holdRequests(page, '**/_app/immutable/entry/**');
	const early = page.waitForResponse(/early-keys/);
	await page.goto(path, { waitUntil: 'commit' });
	await (await early).finished();
	await page.getByTestId('chat-list').locator('li').first().waitFor();
	return {
		release: async () => {
			release();
			await expect(page.getByTestId('connection')).toHaveAttribute('data-state', 'connected');
		}
	};
}

/** Presses a key until it is answered, since the file that does may still be run. */
async function pressUntil(page: Page, key: string, isDone: () => Promise<boolean>) {
	await expect(async () => {
		if (!(await isDone())) await page.keyboard.press(key);
		expect(await isDone()).toBe(true);
	}).toPass();
}

const rows = (page: Page) => page.getByTestId('chat-list').locator('li a');
const focused = (page: Page) =>
	page.evaluate(() => {
		const links = [...document.querySelectorAll('[data-testid="chat-list"] li a')];
		return links.findIndex((link) => link === document.activeElement);
	});

test('keys move through the list at once, and go on from there when the app runs', async ({
	admin: { page }
}) => {
	await writers(3);
	const held = await openHeld(page);
	await pressUntil(page, 'j', async () => (await focused(page)) === 0);
	await page.keyboard.press('j');
	await page.keyboard.press('j');
	expect(await focused(page)).toBe(2);
	await page.keyboard.press('k');
	expect(await focused(page)).toBe(1);

	const row = await rows(page).nth(1).elementHandle();
	const isFocused = () => page.evaluate((link) => link === document.activeElement, row);
	await held.release();
	expect(await isFocused()).toBe(true);
	await expect(page.locator('li a.selected')).toHaveCount(1);
	expect(await row!.getAttribute('class')).toContain('selected');
	// Both would answer, and the first one does not know what the app shows.
	await expect(page.locator('script[data-early-keys="over"]')).toHaveCount(1);
	const next = await row!.evaluateHandle((link) => link.closest('li')!.nextElementSibling!);
	await page.keyboard.press('j');
	expect(await next.evaluate((item) => item.contains(document.activeElement))).toBe(true);
});

test('Enter opens the row of the first keys before the app runs', async ({ admin: { page } }) => {
	await writers(1);
	await openHeld(page);
	await pressUntil(page, 'j', async () => (await focused(page)) === 0);
	const href = await rows(page).first().getAttribute('href');
	await page.keyboard.press('Enter');
	await page.waitForURL((url) => url.pathname === new URL(href!, url).pathname);
});

test('"/" takes letters that the search finds once the app runs', async ({ admin: { page } }) => {
	const [person] = await writers(1);
	const held = await openHeld(page);
	const field = page.getByRole('searchbox');
	await pressUntil(page, '/', () => field.evaluate((input) => input === document.activeElement));
	await page.keyboard.type(person!.email);
	await expect(field).toHaveValue(person!.email);
	await held.release();
	await expect(field).toHaveValue(person!.email);
	await expect(field).toBeFocused();
	await expect(page.getByRole('heading', { name: 'Users' })).toBeVisible();
});

test('keys do nothing early with shortcuts switched off', async ({ admin: { page } }) => {
	await writers(1);
	await page.evaluate(() => localStorage.setItem('support-chat:single-keys-off', '1'));
	const held = await openHeld(page);
	await page.keyboard.press('j');
	await held.release();
	expect(await focused(page)).toBe(-1);
});

test('beside an open chat "j" waits for the app, which opens the next one', async ({ inbox }) => {
	const { page } = inbox;
	const people = await writers(2);
	await inbox.open(people[0]!.email);
	const held = await openHeld(page, new URL(page.url()).pathname);
	await page.keyboard.press('j');
	expect(await focused(page)).toBe(-1);
	await held.release();
});
