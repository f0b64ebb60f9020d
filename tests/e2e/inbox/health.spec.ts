import type { Page, Route } from '@playwright/test';
import { openChat, secretClient } from '../../fixtures/people.ts';
import { expectAccessible } from '../support/axe.ts';
import { HEALTH_RPC, setHealth, showHealth } from '../support/health-answer.ts';
import { holdRequests } from '../support/hold-requests.ts';
import { expect, test } from '../support/test.ts';

// The banner that reports health problems to admins.

const THREE = ['functions_url_missing', 'email_from_missing', 'clock_stopped', 'emails_overdue'];
const PHONE = { width: 320, height: 640 };
const bannerOf = (page: Page) => page.getByTestId('health');

/** Reloads the page with these health problems. */
async function reloadWith(page: Page, problems: string[]): Promise<void> {
	await setHealth(page, problems);
	const answer = page.waitForResponse(HEALTH_RPC);
	await page.reload();
	await answer;
}

test('a problem is shown with its remedy until dismissed', async ({ admin: { page } }) => {
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

test('several problems form a list that leaves the chat usable', async ({
	userAccount,
	admin: { page }
}) => {
	const chatId = await openChat(userAccount);
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
	// Also in a low window; in print the banner is hidden.
	await page.setViewportSize({ width: 800, height: 480 });
	await expect(page.getByRole('textbox', { name: 'Reply' })).toBeInViewport({ ratio: 1 });
	expect(await below()).toBe(0);
	await page.emulateMedia({ media: 'print' });
	await expect(bannerOf(page)).toBeHidden();
});

test('without problems there is no banner', async ({ admin: { page } }) => {
	await reloadWith(page, []);
	await expect(page.getByTestId('connection')).toHaveAttribute('data-state', 'connected');
	await expect(bannerOf(page)).toBeEmpty();
	await expect(bannerOf(page)).toHaveCSS('height', '0px');
});

test('the banner shows what the database reports', async ({ admin }) => {
	await showHealth(admin.context);
	let problems: string[] | undefined;
	const answer = async (route: Route) => {
		const response = await route.fetch();
		problems = (await response.json())[0].problems;
		await route.fulfill({ response });
	};
	// A later question may still be on its way when the test has ended.
	await admin.context.route(HEALTH_RPC, answer, { times: 1 });
	await admin.page.reload();
	await expect.poll(() => problems).toBeDefined();
	await expect(bannerOf(admin.page).locator('.banner')).toHaveCount(problems!.length > 0 ? 1 : 0);
});

test('the banner waits while the pointer moves, so that the list does not shift', async ({
	admin: { page }
}) => {
	await page.clock.install();
	await showHealth(page.context());
	const release = await holdRequests(page, HEALTH_RPC, (route) =>
		route.fulfill({ json: [{ problems: ['emails_failed'] }] })
	);
	const answer = page.waitForResponse(HEALTH_RPC);
	await page.reload();
	await expect(page.getByTestId('connection')).toHaveAttribute('data-state', 'connected');
	await page.clock.pauseAt(await page.evaluate(() => Date.now() + 1000));
	await page.mouse.move(200, 300);
	await page.mouse.move(210, 310);
	release();
	await (await answer).finished();
	await page.clock.runFor(3000);
	await expect(bannerOf(page)).toBeEmpty();
	await page.clock.runFor(1000);
	await expect(bannerOf(page)).toContainText('couldn’t be sent');
});

test('the command can be copied, or selected without clipboard access', async ({ admin }) => {
	const { page, context } = admin;
	await context.grantPermissions(['clipboard-read', 'clipboard-write']);
	await reloadWith(page, ['pg_net_missing']);
	const copy = page.getByRole('button', { name: 'Copy' });
	await copy.click();
	await expect(bannerOf(page)).toContainText('Copied');
	expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('create extension pg_net');

	// As on a page served over plain HTTP.
	await page.addInitScript(() => Reflect.deleteProperty(Navigator.prototype, 'clipboard'));
	await reloadWith(page, ['pg_net_missing']);
	const code = bannerOf(page).locator('code');
	await code.click();
	expect(await page.evaluate(() => String(getSelection()))).toBe('create extension pg_net');
	await expect(copy).toHaveCount(0);
});

test.describe('on a phone, in Arabic', () => {
	test.use({ locale: 'ar' });

	test('the banner is above the list, and hidden above an open chat', async ({
		userAccount,
		admin: { page }
	}) => {
		await page.setViewportSize(PHONE);
		await reloadWith(page, THREE);
		const banner = bannerOf(page);
		await expect(banner.getByRole('listitem')).toHaveCount(3);
		await expect(banner.locator('p').first()).toHaveCSS('direction', 'rtl');
		await expect(banner.locator('code').first()).toHaveCSS('direction', 'ltr');
		const wide = () => page.evaluate(() => document.documentElement.scrollWidth);
		expect(await wide()).toBe(PHONE.width);
		await expectAccessible(page);
		await page.goto(`/admin/${await openChat(userAccount)}`);
		await expect(page.getByRole('log')).toBeVisible();
		await expect(banner.locator('li')).toHaveCount(3);
		await expect(banner).toBeHidden();
	});
});
