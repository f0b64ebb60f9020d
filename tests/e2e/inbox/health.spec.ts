import type { Page } from '@playwright/test';
import { openChat, secretClient } from '../../fixtures/people.ts';
import { expectAccessible } from '../support/axe.ts';
import { HEALTH_RPC, setHealth } from '../support/health-answer.ts';
import { expect, test } from '../support/test.ts';

// What admins are told when a part behind the chat does not work.

const THREE = ['functions_url_missing', 'email_from_missing', 'clock_stopped', 'emails_overdue'];
const PHONE = { width: 320, height: 640 };
const bannerOf = (page: Page) => page.getByTestId('health');

/** Loads the page anew, with these problems behind it. */
async function reloadWith(page: Page, problems: string[]): Promise<void> {
	await setHealth(page, problems);
	const told = page.waitForResponse(HEALTH_RPC);
	await page.reload();
	await told;
}

test('a problem is told with its remedy, until it is dismissed', async ({ admin: { page } }) => {
	await reloadWith(page, ['mail_service_missing', 'a_problem_of_next_year']);
	const banner = bannerOf(page);
	await expect(banner).toContainText('no email service is set up');
	await expect(banner.getByRole('listitem')).toHaveCount(0);
	await expect(banner.locator('code')).toHaveText('npx supabase secrets set SMTP_URL=smtps://…');
	await expect(page.locator('body')).toBeFocused();
	await expectAccessible(page);
	await banner.getByRole('button', { name: 'Dismiss' }).focus();
	await page.keyboard.press('Enter');
	await expect(banner).toBeEmpty();
});

test('several problems are a list, beside which a chat can be read and written', async ({
	user,
	admin: { page }
}) => {
	const chatId = await openChat(user.person);
	const rows = Array.from({ length: 30 }, (_, i) => ({ chat_id: chatId, content: `Line ${i}` }));
	await secretClient().from('support_messages').insert(rows).throwOnError();
	await page.goto(`/admin/${chatId}`);
	await reloadWith(page, THREE);
	await expect(page.getByTestId('message')).toHaveCount(30);
	await expect(bannerOf(page).getByRole('listitem')).toHaveCount(3);
	await expect(page.getByRole('textbox', { name: 'Reply' })).toBeInViewport({ ratio: 1 });
	const below = () => page.evaluate(() => document.documentElement.scrollHeight - innerHeight);
	expect(await below()).toBe(0);
	await expectAccessible(page);
	// Neither in a low window, nor where the chat has the page for itself.
	await page.setViewportSize({ width: 800, height: 480 });
	await expect(page.getByRole('textbox', { name: 'Reply' })).toBeInViewport({ ratio: 1 });
	expect(await below()).toBe(0);
	await page.emulateMedia({ media: 'print' });
	await expect(bannerOf(page)).toBeHidden();
});

test('when all is well nothing is told', async ({ admin: { page } }) => {
	await reloadWith(page, []);
	await expect(page.getByTestId('connection')).toHaveAttribute('data-state', 'connected');
	await expect(bannerOf(page)).toBeEmpty();
	await expect(bannerOf(page)).toHaveCSS('height', '0px');
});

test('the database answers, and what it says is what is told', async ({ admin }) => {
	await admin.context.unroute(HEALTH_RPC);
	let told: string[] | undefined;
	await admin.context.route(HEALTH_RPC, async (route) => {
		const response = await route.fetch();
		told = (await response.json())[0].problems;
		await route.fulfill({ response });
	});
	await admin.page.reload();
	await expect.poll(() => told).toBeDefined();
	await expect(bannerOf(admin.page).locator('.banner')).toHaveCount(told!.length > 0 ? 1 : 0);
});

test('it does not move the list while somebody is at it', async ({ admin: { page } }) => {
	await page.clock.install();
	let release = () => {};
	const held = new Promise<void>((resolve) => (release = resolve));
	await page.route(HEALTH_RPC, async (route) => {
		await held;
		await route.fulfill({ json: [{ problems: ['emails_failed'] }] });
	});
	const told = page.waitForResponse(HEALTH_RPC);
	await page.reload();
	await expect(page.getByTestId('connection')).toHaveAttribute('data-state', 'connected');
	await page.clock.pauseAt(await page.evaluate(() => Date.now() + 1000));
	await page.mouse.move(200, 300);
	await page.mouse.move(210, 310);
	release();
	await (await told).finished();
	await page.clock.runFor(3000);
	await expect(bannerOf(page)).toBeEmpty();
	await page.clock.runFor(1000);
	await expect(bannerOf(page)).toContainText('couldn’t be sent');
});

test('the code can be copied, or selected where a page may not copy', async ({ admin }) => {
	const { page, context } = admin;
	await context.grantPermissions(['clipboard-read', 'clipboard-write']);
	await reloadWith(page, ['pg_net_missing']);
	const copy = page.getByRole('button', { name: 'Copy' });
	await copy.click();
	await expect(bannerOf(page)).toContainText('Copied');
	expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('create extension pg_net');

	// As a page that came over plain http sees it.
	await page.addInitScript(() => Reflect.deleteProperty(Navigator.prototype, 'clipboard'));
	await reloadWith(page, ['pg_net_missing']);
	const code = bannerOf(page).locator('code');
	await code.click();
	expect(await page.evaluate(() => String(getSelection()))).toBe('create extension pg_net');
	await expect(copy).toHaveCount(0);
});

test.describe('on a phone, in Arabic', () => {
	test.use({ locale: 'ar' });

	test('it is above the list, and not above an open chat', async ({ user, admin: { page } }) => {
		await page.setViewportSize(PHONE);
		await reloadWith(page, THREE);
		const banner = bannerOf(page);
		await expect(banner.getByRole('listitem')).toHaveCount(3);
		await expect(banner.locator('p').first()).toHaveCSS('direction', 'rtl');
		await expect(banner.locator('code').first()).toHaveCSS('direction', 'ltr');
		const wide = () => page.evaluate(() => document.documentElement.scrollWidth);
		expect(await wide()).toBe(PHONE.width);
		await expectAccessible(page);
		await page.goto(`/admin/${await openChat(user.person)}`);
		await expect(page.getByRole('log')).toBeVisible();
		await expect(banner.locator('li')).toHaveCount(3);
		await expect(banner).toBeHidden();
	});
});
