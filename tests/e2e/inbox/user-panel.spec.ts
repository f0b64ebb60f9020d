import { openChat, remove } from '../../fixtures/people.ts';
import { expect, test } from '../support/test.ts';

// User details, the number of unread chats, and erased chats.

test('the panel shows the user, follows the chat and stays open or closed', async ({
	user,
	inbox
}) => {
	const { page } = inbox;
	await user.person.client
		.from('support_messages')
		.insert({ chat_id: await openChat(user.person), content: 'Hello' })
		.throwOnError();
	await page.setViewportSize({ width: 1500, height: 800 });
	const chat = await inbox.open(user.person.email);
	const panel = page.getByRole('region', { name: 'User details' });
	await expect(panel).toContainText(user.person.email);
	await expect(panel).toContainText('Account created');
	const own = panel.locator('div', { hasText: /^Messages from support/ });
	await expect(own).toContainText('0');
	await chat.send('Hi');
	await expect(own).toContainText('1');

	const toggle = page.getByRole('button', { name: 'User details' });
	await expect(toggle).toHaveAttribute('aria-expanded', 'true');
	await toggle.click();
	await expect(panel).toBeHidden();
	await page.reload();
	await expect(chat.message('Hi')).toBeVisible();
	await expect(panel).toBeHidden();

	// In a narrow window it is a drawer over the chat; Escape closes it and not the chat.
	await page.setViewportSize({ width: 700, height: 800 });
	await toggle.click();
	await expect(panel).toBeVisible();
	await panel.getByRole('button', { name: 'Close' }).press('Escape');
	await expect(panel).toBeHidden();
	await expect(toggle).toBeFocused();
	await toggle.press('Enter');
	await panel.getByRole('button', { name: 'Close' }).press('Enter');
	await expect(panel).toBeHidden();
	await expect(toggle).toBeFocused();
	await expect(page.getByRole('heading', { name: user.person.email })).toBeVisible();
});

test('the tab and the title count unread chats', async ({ user, inbox }) => {
	const { page } = inbox;
	await page.route('**/rpc/count_unread_support_chats', (route) => route.fulfill({ json: 100 }));
	await page.reload();
	const active = page.getByRole('link', { name: 'Active', exact: true });
	await expect(active).toContainText('99+');
	await expect(active).toHaveAccessibleDescription('More than 99 unread chats');
	await expect(page).toHaveTitle('(99+) Support Chats');
	await expect(page.getByTestId('connection')).toHaveAttribute('data-state', 'connected');
	await page.unroute('**/rpc/count_unread_support_chats');
	// Each event triggers a recount.
	await user.person.client
		.from('support_messages')
		.insert({ chat_id: await openChat(user.person), content: 'Hello' })
		.throwOnError();
	await expect(page).toHaveTitle(/^\((\d|\d\d)\) Support Chats$/);
});

test('an erased chat says so and leaves the list', async ({ user, inbox }) => {
	const { page } = inbox;
	const chatId = await openChat(user.person);
	await user.person.client
		.from('support_messages')
		.insert({ chat_id: chatId, content: 'Hello' })
		.throwOnError();
	const chat = await inbox.open(user.person.email);
	await expect(chat.message('Hello')).toBeVisible();
	await remove(user.person);
	await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
	const gone = page.getByRole('heading', { name: 'This chat no longer exists' });
	await expect(gone).toBeVisible();
	await expect(inbox.card(user.person.email)).toHaveCount(0);
	await expect(page.getByRole('textbox')).toHaveCount(0);
	expect((await page.goto(`/admin/${chatId}`))?.status()).toBe(404);
	await expect(gone).toBeVisible();
	await page.getByRole('link', { name: 'Go to chats' }).click();
	await expect(page).toHaveURL('/admin');
});
