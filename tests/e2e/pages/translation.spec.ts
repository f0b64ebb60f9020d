import { translatePage } from '../support/translate-page.ts';
import { Conversation, expect, test, Widget } from '../support/test.ts';

// A browser that translates a page replaces its text nodes; later changes must still show.

test('the widget keeps updating its texts', async ({ widget, user }) => {
	const messages = '**/rest/v1/support_messages*';
	await widget.open();
	await expect(widget.connection).toHaveAttribute('data-state', 'connected');
	await user.page.route(messages, (route) =>
		route.request().method() === 'POST' ? route.abort() : route.continue()
	);
	await widget.send('Hello there');
	const bubble = widget.message('Hello there');
	await expect(bubble).toContainText('Waiting to send…');
	await widget.composer.fill('x'.repeat(3_700));
	await expect(widget.root.getByText('3,700 / 4,000')).toBeVisible();

	await translatePage(user.page);
	await expect(widget.root).toContainText('«Hello» there');
	await widget.composer.fill('x'.repeat(4_001));
	await expect(widget.root.locator('.counter')).toHaveText('4,001 / 4,000');
	await expect(widget.root.locator('.problem')).toHaveText(/^[^«]*4,000 characters/);
	await widget.composer.fill('');
	await expect(widget.root.locator('.problem')).toHaveText('');
	await user.page.unroute(messages);
	await user.context.setOffline(true);
	await expect(widget.connection).toHaveText(/^\s*You.re offline$/);
	await user.context.setOffline(false);
	await expect(widget.connection).not.toContainText('offline');
	await expect(widget.messages).toHaveAttribute('data-delivery', 'sent');
	await expect(widget.messages.locator('.delivery')).toHaveText('Sent');
	await expect(widget.messages.locator('.text')).toHaveText('«Hello» there');
});

test('the inbox keeps updating its list, chat and counts', async ({ user, inbox }) => {
	const { page } = inbox;
	const widget = new Widget(user.page);
	await widget.open();
	await widget.send('First question');
	const mine = inbox.card(user.person.email);
	await expect(mine).toContainText('1 message');
	await mine.click();
	const chat = new Conversation(page.getByRole('main'));
	await expect(chat.connection).toHaveAttribute('data-state', 'connected');
	await page.getByRole('button', { name: 'User details' }).click();
	const facts = page.getByRole('region', { name: 'User details' });
	await expect(facts).toContainText('Messages from the user 1');

	await translatePage(page);
	await expect(page.getByRole('main')).toContainText('«First» question');
	// Names are the same in every language.
	await expect(page.getByRole('heading', { name: user.person.email, exact: true })).toBeVisible();
	await widget.send('Second question');
	await expect(mine.locator('.preview')).toHaveText('Second question');
	await expect(mine.locator('.facts')).toContainText('2 messages');
	await expect(mine.locator('.facts')).not.toContainText('1 message');
	await expect(facts.locator('div').filter({ hasText: 'from the user' })).toContainText(
		/user\s*2$/
	);
	await chat.send('An answer');
	await expect(mine.locator('.preview')).toHaveText(/^You:\s*An answer$/);
	await page
		.getByRole('main')
		.getByRole('button', { name: /Archive/ })
		.click();
	await expect(
		page.getByRole('main').getByRole('button', { name: 'Restore', exact: true })
	).toBeVisible();
	await expect(page.getByRole('main').locator('.tag')).toHaveText('Archived');
	await page.context().setOffline(true);
	await expect(chat.connection).toHaveText(/^\s*You.re offline$/);
});
