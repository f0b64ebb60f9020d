import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Locator, Page } from '@playwright/test';
import { createUser, openChat, remove, secretClient } from '../../fixtures/people.ts';
import { expectAccessible } from '../support/axe.ts';
import { overflowing } from '../support/find-overflow.ts';
import { showOnly } from '../support/on-duty.ts';
import { expect, test as base, type Visitor } from '../support/test.ts';
import { showWidgetSettings, WIDGET_SETTINGS_RPC } from '../support/widget-settings-answer.ts';

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
	const { office_hours, office_time_zone, office_closed_days } = before;
	await change({ office_hours, office_time_zone, office_closed_days });
	const { widget_color, logo_url, welcome_text } = before;
	await change({ widget_color, logo_url, welcome_text });
});

async function open(page: Page, part: string): Promise<Locator> {
	await page.goto(`/admin/settings/${part}`);
	const settings = page.getByTestId('settings');
	await expect(settings.getByRole('heading', { level: 2 })).toBeVisible();
	return settings;
}

const OFFICE = {
	office_hours: {
		mon: [
			['09:00', '12:00'],
			['13:00', '17:00']
		],
		sat: [['09:00', '24:00']]
	},
	office_time_zone: 'Europe/Berlin',
	office_closed_days: ['2030-12-25']
};

const SAVE = { name: 'Save', exact: true };

const PARTS = ['general', 'messages', 'hours', 'appearance', 'team', 'health', 'personal-data'];

for (const part of [...PARTS, 'log', 'you']) {
	test(`${part} is accessible and fits every window`, async ({ page }) => {
		await change({ ...OFFICE, widget_color: '#facc15', welcome_text: 'Hello from Acme!' });
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

test('an owner sets office hours, and the widget says when support is open again', async ({
	page,
	user,
	widget
}) => {
	// Closed today, whatever the day is in the zone.
	const today = new Intl.DateTimeFormat('en', { weekday: 'long', timeZone: 'Asia/Tokyo' });
	const closed = today.format(new Date());
	await change({ office_hours: null, office_time_zone: 'UTC', office_closed_days: [] });
	const settings = await open(page, 'hours');
	await settings.getByRole('switch', { name: 'Only answer within office hours' }).click();
	const zone = settings.getByLabel('Time zone');
	await zone.fill('Tokyo');
	await settings.getByRole('button', SAVE).click();
	await expect(zone).toBeFocused();
	await expect(zone).toHaveAccessibleDescription('Choose a time zone from the list.');
	await zone.fill('Asia/Tokyo');
	await settings.getByRole('button', { name: 'Add hours on Saturday' }).click();
	await settings.getByRole('button', { name: 'Add hours on Sunday' }).click();
	await settings.getByRole('button', { name: `Remove hours on ${closed}` }).click();
	await expect(settings.getByRole('group', { name: closed })).toBeFocused();
	const monday = settings.getByRole('group', { name: closed === 'Monday' ? 'Tuesday' : 'Monday' });
	await monday.getByLabel('From').fill('18:00');
	await settings.getByRole('button', SAVE).click();
	await expect(monday.getByLabel('From')).toBeFocused();
	await expect(monday.getByLabel('From')).toHaveAccessibleDescription(/later than the one before/);
	await monday.getByLabel('To').fill('00:00');
	await settings.getByLabel('Date').fill('2030-12-25');
	await page.keyboard.press('Enter');
	await expect(settings.getByText('Wednesday, December 25, 2030')).toBeVisible();
	await settings.getByRole('button', SAVE).click();
	await expect(settings.getByText('Saved', { exact: true })).toBeVisible();
	expect(await saved()).toMatchObject({
		office_time_zone: 'Asia/Tokyo',
		office_closed_days: ['2030-12-25']
	});
	await showOnly(user.page, randomUUID());
	await showWidgetSettings(user.context);
	await widget.open();
	await expect(widget.connection).toHaveText(/We’re back/);
	await page.getByRole('link', { name: 'Change log' }).click();
	await expect(page.getByText(/18:00–24:00/).first()).toBeVisible();
	await expect(page.getByText('Dec 25, 2030').first()).toBeVisible();
});

test('a time zone that only the database does not know is said at its field', async ({ page }) => {
	await change(OFFICE);
	await page.addInitScript(() => {
		const known = Intl.supportedValuesOf('timeZone');
		Intl.supportedValuesOf = () => [...known, 'Mars/Olympus'];
	});
	const settings = await open(page, 'hours');
	const zone = settings.getByLabel('Time zone');
	await zone.fill('Mars/Olympus');
	await settings.getByRole('button', SAVE).click();
	await expect(zone).toBeFocused();
	await expect(zone).toHaveAccessibleDescription('Choose a time zone from the list.');
	await expectAccessible(page);
	expect((await saved()).office_time_zone).toBe('Europe/Berlin');
});

test('two owners who set hours at once do not overwrite each other', async ({ page }) => {
	await change(OFFICE);
	const settings = await open(page, 'hours');
	const sunday = settings.getByRole('group', { name: 'Sunday' });
	await settings.getByRole('button', { name: 'Add hours on Sunday' }).click();
	const theirs = { sun: [['10:00', '11:00']] };
	// The colour is of another form.
	await change({ office_hours: theirs, widget_color: '#123456' });
	await settings.getByRole('button', SAVE).click();
	await expect(
		settings.getByText(/Someone else has just changed: Office hours\. Save again/)
	).toBeVisible();
	await expect(settings.getByText('Someone else has just changed this.')).toBeVisible();
	expect((await saved()).office_hours).toEqual(theirs);
	await settings.getByRole('button', { name: 'Discard changes' }).click();
	await expect(sunday.getByLabel('From')).toHaveValue('10:00');
	await sunday.getByLabel('From').fill('09:30');
	await settings.getByRole('button', SAVE).click();
	await expect(settings.getByText('Saved', { exact: true })).toBeVisible();
	expect(await saved()).toMatchObject({
		office_hours: { sun: [['09:30', '11:00']] },
		widget_color: '#123456'
	});
});

test('an owner sets colour and welcome, and the widget shows them', async ({
	page,
	user,
	widget
}) => {
	const settings = await open(page, 'appearance');
	const welcome = settings.getByLabel('Welcome text');
	await settings.getByLabel('Choose a color').fill('#0f766e');
	await expect(settings.getByLabel('Widget color')).toHaveValue('#0f766e');
	await settings.getByLabel('Logo address').fill('http://acme.example/logo.png');
	await welcome.fill('x'.repeat(501));
	await settings.getByRole('button', SAVE).click();
	await expect(settings.getByLabel('Logo address')).toBeFocused();
	await expect(settings.getByLabel('Logo address')).toHaveAccessibleDescription(/https/);
	await expect(welcome).toHaveAccessibleDescription(/At most 500 characters/);
	await settings.getByLabel('Logo address').fill('');
	await welcome.fill('Hello from <b>Acme</b>!\nAsk us about orders.');
	await settings.getByRole('button', SAVE).click();
	await expect(settings.getByText('Saved', { exact: true })).toBeVisible();
	await showWidgetSettings(user.context);
	await widget.open();
	await expect(widget.root).toContainText('Hello from <b>Acme</b>!');
	await expect
		.poll(() => user.page.evaluate(() => localStorage.getItem('support-chat:brand')))
		.toContain('#0f766e');
	await settings.getByRole('button', { name: 'Default color' }).click();
	await settings.getByRole('button', SAVE).click();
	await expect(settings.getByText('Saved', { exact: true })).toBeVisible();
	expect((await saved()).widget_color).toBeNull();
});

test('while an owner has set nothing, the widget is told nothing', async ({ user, widget }) => {
	await showWidgetSettings(user.context);
	const answer = user.page.waitForResponse(WIDGET_SETTINGS_RPC);
	await widget.open();
	const settings = (await (await answer).json()) as object;
	expect(Object.keys(settings).filter((name) => name !== 'reply_seconds')).toEqual([]);
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
	await expect(settings.getByRole('navigation').getByRole('link')).toHaveText([
		'Saved replies',
		'You'
	]);
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
