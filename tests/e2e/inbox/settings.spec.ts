import { readFile } from 'node:fs/promises';
import type { Locator, Page } from '@playwright/test';
import { createUser, openChat, remove, secretClient } from '../../fixtures/people.ts';
import { expectAccessible } from '../support/axe.ts';
import { overflowing } from '../support/find-overflow.ts';
import { expect, test as base, type Visitor } from '../support/test.ts';

// The settings of an owner, and what an admin who is none sees of them.

const test = base.extend<{ owner: Visitor; page: Page }>({
	owner: async ({ admin }, use) => {
		await setRole(admin.person.id, 'owner');
		await use(admin);
	},
	page: async ({ owner }, use) => use(owner.page)
});

// One row for all tests.
test.describe.configure({ mode: 'default' });

async function setRole(userId: string, role: string): Promise<void> {
	const { error } = await secretClient()
		.from('support_admins')
		.update({ role })
		.eq('user_id', userId);
	expect(error).toBeNull();
}

async function change(values: object): Promise<void> {
	const { error } = await secretClient()
		.from('support_settings')
		.update(values as never)
		.eq('id', true);
	expect(error).toBeNull();
}

async function saved(): Promise<Record<string, unknown>> {
	const { data } = await secretClient().from('support_settings').select('*').single();
	return data!;
}

let before: Record<string, unknown>;
test.beforeAll(async () => {
	before = await saved();
});
test.afterEach(async () => {
	const { app_name, chat_burst, reply_email_delay, archived_chat_retention } = before;
	await change({ app_name, chat_burst, reply_email_delay, archived_chat_retention });
});

async function open(page: Page, part: string): Promise<Locator> {
	await page.goto(`/admin/settings/${part}`);
	const settings = page.getByTestId('settings');
	await expect(settings.getByRole('heading', { level: 2 })).toBeVisible();
	return settings;
}

const SAVE = { name: 'Save', exact: true };

for (const part of ['general', 'messages', 'team', 'health', 'personal-data', 'log', 'you']) {
	test(`${part} is accessible and fits every window`, async ({ page }) => {
		await open(page, part);
		await expect(page.getByText('Loading…')).toHaveCount(0);
		await expectAccessible(page);
		for (const width of [1280, 620, 390, 320]) {
			await page.setViewportSize({ width, height: 800 });
			expect(await overflowing(page), `${width}`).toEqual([]);
		}
	});
}

test('on a phone the sections are a list, and each is a page', async ({ page }) => {
	await page.setViewportSize({ width: 390, height: 844 });
	await page.goto('/admin/settings');
	const settings = page.getByTestId('settings');
	await expect(settings.getByRole('link', { name: 'Team' })).toBeVisible();
	await expect(settings.getByLabel('Name of your app')).toBeHidden();
	await settings.getByRole('link', { name: 'Team' }).click();
	await expect(settings.getByRole('heading', { name: 'Team' })).toBeVisible();
	await settings.getByRole('link', { name: 'All settings' }).click();
	await expect(page).toHaveURL(/settings$/);
	await expect(settings.getByRole('link', { name: 'General' })).toBeVisible();
});

test('a form says what is wrong where, then saves what was changed', async ({ page }) => {
	const settings = await open(page, 'general');
	const name = settings.getByLabel('Name of your app');
	const address = settings.getByLabel('Address of your app');
	const shown = await address.inputValue();
	await expect(settings.getByRole('button', SAVE)).toHaveAttribute('aria-disabled', 'true');
	await name.fill('Acme & Söhne');
	await address.fill('acme');
	await settings.getByRole('button', SAVE).click();
	await expect(address).toBeFocused();
	await expect(address).toHaveAccessibleDescription(/begins with https/);
	await expectAccessible(page);
	expect((await saved()).app_name).toBe(before.app_name);
	await address.fill(shown);
	await page.keyboard.press('Enter');
	await expect(settings.getByText('Saved', { exact: true })).toBeVisible();
	expect((await saved()).app_name).toBe('Acme & Söhne');
	await page.getByRole('link', { name: 'Change log' }).click();
	await expect(page.getByText('Acme & Söhne').first()).toBeVisible();
});

test('a delay is a number and a unit, and one that can be off has a switch', async ({ page }) => {
	const settings = await open(page, 'messages');
	await settings.getByLabel('Email about unread replies after', { exact: true }).fill('8');
	await settings.getByLabel('Email about unread replies after: unit').selectOption('days');
	await settings.getByRole('switch', { name: 'Delete archived chats' }).click();
	await settings.getByLabel('Delete archived chats: amount').fill('2');
	await settings.getByLabel('Delete archived chats: unit').selectOption('months');
	await settings.getByRole('button', SAVE).click();
	await expect(settings.getByText('Enter a value from 0 minutes to 7 days.')).toBeVisible();
	await settings.getByLabel('Email about unread replies after', { exact: true }).fill('1,5');
	await settings.getByRole('button', SAVE).click();
	await expect(settings.getByText('Saved', { exact: true })).toBeVisible();
	expect(await saved()).toMatchObject({
		reply_email_delay: '1 day 12:00:00',
		archived_chat_retention: '2 mons'
	});
	await page.reload();
	await expect(
		settings.getByLabel('Email about unread replies after', { exact: true })
	).toHaveValue('36');
	await expect(settings.getByLabel('Delete archived chats: unit')).toHaveValue('months');
});

test('what somebody else has changed meanwhile is not overwritten unasked', async ({ page }) => {
	const settings = await open(page, 'general');
	const name = settings.getByLabel('Name of your app');
	await name.fill('Mine');
	// Of another form: no reason not to save.
	await change({ chat_burst: 7, app_name: 'Theirs' });
	await settings.getByRole('button', SAVE).click();
	await expect(settings.getByText(/Someone else has just changed: Name of your app/)).toBeVisible();
	await expect(name).toHaveValue('Mine');
	expect((await saved()).app_name).toBe('Theirs');
	await settings.getByRole('button', SAVE).click();
	await expect(settings.getByText('Saved', { exact: true })).toBeVisible();
	expect(await saved()).toMatchObject({ app_name: 'Mine', chat_burst: 7 });
});

test('without a connection nothing is lost, and leaving asks', async ({ page, owner }) => {
	const settings = await open(page, 'general');
	const name = settings.getByLabel('Name of your app');
	await name.fill('Unsaved');
	await owner.context.setOffline(true);
	await settings.getByRole('button', SAVE).click();
	await expect(settings.getByText(/^Not saved\. Check your connection/)).toBeVisible();
	await expect(name).toHaveValue('Unsaved');
	await owner.context.setOffline(false);
	await page.getByRole('link', { name: 'Team' }).click();
	const question = page.getByRole('dialog', { name: 'Leave without saving?' });
	await expect(question).toBeVisible();
	await question.getByRole('button', { name: 'Cancel' }).click();
	await expect(name).toHaveValue('Unsaved');
	await page.getByRole('link', { name: 'Team' }).click();
	await question.getByRole('button', { name: 'Leave' }).click();
	await expect(page).toHaveURL(/settings\/team$/);
	await page.goBack();
	await expect(name).toHaveValue(String(before.app_name));
});

test('Back leaves without a question, and what was entered is there again', async ({ page }) => {
	const settings = await open(page, 'general');
	await page.getByRole('link', { name: 'Messages and limits' }).click();
	await settings.getByLabel('Messages at once').first().fill('121');
	await page.goBack();
	await expect(settings.getByLabel('Name of your app')).toBeVisible();
	await page.goForward();
	await expect(settings.getByLabel('Messages at once').first()).toHaveValue('121');
	await settings.getByRole('button', { name: 'Discard changes' }).click();
	await expect(settings.getByLabel('Messages at once').first()).toHaveValue('120');
});

test('an owner adds an admin by address, changes their role and removes them', async ({ page }) => {
	const settings = await open(page, 'team');
	const colleague = await createUser();
	const name = `Grace ${colleague.id.slice(0, 6)}`;
	const email = settings.getByLabel('Email address');
	await email.fill('nobody@example.com');
	await settings.getByLabel('Name that users see').fill(name);
	await settings.getByRole('button', { name: 'Add admin' }).click();
	await expect(email).toBeFocused();
	await expect(email).toHaveAccessibleDescription(/Nobody has signed up/);
	await email.fill(colleague.email.toUpperCase());
	await page.keyboard.press('Enter');
	await expect(settings.getByText(`${name} is now on the team.`)).toBeVisible();
	await settings.getByLabel(`Role of ${name}`).selectOption('owner');
	await expect(settings.getByText(`The role of ${name} was changed.`)).toBeVisible();
	await settings.getByRole('button', { name: `Remove ${name}` }).click();
	await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
	await expect(settings.getByText(`${name} was removed.`)).toBeVisible();
	await expect(settings.getByLabel(`Role of ${name}`)).toHaveCount(0);
	await remove(colleague);
});

test('a failed mail is tried again', async ({ page, owner }) => {
	const user = await createUser();
	const chat = await openChat(user);
	await owner.person.client
		.from('support_messages')
		.insert({ chat_id: chat, content: 'Here it is.', sender_id: owner.person.id });
	await secretClient()
		.from('support_reply_notifications')
		.update({ status: 'failed', last_error: 'validation_error (422): `to`', attempts: 1 })
		.eq('chat_id', chat);
	const settings = await open(page, 'health');
	await expect(settings.getByText(user.email)).toBeVisible();
	await expectAccessible(page);
	await settings.getByRole('button', { name: `Try again: ${user.email}` }).click();
	await expect(settings.getByText('Will be tried again within a minute.')).toBeVisible();
	await remove(user);
});

test('one person’s data is exported as a file, and erased once their address is typed', async ({
	page
}) => {
	const user = await createUser();
	const chat = await openChat(user);
	await user.client
		.from('support_messages')
		.insert({ chat_id: chat, content: 'Where is my parcel?', sender_id: user.id });
	const settings = await open(page, 'personal-data');
	await settings.getByLabel('Email address or guest name').fill(user.email);
	await page.keyboard.press('Enter');
	await expect(settings.getByText('1 message', { exact: true })).toBeVisible();
	const downloading = page.waitForEvent('download');
	await settings.getByRole('button', { name: 'Export as JSON' }).click();
	const file = await (await downloading).path();
	expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({
		messages: [{ content: 'Where is my parcel?' }]
	});
	await settings.getByRole('button', { name: 'Erase…' }).click();
	const dialog = page.getByRole('dialog');
	await expectAccessible(page);
	await dialog.getByRole('textbox').fill('yes');
	await dialog.getByRole('button', { name: 'Erase for good' }).click();
	await expect(dialog.getByRole('textbox')).toHaveAttribute('aria-invalid', 'true');
	await dialog.getByRole('textbox').fill(user.email);
	await page.keyboard.press('Enter');
	await expect(settings.getByText('Everything was erased.')).toBeVisible();
	const { data } = await secretClient().from('support_messages').select('id').eq('chat_id', chat);
	expect(data).toEqual([]);
	await remove(user);
});

test('each admin sets their own name; who is no owner sees nothing else', async ({ admin }) => {
	await setRole(admin.person.id, 'admin');
	const settings = await open(admin.page, 'you');
	await expect(settings.getByRole('navigation').getByRole('link')).toHaveText(['You']);
	await settings.getByLabel('Your name').fill('Grace');
	await settings.getByRole('switch', { name: 'Email me when users wait' }).click();
	await settings.getByRole('button', SAVE).click();
	await expect(settings.getByText('Saved', { exact: true })).toBeVisible();
	await admin.page.goto('/admin/settings/general');
	await expect(admin.page.getByText('Only owners can see this.')).toBeVisible();
	const { data } = await secretClient()
		.from('support_admins')
		.select('display_name, email_alerts')
		.eq('user_id', admin.person.id);
	expect(data).toEqual([{ display_name: 'Grace', email_alerts: false }]);
});
