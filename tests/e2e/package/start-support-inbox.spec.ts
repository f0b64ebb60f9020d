import type { Page } from '@playwright/test';
import { environment } from '../../fixtures/environment.ts';
import type { SupportInboxElement } from '../../../src/package/inbox.ts';
import { expectAccessible } from '../support/axe.ts';
import { startInboxHost } from '../support/inbox-host.ts';
import { sessionOf } from '../support/stored-session.ts';
import { Conversation, expect, MOTION, Inbox, test as base } from '../support/test.ts';

// The built inbox in pages without a framework or a bundler, under a strict content security policy.

const test = base.extend<{ page: Page }, { host: string }>({
	host: [
		async ({}, use) => {
			const server = await startInboxHost();
			await use(server.address);
			await server.stop();
		},
		{ scope: 'worker' }
	],
	/** A page of the admin's. */
	page: async ({ adminContext }, use) => use(await adminContext.newPage())
});

test.use(MOTION);

const PLACES = [
	{ name: 'the path, by function', list: 'desk/chats', chat: /\/desk\/chats\/[\da-f-]{36}$/ },
	{ name: 'the fragment, by element', list: 'hash', chat: /\/hash#\/[\da-f-]{36}$/ }
];

for (const { name, list, chat: chatAddress } of PLACES) {
	test(`in ${name}: an admin answers and archives a chat; reload and Back keep the place`, async ({
		host,
		page,
		widget,
		user
	}) => {
		const inbox = new Inbox(page);
		const { email } = user.person;
		await widget.open();
		await widget.send('Where is my order?');
		await page.goto(host + list);
		await expect(page).toHaveTitle(/Support Chats/);
		const body = page.locator('body');
		await body.evaluate((element) => element.setAttribute('data-loaded', 'once'));
		const conversation = await inbox.open(email);
		await expect(page).toHaveURL(chatAddress);
		await expect(body).toHaveAttribute('data-loaded', 'once');
		await expect(conversation.message('Where is my order?')).toBeVisible();
		await conversation.send('On its way.');
		await expect(widget.message('On its way.')).toBeVisible();

		await page.reload();
		await expect(conversation.message('On its way.')).toBeVisible();
		await expect(page).toHaveURL(chatAddress);
		await conversation.root.getByRole('button', { name: 'Archive' }).click();
		await expect(conversation.root.getByRole('button', { name: 'Restore' })).toBeVisible();
		await page.goBack();
		await expect(page).toHaveURL(host + list);
		await expect(page.getByText('No chat is open')).toBeVisible();

		await inbox.tab('Archived').click();
		await expect(page).toHaveURL(/tab=archived$/);
		await expect(inbox.card(email)).toContainText('On its way.');
		await page.reload();
		await expect(inbox.card(email)).toContainText('On its way.');
	});
}

test('keys search, open, reply, archive and leave, but not in the host’s fields', async ({
	host,
	page,
	widget,
	user
}) => {
	const { email } = user.person;
	await widget.open();
	await widget.send('By keyboard');
	await page.goto(`${host}hash`);
	await expect(page.getByRole('link').filter({ hasText: email })).toBeVisible();
	await page.locator('#note').focus();
	await page.keyboard.type('jek/?');
	await expect(page.locator('#note')).toHaveValue('jek/?');
	await expect(page.getByRole('dialog')).toHaveCount(0);
	await page.locator('#note').blur();
	await page.keyboard.press('?');
	await expect(page.getByRole('dialog')).toBeVisible();
	await page.keyboard.press('Escape');
	await expect(page.getByRole('dialog')).toBeHidden();

	await page.keyboard.press('/');
	await expect(page.getByRole('searchbox')).toBeFocused();
	await page.keyboard.type(email);
	await expect(page.getByTestId('search-results').getByRole('link')).toHaveCount(1);
	await page.keyboard.press('ArrowDown');
	await page.keyboard.press('Enter');
	await expect(page.getByRole('heading', { name: email })).toBeVisible();

	const conversation = new Conversation(page.getByRole('main'));
	await expect(conversation.message('By keyboard')).toBeVisible();
	const field = conversation.composer;
	await page.keyboard.press('r');
	await expect(field).toBeFocused();
	await page.keyboard.type('jke answers');
	await expect(field).toHaveValue('jke answers');
	await page.keyboard.press('Escape');
	await expect(field).not.toBeFocused();
	await page.keyboard.press('e');
	await expect(page.getByRole('button', { name: 'Restore' })).toBeVisible();
	await page.keyboard.press('Escape');
	await expect(page.getByText('No chat is open')).toBeVisible();
});

test('it is accessible, and the host’s styles do not reach it', async ({
	host,
	page,
	widget,
	user
}) => {
	await widget.open();
	await widget.send('Looks');
	await page.goto(`${host}desk/chats`);
	const inbox = new Inbox(page);
	const conversation = await inbox.open(user.person.email);
	await expect(conversation.message('Looks')).toBeVisible();
	const drawn = await inbox.card(user.person.email).evaluate((card) => {
		const { color, boxSizing, letterSpacing } = getComputedStyle(card);
		return { color, boxSizing, letterSpacing, isHigh: card.getBoundingClientRect().height > 60 };
	});
	expect(drawn).toEqual({
		color: 'rgb(27, 29, 37)',
		boxSizing: 'border-box',
		letterSpacing: 'normal',
		isHigh: true
	});
	await expectAccessible(page, '.support-chat');
});

test('a visitor gets a link to sign in, which leads back', async ({ host, browser }) => {
	const context = await browser.newContext();
	const page = await context.newPage();
	const chat = '/desk/chats/0b7c6e6e-0000-4000-8000-000000000000?tab=archived';
	await page.goto(host + chat.slice(1));
	await page.getByRole('link', { name: 'Sign in' }).click();
	await expect(page).toHaveURL(`${host}sign-in?from=inbox&next=${encodeURIComponent(chat)}`);
	await context.close();
});

test('a user who is no admin is told so', async ({ host, user }) => {
	await user.page.goto(`${host}desk/chats`);
	await expect(user.page.getByRole('alert')).toHaveText('Only support admins can open the inbox.');
});

test('an address of no chat says so, and a list that cannot be read can be tried again', async ({
	host,
	page
}) => {
	for (const id of ['0b7c6e6e-0000-4000-8000-000000000000', 'nonsense']) {
		await page.goto(`${host}desk/chats/${id}`);
		await expect(page.getByText('This chat no longer exists')).toBeVisible();
	}
	await page.getByRole('link', { name: 'Go to chats' }).click();
	await expect(page).toHaveURL(`${host}desk/chats`);

	await page.route('**/rest/v1/support_chat_list*', (route) => route.abort());
	await page.reload();
	await expect(page.getByText('Something went wrong on our side.')).toBeVisible();
	await page.unroute('**/rest/v1/support_chat_list*');
	await page.getByRole('button', { name: 'Retry' }).click();
	await expect(page.getByRole('heading', { name: 'Support Chats' })).toBeVisible();
});

test('signing out calls the host; the end of the session ends the inbox', async ({
	host,
	page,
	adminContext
}) => {
	await page.goto(`${host}desk/chats`);
	await page.getByRole('button', { name: 'Sign out' }).click();
	await expect(page.locator('body')).toHaveAttribute('data-signed-out', '');
	await adminContext.clearCookies();
	await expect(page.getByTestId('session-ended')).toBeVisible();
	await page.getByRole('button', { name: 'Reload' }).click();
	await expect(page.getByRole('link', { name: 'Sign in' })).toBeVisible();
});

test('tokens of the host’s own take the place of the session in cookies', async ({
	host,
	page,
	adminContext,
	widget,
	user
}) => {
	await widget.open();
	await widget.send('With a token');
	const { access_token: token } = (await sessionOf(adminContext)).session;
	await adminContext.clearCookies();
	const warnings: string[] = [];
	page.on('console', (message) => message.type() === 'warning' && warnings.push(message.text()));
	await page.goto(`${host}bare`);
	await page.evaluate(() => void window.startInbox());
	await expect(page.getByRole('link', { name: 'Sign in' })).toBeVisible();
	expect(warnings).toEqual([expect.stringContaining('accessToken')]);

	await page.evaluate((token) => {
		window.inbox.destroy();
		window.startInbox({ accessToken: () => token });
	}, token);
	const conversation = await new Inbox(page).open(user.person.email);
	await conversation.send('Answered with one');
	await expect(widget.message('Answered with one')).toBeVisible();
	await expect(page).toHaveURL(/\/bare\/[\da-f-]{36}$/);
});

test('the element keeps options that were set before its script had run', async ({
	host,
	page,
	adminContext
}) => {
	const { access_token: token } = (await sessionOf(adminContext)).session;
	await adminContext.clearCookies();
	await page.goto(`${host}sign-in`);
	await page.evaluate(
		async ([url, key, token]) => {
			const element = document.createElement('support-inbox') as SupportInboxElement;
			element.setAttribute('url', url!);
			element.setAttribute('publishable-key', key!);
			element.options = { accessToken: () => token! };
			document.body.append(element);
			const script = '/inbox.js';
			await import(script);
		},
		[environment.url, environment.publishableKey, token]
	);
	await expect(page.getByRole('heading', { name: 'Support Chats' })).toBeVisible();
});

test('a removed inbox leaves nothing, and wrong options are refused in words', async ({
	host,
	page
}) => {
	await page.goto(`${host}desk/chats`);
	await expect(page).toHaveTitle(/Support Chats/);
	await page.evaluate(() => window.inbox.destroy());
	await expect(page).toHaveTitle('Host');
	await expect(page.getByRole('heading', { name: 'Support Chats' })).toHaveCount(0);
	expect(await page.evaluate(() => document.adoptedStyleSheets.length)).toBe(0);
	await page.keyboard.press('?');
	await expect(page.getByRole('dialog')).toHaveCount(0);
	await expect(page.evaluate(() => window.startInbox({ target: null as never }))).rejects.toThrow(
		'startSupportInbox: `target` is not an element of the page.'
	);
});
