import { randomUUID } from 'node:crypto';
import type { Locator, Page } from '@playwright/test';
import { createAdmin, remove, secretClient, type Person } from '../../fixtures/people.ts';
import { expectAccessible } from '../support/axe.ts';
import { Conversation, expect, signIn, test as base, type Inbox } from '../support/test.ts';
import { write } from '../support/write.ts';

// Saved replies at the composer, and where they are managed. All tests share them: each has titles with a
// word of its own.

interface Fixtures {
	/** A word that the titles of the test's replies begin with. */
	word: string;
	/** Saves replies, by what follows the word in their titles. */
	save: (replies: Record<string, string>) => Promise<void>;
}

const test = base.extend<Fixtures>({
	word: async ({}, use) => {
		const word = `w${randomUUID().slice(0, 8)}`;
		await use(word);
		await secretClient()
			.from('support_saved_replies')
			.delete()
			.like('title', `${word}%`)
			.throwOnError();
	},
	save: async ({ adminAccount, word }, use) =>
		use(async (replies) => {
			const rows = Object.entries(replies).map(([title, content]) => ({
				title: `${word} ${title}`,
				content
			}));
			await adminAccount.client.from('support_saved_replies').insert(rows).throwOnError();
		})
});

/** Opens the user's chat, which has a message of theirs. */
async function openFor(inbox: Inbox, user: Person): Promise<Conversation> {
	await write(user);
	return inbox.open(user.email);
}

const picker = (page: Page) => page.getByRole('listbox', { name: 'Saved replies' });

const activeOption = (chat: Conversation) => chat.root.getByRole('option', { selected: true });

const selection = (field: Locator) =>
	field.evaluate((element: HTMLTextAreaElement) =>
		element.value.slice(element.selectionStart, element.selectionEnd)
	);

test('a slash offers saved replies, and Enter puts one into the field', async ({
	userAccount,
	inbox,
	save,
	word
}) => {
	await save({
		Hours: 'Hi {{customer_email}},\nwe open at 9.\n{{my_name}}',
		Parcel: 'It is on its way.',
		Refund: 'We refund it.'
	});
	const chat = await openFor(inbox, userAccount);
	const { composer } = chat;
	await composer.pressSequentially(`/${word.toUpperCase()}`);
	const options = picker(inbox.page).getByRole('option');
	await expect(options).toHaveCount(3);
	await expect(chat.root.getByRole('status').getByText('3 saved replies')).toBeAttached();
	await expect(activeOption(chat)).toContainText(`${word} Hours`);
	await expect(composer).toHaveAttribute(
		'aria-controls',
		(await picker(inbox.page).getAttribute('id'))!
	);
	await expectAccessible(inbox.page, '.suggestions');
	for (const [key, title] of [
		['ArrowDown', 'Parcel'],
		['End', 'Refund'],
		['ArrowDown', 'Hours'],
		['ArrowUp', 'Refund'],
		['Home', 'Hours']
	] as const) {
		await composer.press(key);
		await expect(activeOption(chat)).toContainText(title);
		const id = await activeOption(chat).getAttribute('id');
		await expect(composer).toHaveAttribute('aria-activedescendant', id!);
	}

	await composer.press('Enter');
	const filled = `Hi ${userAccount.email},\nwe open at 9.\nSupport`;
	await expect(composer).toHaveValue(filled);
	await expect(picker(inbox.page)).toHaveCount(0);
	await expect(composer).not.toHaveAttribute('aria-activedescendant');
	await composer.press('ControlOrMeta+z');
	await expect(composer).toHaveValue(`/${word.toUpperCase()}`);
	await composer.press('ControlOrMeta+Shift+z');
	await expect(composer).toHaveValue(filled);
	await composer.pressSequentially('!');
	await expect(composer).toHaveValue(`${filled}!`);
	await composer.press('Enter');
	await expect(chat.messages.last()).toContainText('we open at 9.');
	expect(await chat.messages.count()).toBe(2);
});

test('one is taken by Tab or by the pointer, and the text after the caret stays', async ({
	userAccount,
	inbox,
	save,
	word
}) => {
	await save({ Hours: 'We open at 9.', Parcel: 'It is on its way.' });
	const { composer } = await openFor(inbox, userAccount);
	await composer.fill(' Bye!');
	await composer.press('Home');
	await composer.pressSequentially(`/${word} par`);
	await expect(picker(inbox.page)).toBeVisible();
	await composer.press('Tab');
	await expect(composer).toHaveValue('It is on its way. Bye!');
	await expect(composer).toBeFocused();
	await composer.fill('');
	await composer.pressSequentially(`/${word}`);
	await picker(inbox.page).getByRole('option', { name: 'Hours' }).click();
	await expect(composer).toHaveValue('We open at 9.');
	await expect(composer).toBeFocused();
});

test('a text that begins with a slash can be sent', async ({ userAccount, inbox, save, word }) => {
	await save({ Hours: 'We open at 9.' });
	const chat = await openFor(inbox, userAccount);
	const { composer } = chat;
	await composer.pressSequentially(`/${word}`);
	await expect(picker(inbox.page)).toBeVisible();
	await composer.press('Escape');
	await expect(picker(inbox.page)).toHaveCount(0);
	await expect(composer).toBeFocused();
	await composer.pressSequentially('x');
	await composer.press('Enter');
	await expect(chat.message(`/${word}x`)).toBeVisible();

	// Nothing matches: Enter is not held back.
	await composer.pressSequentially(`/etc/${word}`);
	await expect(chat.root.getByText('No saved reply matches')).toBeVisible();
	await composer.press('Enter');
	await expect(chat.message(`/etc/${word}`)).toBeVisible();
	await expect(chat.root.getByText('No saved reply matches')).toHaveCount(0);
});

test('a gap is selected, and sending with one asks', async ({ userAccount, inbox, save, word }) => {
	await save({ Hello: 'Hi {{customer_name}}, welcome!' });
	const chat = await openFor(inbox, userAccount);
	const { composer } = chat;
	await composer.pressSequentially(`/${word}`);
	await expect(picker(inbox.page)).toBeVisible();
	await composer.press('Enter');
	expect(await selection(composer)).toBe('{{customer_name}}');
	await composer.press('Enter');
	const question = inbox.page.getByRole('dialog', { name: /^{{customer_name}} isn’t filled in/ });
	await expect(question).toBeVisible();
	await expectAccessible(inbox.page, 'dialog[open]');
	await question.getByRole('button', { name: 'Cancel' }).click();
	await expect(composer).toBeFocused();
	await expect(composer).toHaveValue('Hi {{customer_name}}, welcome!');
	await expect(chat.messages).toHaveCount(1);
	await composer.fill('Hi Mei, welcome!');
	await composer.press('Enter');
	await expect(chat.message('Hi Mei, welcome!')).toBeVisible();

	await composer.fill('Our template says {{customer_name}}');
	await composer.press('Enter');
	await question.getByRole('button', { name: 'Send anyway' }).click();
	await expect(chat.message('Our template says {{customer_name}}')).toBeVisible();
});

test('replies are added, found, changed and deleted in the settings', async ({
	userAccount,
	inbox,
	word
}) => {
	const { page } = inbox;
	const chat = await openFor(inbox, userAccount);
	await chat.composer.pressSequentially('/');
	await page.getByRole('link', { name: 'Manage saved replies' }).click();
	await expect(page.getByRole('heading', { name: 'Saved replies' })).toBeVisible();
	const button = (name: string) => page.getByRole('button', { name, exact: true });
	const [title, content] = [page.getByLabel('Title'), page.getByRole('textbox', { name: 'Text' })];

	await button('New reply').click();
	await expect(title).toBeFocused();
	await button('Save').click();
	await expect(title).toHaveAccessibleDescription('Enter a title.');
	await expect(content).toHaveAccessibleDescription('Enter a text.');
	await expect(title).toBeFocused();
	await title.fill('a'.repeat(81));
	await expect(title).toHaveAccessibleDescription('Titles can be up to 80 characters.');
	await title.fill(`${word} Greeting`);
	await content.fill('Hi , {{nmae}}');
	await content.press('Home');
	for (let i = 0; i < 3; i++) await content.press('ArrowRight');
	await button('User’s name').click();
	await expect(content).toHaveValue('Hi {{customer_name}}, {{nmae}}');
	await expect(page.getByText('{{nmae}} isn’t known and stays as it is.')).toBeVisible();
	await expectAccessible(page);
	await button('Save').click();
	await expect(button(`Edit ${word} Greeting`)).toBeVisible();
	await expect(button('New reply')).toBeFocused();

	await button(`Edit ${word} Greeting`).click();
	await content.fill('Hi {{customer_name}}!');
	await button('Save').click();
	await expect(button(`Edit ${word} Greeting`)).toBeFocused();
	await expect(page.getByText('Hi {{customer_name}}!')).toBeVisible();
	await button(`Delete ${word} Greeting`).click();
	await expect(button(`Edit ${word} Greeting`)).toHaveCount(0);
	await expect(button('Undo')).toBeFocused();
	await expectAccessible(page);
	await button('Undo').click();
	await expect(button(`Edit ${word} Greeting`)).toBeFocused();
	await page.reload();
	await expect(page.getByText('Hi {{customer_name}}!')).toBeVisible();
});

test('two admins do not overwrite each other', async ({ browser, admin, save, word }) => {
	await save({ Hours: 'At 9.' });
	const colleague = await createAdmin('Grace');
	const other = await signIn(await browser.newContext(), colleague, '/admin/settings/replies');
	const pages = [admin.page, other];
	await admin.page.goto('/admin/settings/replies');
	const edit = async (page: Page, text: string) => {
		await page.getByRole('textbox', { name: 'Text' }).fill(text);
		await page.getByRole('button', { name: 'Save', exact: true }).click();
	};
	for (const page of pages) {
		await page.getByRole('button', { name: `Edit ${word} Hours`, exact: true }).click();
	}
	await edit(other, 'At 8.');
	await expect(other.getByText('At 8.')).toBeVisible();
	await edit(admin.page, 'At 10.');
	const theirs = admin.page.getByRole('alert').filter({ hasText: 'Another admin has changed' });
	await expect(theirs).toContainText('At 8.');
	await expectAccessible(admin.page);
	await expect(admin.page.getByRole('textbox', { name: 'Text' })).toHaveValue('At 10.');
	await admin.page.getByRole('button', { name: 'Save mine' }).click();
	await expect(admin.page.getByText('At 10.')).toBeVisible();

	// The other admin's list is older than that.
	await other.getByRole('button', { name: `Delete ${word} Hours`, exact: true }).click();
	await expect(other.getByText('Read it before you delete it.')).toBeVisible();
	await expect(other.getByText('At 10.')).toBeVisible();
	await other.context().close();
	await remove(colleague);
});
