import type { Page } from '@playwright/test';
import { contrast } from '../support/colours.ts';
import { leaveNotificationsUndecided } from '../support/notifications.ts';
import { Conversation, expect, signIn, test } from '../support/test.ts';
import { write } from '../support/write.ts';

// The inbox's layout: controls are not covered, and text is not cut off needlessly.

test('the user panel never covers the reply field', async ({ userAccount, inbox }) => {
	const { page } = inbox;
	await page.goto(`/admin/${await write(userAccount)}`);
	const panel = page.getByRole('region', { name: 'User details' });
	const send = page.getByRole('button', { name: 'Send' });
	await page.getByRole('textbox', { name: 'Reply' }).fill('A reply');
	await page.getByRole('button', { name: 'User details' }).click();
	for (const width of [1500, 1280, 1040, 800, 620, 390, 320]) {
		await page.setViewportSize({ width, height: 800 });
		await expect(panel).toBeInViewport();
		await send.click({ trial: true });
		await page.getByRole('textbox', { name: 'Reply' }).click({ trial: true });
		if (width < 1100 && width !== 800) continue;
		const [side, log] = [(await panel.boundingBox())!, await logBox(page)];
		expect(log.x + log.width, `${width}`).toBeLessThanOrEqual(side.x);
		expect(log.width).toBeGreaterThan(450);
	}
	await send.click();
	await expect(page.getByTestId('message')).toHaveCount(2);
});

test('on the smallest phone the headers fit in one row without truncation', async ({ inbox }) => {
	const { page } = inbox;
	await page.setViewportSize({ width: 320, height: 568 });
	for (const title of [
		page.getByRole('heading', { name: 'Support Chats' }),
		page.getByRole('link', { name: 'Support Inbox' })
	]) {
		expect(await title.evaluate((part) => part.scrollWidth - part.clientWidth)).toBe(0);
	}
	const middles = await page
		.locator('.heading .title, .heading [aria-expanded]')
		.evaluateAll((parts) =>
			parts.map((part) => {
				const { top, bottom } = part.getBoundingClientRect();
				return (top + bottom) / 2;
			})
		);
	expect(middles).toHaveLength(2);
	expect(Math.abs(middles[0]! - middles[1]!)).toBeLessThan(4);
});

test('the clear button empties the search', async ({ inbox }) => {
	const { page } = inbox;
	const field = page.getByRole('searchbox', { name: 'Search' });
	await field.fill('anything');
	await page.getByRole('button', { name: 'Clear search' }).click();
	await expect(field).toHaveValue('');
	await expect(field).toBeFocused();
	await expect(page).toHaveURL('/admin');
});

for (const locale of ['en-US', 'ar']) {
	test(`nothing covers the text in a field, ${locale}`, async ({
		browser,
		userAccount,
		adminAccount
	}) => {
		const context = await browser.newContext({ locale });
		await leaveNotificationsUndecided(context);
		const page = await signIn(context, adminAccount, '/admin');
		const search = page.getByRole('searchbox');
		const key = page.locator('form kbd');
		await expect(key).toBeVisible();
		const [field, cap] = [(await search.boundingBox())!, (await key.boundingBox())!];
		expect(cap.x >= field.x + field.width || cap.x + cap.width <= field.x).toBe(true);
		// A text taller than its field stays clear of the rounded corners, scrolled or not.
		await page.goto(`/admin/${await write(userAccount)}`);
		const composer = page.getByRole('main').getByRole('textbox');
		await composer.fill('A line\n'.repeat(30));
		const [above, below] = await composer.evaluate((area) => [
			area.clientTop,
			area.getBoundingClientRect().height - area.clientTop - area.clientHeight
		]);
		expect(Math.min(above!, below!)).toBeGreaterThanOrEqual(8);
		// The thumb of a switch stays in its track in both directions.
		await page.locator('.heading [aria-expanded]').click();
		const track = (await page.locator('[aria-checked=true] .track').first().boundingBox())!;
		const thumb = (await page.locator('[aria-checked=true] .thumb').first().boundingBox())!;
		const start =
			locale === 'ar' ? track.x + track.width - thumb.x - thumb.width : thumb.x - track.x;
		expect(start).toBeGreaterThan(track.width / 3);
		expect(start + thumb.width).toBeLessThan(track.width);
		await context.close();
	});
}

test('a chat’s header shows the connection only while it is lost', async ({
	userAccount,
	inbox
}) => {
	const { page } = inbox;
	await page.goto(`/admin/${await write(userAccount)}`);
	const { connection } = new Conversation(page.getByRole('main'));
	await expect(connection).toHaveAttribute('data-state', 'connected');
	await expect(connection).toHaveText('');
	await expect(connection.locator('.dot')).toHaveCount(0);
	await page.context().setOffline(true);
	await expect(connection).toContainText('offline');
	await expect(connection.locator('.dot')).toBeVisible();
});

test('a card has three lines in about 72 px', async ({ userAccount, inbox }) => {
	await write(userAccount);
	const card = inbox.card(userAccount.email);
	await expect(card).toContainText('1 message ·');
	const { height } = (await card.boundingBox())!;
	expect(height).toBeGreaterThan(64);
	expect(height).toBeLessThanOrEqual(74);
});

for (const colorScheme of ['light', 'dark'] as const) {
	test(`every avatar colour has enough contrast, ${colorScheme}`, async ({
		userAccount,
		inbox
	}) => {
		await write(userAccount);
		await inbox.page.emulateMedia({ colorScheme });
		const picture = inbox.card(userAccount.email).locator('.avatar');
		const grounds = new Set<string>();
		for (let hue = 0; hue < 8; hue++) {
			await picture.evaluate((part, hue) => (part.dataset.hue = `${hue}`), hue);
			expect(await contrast(picture, 'color'), `${hue}`).toBeGreaterThanOrEqual(4.5);
			grounds.add(await picture.evaluate((part) => getComputedStyle(part).backgroundColor));
		}
		expect(grounds.size).toBe(8);
	});
}

test('one menu has all settings and opens the shortcuts', async ({ inbox }) => {
	const { page } = inbox;
	const menu = page.getByTestId('chat-list').getByRole('button', { name: 'Settings' });
	await expect(page.locator('.heading [aria-expanded]')).toHaveCount(1);
	// The server's page has the button too, which opens nothing before the scripts run.
	await expect(page.getByTestId('connection')).toHaveAttribute('data-state', 'connected');
	await menu.click();
	for (const name of ['Sound', 'Desktop notifications', 'Single-key shortcuts']) {
		await expect(page.getByRole('switch', { name })).toBeVisible();
	}
	await page.getByRole('button', { name: 'Keyboard shortcuts' }).click();
	await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
	await page.keyboard.press('Escape');
	await expect(menu).toBeFocused();
	await expect(page.getByRole('switch')).toHaveCount(0);
});

for (const path of ['/no-such-page', '/admin']) {
	test(`the error page shows the brand, ${path}`, async ({ user }) => {
		await user.page.goto(path);
		await expect(
			user.page.getByRole('banner').getByRole('link', { name: 'Parcelbird' })
		).toHaveAttribute('href', '/');
	});
}

async function logBox(page: Page) {
	return (await page.getByRole('log').boundingBox())!;
}
