import type { Page } from '@playwright/test';
import { openChat, secretClient, type Person } from '../../fixtures/people.ts';
import { waitForAlerts, waitForDecisions } from '../support/alerts.ts';
import { expect, test, Widget } from '../support/test.ts';

// A reply while the panel is closed shows its author and first line beside the badge.

const teaserOf = (page: Page) => page.getByTestId('teaser');

async function reply(user: Person, admin: Person, content: string): Promise<void> {
	const row = { chat_id: await openChat(user), sender_id: admin.id, content };
	await secretClient()
		.from('support_messages')
		.insert({ ...row, sender_type: 'admin' })
		.throwOnError();
}

test('before the first use, the teaser shows author and text, and opens the chat', async ({
	widget,
	user,
	adminAccount
}) => {
	const { page } = widget;
	await openChat(user.person);
	await page.reload();
	await waitForAlerts(page);
	await reply(user.person, adminAccount, '**Your parcel** is on its way.\nIt comes tomorrow.');
	const teaser = teaserOf(page);
	await expect(teaser).toContainText('Support');
	await expect(teaser).toContainText('Your parcel is on its way.');
	await expect(teaser).not.toContainText('tomorrow');
	await expect(widget.badge).toHaveText('1');
	await teaser.getByRole('button', { name: 'Your parcel' }).click();
	await expect(widget.composer).toBeFocused();
	await expect(teaser).toBeHidden();
});

test('a reply that names nobody comes from the team', async ({ widget, user }) => {
	const row = {
		chat_id: await openChat(user.person),
		content: 'Imported',
		sender_type: 'admin' as const
	};
	await widget.page.reload();
	await waitForAlerts(widget.page);
	await secretClient().from('support_messages').insert(row).throwOnError();
	await expect(teaserOf(widget.page)).toContainText('Support');
	await expect(teaserOf(widget.page)).toContainText('Imported');
});

test('the teaser can be dismissed and returns with the next reply unless muted', async ({
	widget,
	user,
	adminAccount
}) => {
	const teaser = teaserOf(widget.page);
	await widget.open();
	await expect(widget.connection).toHaveAttribute('data-state', 'connected');
	await reply(user.person, adminAccount, 'Read at once');
	await expect(widget.message('Read at once')).toBeVisible();
	await widget.close();
	await expect(teaser).toBeHidden();

	await reply(user.person, adminAccount, 'The first one');
	await expect(teaser).toContainText('The first one');
	await teaser.getByRole('button', { name: 'Dismiss' }).click();
	await expect(teaser).toBeHidden();
	await expect(widget.button).toBeFocused();
	await expect(widget.badge).toHaveText('1');

	await reply(user.person, adminAccount, 'The second one');
	await expect(teaser).toContainText('The second one');
	await widget.button.press('Shift+Tab');
	await widget.page.keyboard.press('Escape');
	await expect(teaser).toBeHidden();

	await widget.page.evaluate(() => localStorage.setItem('support-chat:muted', '1'));
	await reply(user.person, adminAccount, 'The third one');
	await expect(widget.badge).toHaveText('3');
	await waitForDecisions(widget.page);
	await expect(teaser).toBeHidden();
});

test('only one of two tabs shows the teaser', async ({ widget, user, adminAccount }) => {
	const other = new Widget(await user.context.newPage());
	await openChat(user.person);
	for (const { page } of [widget, other]) await page.goto('/');
	await waitForAlerts(widget.page, other.page);
	await reply(user.person, adminAccount, 'Hello');
	for (const { badge } of [widget, other]) await expect(badge).toHaveText('1');
	const shown = async () => {
		const counts = [widget, other].map(({ page }) => teaserOf(page).count());
		return (await Promise.all(counts)).reduce((sum, count) => sum + count);
	};
	await waitForDecisions(widget.page, other.page);
	expect(await shown()).toBe(1);
	// Reading in one tab removes it from the other.
	await widget.open();
	await expect.poll(shown).toBe(0);
});
