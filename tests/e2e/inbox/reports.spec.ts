import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { openChat, secretClient, type Person } from '../../fixtures/people.ts';
import { expectAccessible } from '../support/axe.ts';
import { expect, test } from '../support/test.ts';

// The reports of days that no other test writes in.

const REPORT = '**/rpc/support_report*';
const DAYS = '/admin/reports?from=2003-05-05&to=2003-05-06';

/** A question on 5 May that was answered after 10 minutes, and one on 6 May after an hour, by the admin. */
async function write(user: Person, admin: Person): Promise<void> {
	const chat_id = await openChat(user);
	for (const [sender_type, created_at] of [
		['user', '2003-05-05T10:00Z'],
		['admin', '2003-05-05T10:10Z'],
		['user', '2003-05-06T10:00Z'],
		['admin', '2003-05-06T11:00Z']
	] as const) {
		const sender_id = sender_type === 'admin' ? admin.id : null;
		await secretClient()
			.from('support_messages')
			.insert({ chat_id, content: 'Hello', sender_type, sender_id, created_at })
			.throwOnError();
	}
}

const figure = (page: Page, name: string) =>
	page.locator('dl > div').filter({ has: page.getByText(name, { exact: true }) });
const chart = (page: Page, name: string) => page.getByRole('region', { name, exact: true });

test.use({ timezoneId: 'UTC' });

test('the bar leads to the reports of the last 30 days, and other days have their address', async ({
	admin: { page }
}) => {
	await page.getByRole('navigation').getByRole('link', { name: 'Reports' }).click();
	await expect(page).toHaveURL(/\/admin\/reports$/);
	// Before it may be how many chats of other tests are unread.
	await expect(page).toHaveTitle(/Reports – Support Inbox$/);
	const spans = page.getByRole('navigation', { name: 'Period' });
	await expect(spans.getByRole('link', { name: 'Last 30 days' })).toHaveAttribute(
		'aria-current',
		'page'
	);
	await expect(figure(page, 'Waiting now')).toContainText(/\d/);
	await spans.getByRole('link', { name: 'Last 7 days' }).click();
	await expect(page).toHaveURL(/\?span=7$/);
	await expect(figure(page, 'New chats')).toContainText('7 days before');

	await page.getByLabel('From', { exact: true }).fill('2003-05-05');
	await page.getByLabel('To', { exact: true }).fill('2002-05-06');
	await page.getByRole('button', { name: 'Show', exact: true }).click();
	await expect(page.getByRole('alert')).toHaveText(/at most 366 days/);
	await page.getByLabel('To', { exact: true }).fill('2003-05-06');
	await page.getByRole('button', { name: 'Show', exact: true }).click();
	await expect(page).toHaveURL(DAYS);
	await expect(page.getByText('May 5 – 6, 2003')).toBeVisible();
	await page.goBack();
	await expect(page.getByLabel('From', { exact: true })).not.toHaveValue('2003-05-05');
});

test('figures, charts by keyboard and pointer, tables and files say the same', async ({
	userAccount,
	admin: { page, person }
}) => {
	await write(userAccount, person);
	await page.goto(DAYS);
	await expect(figure(page, 'Replies')).toContainText(/\d/);
	await expect(figure(page, 'First reply, median')).toContainText(/\d+ min|None/);
	const region = chart(page, 'Time to the first reply');
	const slider = region.getByRole('slider');
	await slider.focus();
	await expect(slider).toHaveAttribute('aria-valuetext', /^May 6, 2003: Median/);
	await page.keyboard.press('ArrowLeft');
	await expect(slider).toHaveAttribute(
		'aria-valuetext',
		'May 5, 2003: Median 10 min · 90th percentile 10 min'
	);
	const box = (await slider.boundingBox())!;
	await page.mouse.move(box.x + box.width * 0.75, box.y + 20);
	await expect(region.getByText('May 6, 2003: Median 1 hr · 90th percentile 1 hr')).toBeVisible();

	await region.getByRole('button', { name: 'Show as a table' }).click();
	const table = region.getByRole('table', { name: 'Time to the first reply' });
	await expect(table.getByRole('row').nth(1)).toContainText('10 min');
	await expect(table.getByRole('columnheader')).toHaveText([
		'Day',
		'Waits that ended',
		'Median',
		'90th percentile'
	]);
	const saved = page.waitForEvent('download');
	await region.getByRole('button', { name: 'Download CSV' }).click();
	const file = await saved;
	expect(file.suggestedFilename()).toBe('first-reply_2003-05-05_2003-05-06.csv');
	const text = await readFile(await file.path(), 'utf8');
	expect(text).toMatch(/\r\n2003-05-05,\d+,600,600\r\n2003-05-06,\d+,3600,3600\r\n$/);
	await page.getByText('How this is counted').click();
	await expectAccessible(page);
});

test('a failure says so, and another try shows the report', async ({ admin: { page } }) => {
	await page.route(REPORT, (route) => route.abort());
	await page.goto(DAYS);
	await expect(page.getByRole('alert').filter({ hasText: 'Something' })).toBeVisible();
	await page.unroute(REPORT);
	await page.getByRole('button', { name: 'Retry' }).click();
	await expect(figure(page, 'Waiting now')).toContainText(/\d/);
});

test.describe('in a time zone that the database does not know', () => {
	test.use({ timezoneId: 'Asia/Tokyo' });

	test('days are those of UTC', async ({ admin: { page } }) => {
		const error = { code: '22023', message: 'There is no such time zone.' };
		await page.route(REPORT, (route, request) =>
			request.postData()?.includes('Tokyo')
				? route.fulfill({ status: 400, json: error })
				: route.continue()
		);
		await page.goto(DAYS);
		await expect(page.locator('bdi', { hasText: 'UTC' })).toBeVisible();
	});
});

test.describe('on a phone, in Arabic', () => {
	test.use({ locale: 'ar', viewport: { width: 360, height: 740 } });

	test('a year fits, and its time runs from right to left', async ({ admin: { page } }) => {
		await page.goto('/admin/reports?from=2003-01-01&to=2003-12-31');
		await expect(page.getByRole('heading', { level: 1 })).toHaveText('التقارير');
		await expect(page.locator('dl > div')).toHaveCount(6);
		const overflow = () =>
			page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
		expect(await overflow()).toBeLessThanOrEqual(0);
		await expectAccessible(page);
	});
});
