import type { Page, Route } from '@playwright/test';
import { openChat, remove, secretClient, type Person } from '../../fixtures/people.ts';
import { Conversation, expect, test, type Inbox } from '../support/test.ts';
import { writers } from '../support/writers.ts';

// The inbox's keys while chats load, where they put the focus, and keys that belong to an input method.

const CHATS = '**/admin/*/__data.json*';

const field = (page: Page) => page.getByRole('textbox', { name: 'Reply' });
const conversation = (page: Page) => new Conversation(page.getByRole('main'));

/** Opens the person's chat and holds back the others. */
async function holdOthers(inbox: Inbox, { email }: Person) {
	const { page } = inbox;
	await expect(page.getByTestId('connection')).toHaveAttribute('data-state', 'connected');
	await inbox.open(email);
	await conversation(page).messages.first().waitFor();
	return hold(page);
}

/** Holds back chats: `release` lets them load, `fail` aborts them. */
async function hold(page: Page) {
	let decide = (_: (route: Route) => Promise<void>) => {};
	const decided = new Promise<(route: Route) => Promise<void>>((resolve) => (decide = resolve));
	// A navigation superseded by another no longer has a request.
	await page.route(CHATS, (route) => decided.then((end) => end(route)).catch(() => {}));
	return {
		release: () => decide((route) => route.continue()),
		fail: () => decide((route) => route.abort())
	};
}

async function archivedOf(people: Person[]): Promise<boolean[]> {
	const ids = people.map(({ id }) => id);
	const { data } = await secretClient()
		.from('support_chats')
		.select('user_id, archived_at')
		.in('user_id', ids)
		.throwOnError();
	return ids.map((id) => data.find(({ user_id }) => user_id === id)!.archived_at !== null);
}

async function messagesOf(person: Person): Promise<number> {
	const { data } = await secretClient()
		.from('support_messages')
		.select('id')
		.eq('chat_id', await openChat(person))
		.throwOnError();
	return data.length;
}

test('"e" archives nothing while another chat loads', async ({ inbox }) => {
	const people = (await writers(2)) as [Person, Person];
	const { page } = inbox;
	const way = await holdOthers(inbox, people[0]);
	await page.keyboard.press('j');
	await page.keyboard.press('e');
	way.release();
	await expect(page.getByRole('heading', { name: people[1].email })).toBeVisible();
	await conversation(page).messages.first().waitFor();
	await expect(page.getByTestId('toasts')).toBeEmpty();
	expect(await archivedOf(people)).toEqual([false, false]);
	await page.keyboard.press('e');
	await expect(page.getByRole('button', { name: 'Restore' })).toBeVisible();
	await expect.poll(() => archivedOf(people)).toEqual([false, true]);
	await Promise.all(people.map(remove));
});

test('"r" keeps what is typed while the chat loads, and sends nothing', async ({ inbox }) => {
	const people = (await writers(3)) as [Person, Person, Person];
	const [first, second, third] = people;
	const { page } = inbox;
	const way = await holdOthers(inbox, first);
	const before = await Promise.all(people.map(messagesOf));
	await page.keyboard.press('j');
	await page.keyboard.press('r');
	await page.keyboard.type('jeez, k?');
	await page.keyboard.press('Enter');
	await page.keyboard.press('Shift+Enter');
	await page.keyboard.type('Ez?');
	await page.keyboard.press('Backspace');
	await expect(field(page)).toHaveValue('jeez, k?\nEz');
	// On to the next one: the draft is kept for later.
	await page.keyboard.press('Escape');
	await page.keyboard.press('j');
	await page.keyboard.press('r');
	await page.keyboard.type('re: e');
	way.release();
	await expect(page.getByRole('heading', { name: third.email })).toBeVisible();
	await expect(field(page)).toBeFocused();
	await page.keyboard.type('rje');
	await expect(field(page)).toHaveValue('re: erje');
	await page.keyboard.press('Enter');
	await expect(conversation(page).message('re: erje')).toBeVisible();
	await inbox.open(second.email);
	await expect(field(page)).toHaveValue('jeez, k?\nEz');
	expect(await archivedOf(people)).toEqual([false, false, false]);
	expect(await Promise.all(people.map(messagesOf))).toEqual([before[0], before[1], before[2]! + 1]);
	await Promise.all(people.map(remove));
});

test('"r" opens the chat selected in the list', async ({ inbox }) => {
	const [person] = (await writers(1)) as [Person];
	const { page } = inbox;
	await expect(page.getByTestId('connection')).toHaveAttribute('data-state', 'connected');
	const way = await hold(page);
	await inbox.card(person.email).focus();
	await page.keyboard.press('r');
	await page.keyboard.type('hello there');
	await expect(inbox.card(person.email)).toHaveAttribute('aria-current', 'true');
	way.release();
	await expect(page.getByRole('heading', { name: person.email })).toBeVisible();
	await expect(field(page)).toBeFocused();
	await expect(field(page)).toHaveValue('hello there');
	await page.goBack();
	await expect(page).toHaveURL('/admin');
	expect(await archivedOf([person])).toEqual([false]);
	await remove(person);
});

test('typing a reply continues across a full page load', async ({ inbox }) => {
	const people = (await writers(2)) as [Person, Person];
	const { page } = inbox;
	const way = await holdOthers(inbox, people[0]);
	await page.keyboard.press('j');
	await page.keyboard.press('r');
	await page.keyboard.type('Hello');
	await page.evaluate(() => document.documentElement.classList.add('old'));
	way.fail();
	await expect(page.locator('html.old')).toHaveCount(0);
	await expect(page.getByRole('heading', { name: people[1].email })).toBeVisible();
	await expect(field(page)).toBeFocused();
	await page.keyboard.type(' eeje');
	await expect(field(page)).toHaveValue('Hello eeje');
	expect(await archivedOf(people)).toEqual([false, false]);
	await Promise.all(people.map(remove));
});

test('typing into a chat that turns out to be erased triggers no shortcut', async ({ inbox }) => {
	const people = (await writers(3)) as [Person, Person, Person];
	const { page } = inbox;
	const way = await holdOthers(inbox, people[0]);
	await page.keyboard.press('j');
	await page.keyboard.press('r');
	await page.keyboard.type('Hello');
	await remove(people[1]);
	way.release();
	await expect(page.getByText('This chat no longer exists')).toBeVisible();
	await page.keyboard.type(' eeje');
	await expect(page.getByText('This chat no longer exists')).toBeVisible();
	await expect(page.getByTestId('toasts')).toBeEmpty();
	expect(await archivedOf([people[0], people[2]])).toEqual([false, false]);
	await page.keyboard.press('Escape');
	await page.keyboard.press('Escape');
	await expect(page).toHaveURL('/admin');
	await Promise.all(people.map(remove));
});

test('typing on after the chat is erased triggers no shortcut', async ({ inbox }) => {
	const people = (await writers(2)) as [Person, Person];
	const { page } = inbox;
	await expect(page.getByTestId('connection')).toHaveAttribute('data-state', 'connected');
	await inbox.open(people[0].email);
	await page.keyboard.press('r');
	await page.keyboard.type('Hello');
	await remove(people[0]);
	await page.evaluate(() => window.dispatchEvent(new Event('online')));
	await expect(page.getByText('This chat no longer exists')).toBeVisible();
	await page.keyboard.type('jee');
	await expect(page).toHaveURL(/\/admin\/.+/);
	await expect(page.getByText('This chat no longer exists')).toBeVisible();
	expect(await archivedOf([people[1]])).toEqual([false]);
	await page.keyboard.press('Escape');
	await expect(page).toHaveURL('/admin');
	await remove(people[1]);
});

test('a held key acts once', async ({ inbox }) => {
	const people = (await writers(2)) as [Person, Person];
	const { page } = inbox;
	await expect(page.getByTestId('connection')).toHaveAttribute('data-state', 'connected');
	await inbox.card(people[0].email).focus();
	for (let i = 0; i < 4; i++) await page.keyboard.down('e');
	await page.keyboard.up('e');
	await expect(inbox.card(people[0].email)).toHaveCount(0);
	await expect(inbox.card(people[1].email)).toBeFocused();
	for (let i = 0; i < 4; i++) await page.keyboard.down('r');
	await page.keyboard.up('r');
	await expect(field(page)).toBeFocused();
	await page.keyboard.type('really');
	await expect(field(page)).toHaveValue('really');
	await expect.poll(() => archivedOf(people)).toEqual([true, false]);
	await Promise.all(people.map(remove));
});

test('keys act on the focused row, also beside an open chat', async ({ inbox }) => {
	const people = (await writers(2)) as [Person, Person];
	const { page } = inbox;
	await expect(page.getByTestId('connection')).toHaveAttribute('data-state', 'connected');
	await inbox.open(people[0].email);
	await conversation(page).messages.first().waitFor();
	await inbox.card(people[1].email).focus();
	await page.keyboard.press('e');
	await expect(inbox.card(people[1].email)).toHaveCount(0);
	await expect.poll(() => archivedOf(people)).toEqual([false, true]);
	// Elsewhere on the page they act on the open chat.
	await page.getByRole('log').focus();
	await page.keyboard.press('e');
	await expect(page.getByRole('button', { name: 'Restore' })).toBeVisible();
	await expect.poll(() => archivedOf(people)).toEqual([true, true]);
	await Promise.all(people.map(remove));
});

test('one Tab and Enter skip to the reply field or to the chats', async ({ inbox }) => {
	const [person] = (await writers(1)) as [Person];
	const { page } = inbox;
	await inbox.card(person.email).waitFor();
	await page.keyboard.press('Tab');
	const toChats = page.getByRole('link', { name: 'Skip to the chats' });
	await expect(toChats).toBeFocused();
	await expect(toChats).toBeInViewport({ ratio: 1 });
	await page.keyboard.press('Enter');
	await expect(
		page.getByTestId('chat-list').getByRole('listitem').first().getByRole('link')
	).toBeFocused();
	await page.goto(`/admin/${await openChat(person)}`);
	await field(page).waitFor();
	await page.keyboard.press('Tab');
	await expect(page.getByRole('link', { name: 'Skip to the reply field' })).toBeFocused();
	await page.keyboard.press('Enter');
	await expect(field(page)).toBeFocused();
	await remove(person);
});

test('Escape moves from the field to the chat’s row, or to its log in a narrow window', async ({
	inbox
}) => {
	const people = (await writers(2)) as [Person, Person];
	const { page } = inbox;
	await expect(page.getByTestId('connection')).toHaveAttribute('data-state', 'connected');
	await inbox.open(people[0].email);
	await field(page).click();
	await page.keyboard.press('Escape');
	await expect(inbox.card(people[0].email)).toBeFocused();
	await page.keyboard.press('j');
	await expect(page.getByRole('heading', { name: people[1].email })).toBeVisible();
	await page.setViewportSize({ width: 600, height: 700 });
	await field(page).click();
	await page.keyboard.press('Escape');
	await expect(page.getByRole('log')).toBeFocused();
	await page.keyboard.press('k');
	await expect(page.getByRole('heading', { name: people[0].email })).toBeVisible();
	await Promise.all(people.map(remove));
});

test('keys of an input method close nothing and clear no search', async ({ inbox }) => {
	const { page } = inbox;
	const search = page.getByRole('searchbox', { name: 'Search' });
	await expect(page.getByTestId('connection')).toHaveAttribute('data-state', 'connected');
	await search.fill('にほん');
	await expect(page).toHaveURL(/q=/);
	const cdp = await page.context().newCDPSession(page);
	const press = (key: string) =>
		cdp.send('Input.dispatchKeyEvent', {
			...{ type: 'rawKeyDown', key, code: key, windowsVirtualKeyCode: 229 }
		});
	await press('Escape');
	await expect(search).toHaveValue('にほん');
	await expect(search).toBeFocused();
	await page.getByRole('button', { name: 'Settings' }).click();
	await press('Escape');
	await expect(page.getByRole('switch', { name: 'Single-key shortcuts' })).toBeVisible();
	await page.keyboard.press('Escape');
	await expect(page.getByRole('switch', { name: 'Single-key shortcuts' })).toBeHidden();
	await search.press('Escape');
	await expect(search).toHaveValue('');
});

test('a key right after a dialog was closed works, though the focus is still in it', async ({
	inbox
}) => {
	const { page } = inbox;
	await expect(page.getByTestId('connection')).toHaveAttribute('data-state', 'connected');
	await page.keyboard.press('?');
	const help = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
	await help.getByRole('switch').focus();
	// In one task: the browser moves the focus out of what is hidden at the next frame.
	const had = await help.getByRole('switch').evaluate((toggle) => {
		toggle.closest('dialog')!.close();
		const [focused, key] = [document.activeElement, { key: '/', bubbles: true, composed: true }];
		(focused ?? document).dispatchEvent(new KeyboardEvent('keydown', key));
		return focused === toggle;
	});
	expect(had).toBe(true);
	await expect(page.getByRole('searchbox', { name: 'Search' })).toBeFocused();
});
