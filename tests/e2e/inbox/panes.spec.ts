import { remove, type Person } from '../../fixtures/people.ts';
import { expect, test } from '../support/test.ts';
import { writers } from '../support/writers.ts';
import { write } from '../support/write.ts';

// The list beside the open chat, its keyboard shortcuts, and undoing an archive.

test('the list stays beside the open chat and marks it', async ({ inbox }) => {
	// Enough for the list to scroll, whatever other tests do.
	const people = await writers(4);
	const [first, second] = people as [Person, Person];
	const { page } = inbox;
	await page.setViewportSize({ width: 1200, height: 420 });
	// Long enough that no other test's chats push these out of it.
	await page.goto('/admin?shown=200');
	const list = page.getByTestId('chat-list');
	await expect(page.getByText('No chat is open')).toBeVisible();
	// The same element must stay, and scrolled: other tests add chats above, which moves it by whole cards.
	await list.evaluate((pane) => {
		pane.scrollTop = 30;
		pane.querySelector('ul')?.classList.add('from-before');
	});
	await inbox.open(second.email);
	await expect(inbox.card(second.email)).toHaveAttribute('aria-current', 'true');
	expect(await list.evaluate((pane) => pane.scrollTop)).toBeGreaterThan(0);
	await expect(list.locator('ul.from-before')).toBeVisible();
	await inbox.open(first.email);
	await expect(page.locator('[aria-current="true"]')).toHaveCount(1);
	await page.goBack();
	await expect(page.getByRole('heading', { name: second.email })).toBeVisible();
	// The list is updated meanwhile.
	await write(first, 'And another thing');
	await expect(inbox.card(first.email)).toContainText('And another thing');
	await Promise.all(people.map(remove));
});

test('a narrow window shows either the list or the chat', async ({ inbox }) => {
	const [person] = (await writers(1)) as [Person];
	await inbox.page.setViewportSize({ width: 600, height: 700 });
	await inbox.open(person.email);
	await expect(inbox.card(person.email)).toBeHidden();
	await inbox.page.getByRole('link', { name: 'Back to chats' }).click();
	await expect(inbox.card(person.email)).toBeVisible();
	await expect(inbox.card(person.email)).toBeFocused();
	await remove(person);
});

test('the keyboard moves through the list, opens, replies and leaves', async ({ inbox }) => {
	const [first, second] = (await writers(2)) as [Person, Person];
	const { page } = inbox;
	await expect(page.getByTestId('connection')).toHaveAttribute('data-state', 'connected');
	await inbox.card(first.email).focus();
	await page.keyboard.press('j');
	await expect(inbox.card(second.email)).toBeFocused();
	await page.keyboard.press('k');
	await expect(inbox.card(first.email)).toBeFocused();
	await page.keyboard.press('Enter');
	await expect(page.getByRole('heading', { name: first.email })).toBeVisible();
	await page.keyboard.press('j');
	await expect(page.getByRole('heading', { name: second.email })).toBeVisible();

	const field = page.getByRole('textbox', { name: 'Reply' });
	await expect(field).toBeVisible();
	await page.keyboard.press('r');
	await expect(field).toBeFocused();
	await page.keyboard.type('jeez, k?');
	await expect(field).toHaveValue('jeez, k?');
	await expect(page.getByRole('heading', { name: second.email })).toBeVisible();
	await page.keyboard.press('Escape');
	await expect(field).not.toBeFocused();
	await page.keyboard.press('Escape');
	await expect(page).toHaveURL('/admin');
	await expect(inbox.card(second.email)).toBeFocused();
	await Promise.all([first, second].map(remove));
});

test('the help lists the shortcuts, which can be turned off', async ({ inbox }) => {
	const { page } = inbox;
	await expect(page.getByTestId('connection')).toHaveAttribute('data-state', 'connected');
	await page.keyboard.press('?');
	const help = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
	await expect(help).toBeVisible();
	await expect(help.getByText('Archive or restore')).toBeVisible();
	await help.getByRole('switch', { name: 'Single-key shortcuts' }).click();
	await page.keyboard.press('Escape');
	await expect(help).toBeHidden();
	await page.keyboard.press('?');
	await expect(help).toBeHidden();
	await page.reload();
	await expect(page.getByTestId('connection')).toHaveAttribute('data-state', 'connected');
	await page.getByRole('button', { name: 'Settings' }).click();
	const toggle = page.getByRole('switch', { name: 'Single-key shortcuts' });
	await expect(toggle).not.toBeChecked();
	await toggle.click();
	await page.keyboard.press('Escape');
	await page.keyboard.press('?');
	await expect(help).toBeVisible();
});

test('archiving selects the next chat and can be undone several times in a row', async ({
	inbox
}) => {
	const [first, second, third] = (await writers(3)) as [Person, Person, Person];
	const { page } = inbox;
	await expect(page.getByTestId('connection')).toHaveAttribute('data-state', 'connected');
	await inbox.card(first.email).focus();
	await page.keyboard.press('e');
	await expect(inbox.card(first.email)).toHaveCount(0);
	await expect(inbox.card(second.email)).toBeFocused();
	await page.keyboard.press('e');
	await expect(inbox.card(second.email)).toHaveCount(0);
	await expect(inbox.card(third.email)).toBeFocused();
	const toasts = page.getByRole('status').filter({ hasText: 'archived' });
	await expect(toasts).toContainText(`${first.email} archived`);
	await expect(toasts).toContainText(`${second.email} archived`);

	await page.keyboard.press('z');
	await expect(inbox.card(second.email)).toBeVisible();
	await expect(inbox.card(first.email)).toHaveCount(0);
	await page.getByRole('button', { name: 'Undo' }).click();
	await expect(inbox.card(first.email)).toBeVisible();
	await expect(page.getByRole('button', { name: 'Undo' })).toHaveCount(0);
	await page.reload();
	await expect(inbox.card(first.email)).toBeVisible();

	await Promise.all([first, second, third].map(remove));
});

test('an open chat is archived in place, and a failed undo is reported', async ({ inbox }) => {
	const [first, second] = (await writers(2)) as [Person, Person];
	const { page } = inbox;
	await inbox.open(first.email);
	await page.getByRole('button', { name: 'Archive' }).click();
	await expect(page.getByRole('button', { name: 'Restore' })).toBeVisible();
	await expect(inbox.card(first.email)).toHaveCount(0);
	await page.route('**/rpc/unarchive_support_chat', (route) => route.abort());
	await page.getByRole('button', { name: 'Undo' }).click();
	const toasts = page.getByTestId('toasts');
	await expect(toasts).toContainText('That didn’t work');
	await expect(page.getByRole('button', { name: 'Restore' })).toBeVisible();
	await page.unroute('**/rpc/unarchive_support_chat');
	await page.getByRole('button', { name: 'Undo' }).click();
	await expect(page.getByRole('button', { name: 'Archive' })).toBeVisible();
	await expect(inbox.card(first.email)).toBeVisible();
	await expect(inbox.card(second.email)).toBeVisible();
	await Promise.all([first, second].map(remove));
});
