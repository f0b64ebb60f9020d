import { randomUUID } from 'node:crypto';
import type { Locator } from '@playwright/test';
import { expectAccessible } from '../support/axe.ts';
import { test } from '../support/team.ts';
import { expect, type Inbox, type Visitor } from '../support/test.ts';
import { write } from '../support/write.ts';

// Two admins at once: who waits, whose a chat is, what is unread, and who may write.

/** Gives the page's inbox other colleagues than the database has, which are not the same at any time. */
async function setColleagues({ page, person }: Visitor, names: string[]): Promise<void> {
	await page.route(/\/rest\/v1\/support_admins\?/, async (route) => {
		const response = await route.fetch();
		const all: { user_id: string }[] = await response.json();
		const own = all.filter(({ user_id }) => user_id === person.id);
		const others = names.map((name) => {
			return { id: randomUUID(), user_id: randomUUID(), display_name: name };
		});
		await route.fulfill({ response, json: [...own, ...others] });
	});
}

const filter = (inbox: Inbox, name: string): Locator =>
	inbox.page.getByRole('navigation', { name: 'Filters' }).getByRole('link', { name });

test('who waits is listed, and whose a chat is changes on all screens', async ({
	userAccount,
	inbox,
	grace,
	graceInbox
}) => {
	const { email } = userAccount;
	const assigned = `Assigned to ${grace.name}`;
	await inbox.page.goto('/admin?filter=waiting&shown=500');
	await filter(graceInbox, 'Mine').click();
	await expect(graceInbox.page).toHaveURL(/\?filter=mine$/);
	await write(userAccount, 'Where is my parcel?');
	await expect(inbox.card(email)).toContainText('waiting 1 min');
	await expect(filter(inbox, 'Waiting')).toContainText(/\d/);
	await expect(graceInbox.card(email)).toHaveCount(0);

	const chat = await inbox.open(email);
	await expect(inbox.page).toHaveURL(/filter=waiting/);
	await expect(chat.message('Where is my parcel?')).toBeVisible();
	await inbox.page.keyboard.press('a');
	const menu = inbox.page.getByRole('menu', { name: 'Assign' });
	await expect(menu.getByRole('menuitemradio').first()).toHaveText(/Support \(you\)/);
	await expect(menu.getByRole('menuitemradio', { name: 'Nobody' })).toBeFocused();
	await expectAccessible(inbox.page);
	await menu.getByRole('menuitemradio', { name: grace.name }).click();
	await expect(inbox.page.getByRole('button', { name: assigned })).toBeFocused();
	await expect(graceInbox.card(email)).toBeVisible();
	await expect(graceInbox.card(email).getByRole('img', { name: assigned })).toBeVisible();

	await chat.send('It is on its way.');
	await expect(inbox.card(email)).toHaveCount(0);
	await expect(graceInbox.card(email)).toContainText('It is on its way.');
	await expect(graceInbox.card(email)).not.toContainText('waiting');
	await expect(filter(graceInbox, 'Mine')).toHaveText('Mine 1');
});

test('a keyboard reaches every admin of a long menu', async ({ userAccount, admin, inbox }) => {
	const { page } = admin;
	const names = Array.from({ length: 30 }, (_, i) => `Admin ${String(i).padStart(2, '0')}`);
	await setColleagues(admin, ['Élodie', ...names, 'Émile', 'Zoe']);
	await write(userAccount, 'Whose is this?');
	await page.reload();
	const chat = await inbox.open(userAccount.email);
	await expect(chat.message('Whose is this?')).toBeVisible();
	await page.keyboard.press('a');
	const menu = page.getByRole('menu', { name: 'Assign' });
	const item = (name: string) => menu.getByRole('menuitemradio', { name, exact: true });
	await expect(item('Nobody')).toBeFocused();
	await expect(item('Admin 29')).toHaveCount(1);
	expect(await menu.evaluate((element) => element.scrollHeight > element.clientHeight)).toBe(true);
	await expectAccessible(page);

	const presses = [
		['Home', 'Support (you)'],
		['ArrowUp', 'Nobody'],
		['ArrowDown', 'Support (you)'],
		['End', 'Nobody'],
		['z', 'Zoe'],
		['Home', 'Support (you)'],
		['e', 'Élodie'],
		['e', 'Émile'],
		['e', 'Élodie'],
		['x', 'Élodie'],
		['ArrowDown', 'Émile']
	] as const;
	for (const [key, name] of presses) {
		await page.keyboard.press(key);
		await expect(item(name), key).toBeFocused();
		await expect(item(name), key).toBeInViewport({ ratio: 1 });
	}
	await page.keyboard.press('Home');
	await page.keyboard.type('adm');
	await expect(item('Admin 00')).toBeFocused();
	for (let at = 1; at < names.length; at++) await page.keyboard.press('ArrowDown');
	await expect(item('Admin 29')).toBeInViewport({ ratio: 1 });

	await page.keyboard.press('Tab');
	await expect(menu).toBeHidden();
	await expect(page.getByRole('button', { name: 'Mark as unread' })).toBeFocused();
});

test('a chat marked as unread is so for all until somebody opens it', async ({
	userAccount,
	inbox,
	graceInbox
}) => {
	const { email } = userAccount;
	await write(userAccount, 'A hard one');
	const chat = await inbox.open(email);
	await expect(graceInbox.card(email)).toContainText('A hard one');
	await expect(graceInbox.card(email)).not.toContainText('Unread');
	await inbox.page.keyboard.press('u');
	await expect(chat.root.getByRole('heading', { name: email })).toHaveCount(0);
	for (const each of [inbox, graceInbox]) await expect(each.card(email)).toContainText('Unread');
	await graceInbox.open(email);
	for (const each of [inbox, graceInbox]) {
		await expect(each.card(email)).not.toContainText('Unread');
	}
});

test('a blocked user is told so, keeps the draft, and can write once unblocked', async ({
	user,
	widget,
	inbox
}) => {
	const { page } = inbox;
	await widget.open();
	await widget.send('Hello');
	await inbox.open(user.person.email);
	const panel = page.getByRole('region', { name: 'User details' });
	if (!(await panel.isVisible())) await page.getByRole('button', { name: 'User details' }).click();
	await panel.getByRole('button', { name: 'Block user', exact: true }).click();
	const question = page.getByRole('dialog', { name: 'Block this user?' });
	await question.getByRole('button', { name: 'Cancel' }).click();
	await expect(panel.getByRole('button', { name: 'Block user', exact: true })).toBeFocused();
	await panel.getByRole('button', { name: 'Block user', exact: true }).click();
	await expectAccessible(page);
	await question.getByRole('button', { name: 'Block user', exact: true }).click();
	await expect(panel.getByRole('button', { name: 'Unblock user' })).toBeVisible();
	await expect(inbox.card(user.person.email)).toContainText('Blocked');

	const told = 'Support isn’t taking messages from you anymore.';
	await widget.send('Answer me!');
	await expect(widget.message('Answer me!')).toContainText(`Not sent. ${told}`);
	await expect(widget.root.getByText(told, { exact: true })).toBeVisible();
	await widget.composer.fill('A draft');

	await panel.getByRole('button', { name: 'Unblock user' }).click();
	await expect(panel.getByRole('button', { name: 'Block user', exact: true })).toBeVisible();
	await widget.message('Answer me!').getByRole('button', { name: 'Retry' }).click();
	await expect(widget.message('Answer me!')).toHaveAttribute('data-delivery', /sent|seen/);
	await expect(widget.root.getByText(told, { exact: true })).toHaveCount(0);
	await expect(widget.composer).toHaveValue('A draft');
});

test('a reply is sent only after a question when a colleague has just answered', async ({
	userAccount,
	inbox,
	grace
}) => {
	await write(userAccount, 'Which colour is it?');
	const chat = await inbox.open(userAccount.email);
	await expect(chat.message('Which colour is it?')).toBeVisible();
	await chat.composer.fill('Red');
	await write(userAccount, 'Blue', grace);
	await expect(chat.message('Blue')).toBeVisible();
	await chat.composer.press('Enter');
	const question = inbox.page.getByRole('dialog', {
		name: `${grace.name} has just answered. Send anyway?`
	});
	await expect(question).toContainText('Blue');
	await expectAccessible(inbox.page);
	await question.getByRole('button', { name: 'Cancel' }).click();
	await expect(chat.composer).toBeFocused();
	await expect(chat.composer).toHaveValue('Red');
	await chat.composer.press('Enter');
	await expect(chat.message('Red')).toHaveAttribute('data-delivery', /sent|seen/);
	await expect(question).toBeHidden();
});

test('a card shows an unsent reply and who else has the chat open', async ({
	userAccount,
	inbox,
	graceInbox
}) => {
	const { email } = userAccount;
	await write(userAccount, 'Hello');
	const chat = await inbox.open(email);
	await chat.composer.fill('Half a rep');
	await expect(graceInbox.card(email)).toContainText('Support is writing a reply');
	await expect(graceInbox.card(email)).not.toContainText('Draft');
	await inbox.page.keyboard.press('Escape');
	await inbox.page.keyboard.press('Escape');
	await expect(inbox.card(email)).toContainText('Draft');
	await expect(graceInbox.card(email)).not.toContainText('writing');
});
