import pg from 'pg';
import { environment } from '../../fixtures/environment.ts';
import { openChat, remove } from '../../fixtures/people.ts';
import { expect, test } from '../support/test.ts';
import { write } from '../support/write.ts';

// User details, the number of unread chats, and erased chats.

/** As a sign-up with metadata does. */
async function setName(userId: string, name: string): Promise<void> {
	const db = new pg.Client({ connectionString: environment.dbUrl });
	await db.connect();
	await db.query('update auth.users set raw_user_meta_data = $2 where id = $1', [userId, { name }]);
	await db.end();
}

test('the panel shows the user, follows the chat and stays open or closed', async ({
	userAccount,
	inbox
}) => {
	const { page } = inbox;
	await write(userAccount);
	await page.setViewportSize({ width: 1500, height: 800 });
	const chat = await inbox.open(userAccount.email);
	const panel = page.getByRole('region', { name: 'User details' });
	await expect(panel).toContainText(userAccount.email);
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
	await expect(page.getByRole('heading', { name: userAccount.email })).toBeVisible();
});

test('the panel shows what the app and the browser say, and the list the name', async ({
	user,
	widget,
	inbox
}) => {
	const { page } = inbox;
	await setName(user.person.id, 'Ada Lovelace');
	await user.page.goto('/?from=cart#access_token=secret');
	await widget.open();
	await widget.send('Hello');
	const chatId = await openChat(user.person);
	await page.route('**/rpc/support_chat_facts', (route) =>
		route.fulfill({
			json: { plan: 'Pro', account: 'https://shop.example/users/1', bad: 'javascript:x' }
		})
	);
	await page.setViewportSize({ width: 1500, height: 800 });
	await page.goto(`/admin/${chatId}`);
	await expect(page.getByRole('heading', { name: 'Ada Lovelace' })).toBeVisible();
	await expect(page.getByRole('link', { name: /Ada Lovelace/ })).toBeVisible();
	const panel = page.getByRole('region', { name: 'User details' });
	await expect(panel).toContainText(user.person.email);
	await expect(panel).toContainText('/?from=cart');
	await expect(panel).not.toContainText('secret');
	await expect(panel).toContainText('javascript:x');
	// The facts' only: a page's address is whatever the user says.
	await expect(panel.getByRole('link')).toHaveCount(1);
	const link = panel.getByRole('link', { name: 'https://shop.example/users/1' });
	await expect(link).toHaveAttribute('href', 'https://shop.example/users/1');
	await expect(link).toHaveAttribute('rel', 'noopener noreferrer');
});

test('the tab and the title count unread chats', async ({ userAccount, inbox }) => {
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
	await write(userAccount);
	await expect(page).toHaveTitle(/^\((\d|\d\d)\) Support Chats$/);
});

test('an erased chat says so and leaves the list', async ({ userAccount, inbox }) => {
	const { page } = inbox;
	const chatId = await write(userAccount);
	const chat = await inbox.open(userAccount.email);
	await expect(chat.message('Hello')).toBeVisible();
	await remove(userAccount);
	await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
	const gone = page.getByRole('heading', { name: 'This chat no longer exists' });
	await expect(gone).toBeVisible();
	await expect(inbox.card(userAccount.email)).toHaveCount(0);
	await expect(page.getByRole('textbox')).toHaveCount(0);
	expect((await page.goto(`/admin/${chatId}`))?.status()).toBe(404);
	await expect(gone).toBeVisible();
	await page.getByRole('link', { name: 'Go to chats' }).click();
	await expect(page).toHaveURL('/admin');
});
