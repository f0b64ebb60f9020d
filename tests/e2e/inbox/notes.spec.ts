import type { Locator, Page } from '@playwright/test';
import type { Person } from '../../fixtures/people.ts';
import { expectAccessible } from '../support/axe.ts';
import { test } from '../support/team.ts';
import { type Conversation, expect, Inbox } from '../support/test.ts';
import { write } from '../support/write.ts';

// Two admins and a user: what the team writes for itself, and the user never sees.

/** The note with this text. */
const note = (page: Page, text: string): Locator =>
	page.getByTestId('note').filter({ has: page.getByText(text, { exact: true }) });
const noteField = (page: Page): Locator =>
	page.getByRole('textbox', { name: 'Note that only your team sees' });
const replyField = (page: Page): Locator => page.getByRole('textbox', { name: 'Reply' });
const mode = (page: Page, name: 'Reply' | 'Note'): Locator =>
	page.getByRole('group', { name: 'Reply or note' }).getByRole('button', { name });

/** Opens the user's chat and waits for a message of it. */
async function openAt(inbox: Inbox, user: Person, message: string): Promise<Conversation> {
	const chat = await inbox.open(user.email);
	await expect(chat.message(message)).toBeVisible();
	return chat;
}

/** The texts of messages and notes in screen order. */
const texts = (chat: Conversation): Promise<string[]> =>
	chat.root.locator('[data-testid=message] .text, [data-testid=note] .text').allInnerTexts();

test('a note stands among the messages for the whole team, and the user sees nothing', async ({
	user,
	widget,
	inbox,
	graceInbox
}) => {
	await widget.open();
	await widget.send('Where is my parcel?');
	const chat = await openAt(inbox, user.person, 'Where is my parcel?');
	const graceChat = await openAt(graceInbox, user.person, 'Where is my parcel?');
	await inbox.page.keyboard.press('n');
	await expect(noteField(inbox.page)).toBeFocused();
	await expect(mode(inbox.page, 'Note')).toHaveAttribute('aria-pressed', 'true');
	await noteField(inbox.page).pressSequentially('He has moved.');
	await expectAccessible(inbox.page);
	await noteField(inbox.page).press('Enter');
	await expect(note(inbox.page, 'He has moved.')).toContainText('Your note');
	await expect(note(inbox.page, 'He has moved.')).toHaveText(/Only your team sees this/);
	await expect(note(graceInbox.page, 'He has moved.')).toContainText('Note by Support');
	await expect(note(graceInbox.page, 'He has moved.').getByRole('button')).toHaveCount(0);
	await expect(graceInbox.page.getByTestId('note-announcer')).toContainText('Note by Support');
	// The field stays one for notes, and the chat is not answered.
	await expect(noteField(inbox.page)).toBeFocused();
	await expect(inbox.card(user.person.email)).toContainText('waiting');
	await expect(inbox.card(user.person.email)).not.toContainText('He has moved.');

	await mode(inbox.page, 'Reply').click();
	await chat.send('At your old address.');
	await expect(widget.message('At your old address.')).toBeVisible();
	await expect(inbox.card(user.person.email)).not.toContainText('waiting');
	const order = ['Where is my parcel?', 'He has moved.', 'At your old address.'];
	await expect.poll(() => texts(chat)).toEqual(order);
	await expect.poll(() => texts(graceChat)).toEqual(order);
	await expectAccessible(graceInbox.page);

	await user.page.reload();
	await widget.open();
	await expect(widget.message('At your old address.')).toBeVisible();
	expect(await user.page.content()).not.toContain('He has moved.');
	const asUser = await user.person.client
		.from('support_chats')
		.select('*, support_notes (*), support_messages (*)')
		.throwOnError();
	expect(JSON.stringify(asUser.data)).toContain('Where is my parcel?');
	expect(JSON.stringify(asUser.data)).not.toContain('He has moved.');
	await inbox.page.reload();
	await expect.poll(() => texts(chat)).toEqual(order);
});

test('reply and note have drafts of their own, and the user sees no typing for a note', async ({
	user,
	widget,
	inbox,
	grace
}) => {
	const { page } = inbox;
	await widget.open();
	await widget.send('Hello');
	const chat = await openAt(inbox, user.person, 'Hello');
	await page.keyboard.press('n');
	await noteField(page).pressSequentially('Half a note');
	await page.keyboard.press('Escape');
	await expect(replyField(page)).toBeFocused();
	await expect(replyField(page)).toHaveValue('');
	await expect(mode(page, 'Note')).toContainText('Draft');
	await expect(widget.root.getByTestId('typing')).toHaveCount(0);
	await replyField(page).pressSequentially('Half a reply');
	await expect(widget.root.getByTestId('typing')).toBeVisible();
	await page.reload();
	await expect(replyField(page)).toHaveValue('Half a reply');
	await mode(page, 'Note').click();
	await expect(noteField(page)).toHaveValue('Half a note');
	await expect(mode(page, 'Reply')).toContainText('Draft');

	// A colleague's reply is no reason to hold a note back.
	await write(user.person, 'Hi, it is me.', grace);
	await expect(chat.message('Hi, it is me.')).toBeVisible();
	await noteField(page).press('Enter');
	await expect(note(page, 'Half a note')).toBeVisible();
	await expect(page.getByRole('dialog')).toHaveCount(0);
	await page.keyboard.press('Escape');
	await expect(replyField(page)).toHaveValue('Half a reply');
	await page.keyboard.press('Escape');
	await page.keyboard.press('r');
	await expect(replyField(page)).toBeFocused();
});

test('a mention is offered by name, marks the chat for the colleague, and goes when it is seen', async ({
	userAccount,
	inbox,
	grace,
	graceInbox
}) => {
	const { page } = inbox;
	const { email } = userAccount;
	await write(userAccount, 'A refund, please');
	await openAt(inbox, userAccount, 'A refund, please');
	const second = new Inbox(await graceInbox.page.context().newPage());
	await second.page.goto('/admin');
	await expect(graceInbox.card(email)).toBeVisible();
	await page.keyboard.press('n');
	await noteField(page).pressSequentially(`Ask @${grace.name.slice(0, 20).toLowerCase()}`);
	const list = page.getByRole('listbox', { name: 'Colleagues' });
	await expect(list.getByRole('option', { name: grace.name })).toBeVisible();
	await expectAccessible(page);
	await noteField(page).press('Tab');
	await expect(noteField(page)).toHaveValue(`Ask @${grace.name} `);
	await expect(list).toHaveCount(0);
	await noteField(page).pressSequentially('about it.');
	await noteField(page).press('Enter');
	await expect(note(page, `Ask @${grace.name} about it.`)).toBeVisible();

	for (const each of [graceInbox, second]) {
		await expect(each.card(email)).toContainText('Mentions you');
	}
	await expect(inbox.card(email)).not.toContainText('Mentions you');
	await expectAccessible(graceInbox.page);
	await graceInbox.open(email);
	await expect(note(graceInbox.page, `Ask @${grace.name} about it.`)).toContainText('Mentions you');
	for (const each of [graceInbox, second]) {
		await expect(each.card(email)).not.toContainText('Mentions you');
	}
});

test('an own note is deleted after a question, on all screens', async ({
	userAccount,
	inbox,
	graceInbox
}) => {
	const { page } = inbox;
	await write(userAccount, 'Hello');
	await openAt(inbox, userAccount, 'Hello');
	await openAt(graceInbox, userAccount, 'Hello');
	await page.keyboard.press('n');
	await noteField(page).fill('Wrong chat');
	await noteField(page).press('Enter');
	await expect(note(graceInbox.page, 'Wrong chat')).toBeVisible();
	await note(page, 'Wrong chat').getByRole('button', { name: 'Delete note' }).click();
	const question = page.getByRole('dialog', { name: 'Delete this note?' });
	await question.getByRole('button', { name: 'Cancel' }).click();
	await expect(note(page, 'Wrong chat')).toBeVisible();
	await note(page, 'Wrong chat').getByRole('button', { name: 'Delete note' }).click();
	await question.getByRole('button', { name: 'Delete note' }).click();
	for (const each of [page, graceInbox.page]) {
		await expect(note(each, 'Wrong chat')).toHaveCount(0);
	}
});

test('a note whose response is lost is sent once, and one that is refused is kept', async ({
	userAccount,
	inbox
}) => {
	const { page } = inbox;
	await write(userAccount, 'Hello');
	await openAt(inbox, userAccount, 'Hello');
	const faults = ['lost', 'refused'];
	const ids: string[] = [];
	await page.route('**/rest/v1/support_notes*', async (route) => {
		if (route.request().method() !== 'POST') return route.continue();
		ids.push((route.request().postDataJSON() as { id: string }).id);
		const fault = faults.shift();
		if (!fault) return route.continue();
		if (fault === 'refused') {
			return route.fulfill({
				status: 403,
				json: { code: '42501', message: 'no', details: null, hint: null }
			});
		}
		await route.fetch();
		return route.abort();
	});
	await page.keyboard.press('n');
	await noteField(page).fill('Once');
	await noteField(page).press('Enter');
	await expect(note(page, 'Once').getByRole('button', { name: 'Delete note' })).toBeVisible();
	await expect(note(page, 'Once')).toHaveCount(1);
	await noteField(page).fill('Twice');
	await noteField(page).press('Enter');
	await expect(note(page, 'Twice')).toHaveAttribute('data-delivery', 'failed');
	await page.reload();
	await expect(note(page, 'Once')).toBeVisible();
	await note(page, 'Twice').getByRole('button', { name: 'Retry' }).click();
	await expect(note(page, 'Twice').getByRole('button', { name: 'Delete note' })).toBeVisible();
	expect(new Set(ids).size).toBe(2);
});
