import type { Page } from '@playwright/test';
import { environment } from '../../fixtures/environment.ts';
import { startPlainHost } from '../support/plain-host.ts';
import { expect, MOTION, test as base, Widget } from '../support/test.ts';

// The built package in a page without a framework or a bundler, under a strict content security policy.

const test = base.extend<{ page: Page }>({
	/** The page on which `start` starts the chat of the fixture's user. */
	page: async ({ userAccount, userContext }, use) => {
		const host = await startPlainHost(userAccount.id);
		const page = await userContext.newPage();
		await page.goto(host.address);
		await page.waitForFunction(() => 'start' in window);
		await use(page);
		await page.close();
		await host.stop();
	}
});

test.use(MOTION);

const happened = (page: Page) => page.evaluate(() => window.happened);

test('a page without a framework has the whole chat, with its events', async ({
	page,
	userAccount,
	userContext,
	inbox
}) => {
	await page.evaluate(() => void window.start({ title: 'Help desk' }));
	const widget = new Widget(page);
	await widget.open();
	await expect(widget.root).toContainText('Help desk');
	await widget.send('Hello from a shop');
	await widget.close();
	const conversation = await inbox.open(userAccount.email);
	await conversation.send('Hello to the shop');
	await expect(widget.badge).toHaveText('1');
	await expect
		.poll(() => happened(page))
		.toEqual(
			expect.arrayContaining([
				['open'],
				['close'],
				['connection', true],
				['unread', 1],
				['message', 'Hello to the shop']
			])
		);
	// Once each, whatever told of them first.
	const all = (await happened(page)) as [string][];
	expect(all.filter(([name]) => name === 'message')).toHaveLength(1);
	await page.reload();
	await page.waitForFunction(() => 'start' in window);
	await page.evaluate(() => void window.start());
	await expect(widget.badge).toHaveText('1');
	await expect.poll(() => page.evaluate(() => window.chat.connected)).toBe(true);

	// Signed out elsewhere: the page's own badge shows nothing more of the chat.
	await userContext.clearCookies();
	await expect.poll(() => happened(page)).toContainEqual(['unread', 0]);
	expect(await page.evaluate(() => window.chat.connected)).toBe(false);
});

test('it stays closed when it is closed while its code loads', async ({ page }) => {
	await page.evaluate(() => {
		const chat = window.start();
		chat.open();
		chat.close();
	});
	const widget = new Widget(page);
	await widget.root.waitFor({ state: 'attached' });
	await expect(widget.button).toHaveAttribute('aria-expanded', 'false');
	await widget.open();
	await widget.close();
	const all = (await happened(page)) as [string][];
	expect(all.filter(([name]) => name !== 'connection')).toEqual([['open'], ['close']]);
});

test('a button of the page’s own opens it with a draft and gets the focus back', async ({
	page
}) => {
	await page.evaluate(() => void window.start({ launcher: false }));
	const widget = new Widget(page);
	await expect(widget.button).toBeHidden();
	await page.locator('#help').click();
	await expect(widget.composer).toBeFocused();
	await page.keyboard.press('Escape');
	await expect(page.locator('#help')).toBeFocused();
	await page.evaluate(() => window.chat.open({ draft: 'About order 42: ' }));
	await expect(widget.composer).toHaveValue('About order 42: ');
	await widget.composer.fill('My own words');
	await page.evaluate(() => window.chat.open({ draft: 'Not these' }));
	await expect(widget.composer).toHaveValue('My own words');
});

test('a page has one chat, on the side of its choice, and none after its end', async ({ page }) => {
	await page.evaluate(() => void window.start());
	await page.evaluate(() => void window.start({ side: 'left' }));
	const widget = new Widget(page);
	await expect(widget.button).toHaveCount(1);
	await widget.open();
	for (const part of [widget.button, widget.root]) {
		expect((await part.boundingBox())!.x).toBe(20);
	}
	await page.evaluate(() => window.chat.destroy());
	await expect(page.locator('.support-chat')).toHaveCount(0);
	expect(await page.evaluate(() => document.adoptedStyleSheets.length)).toBe(0);
});

test('tokens of the page’s own take the place of the session in cookies', async ({
	page,
	userContext
}) => {
	const cookies = await userContext.cookies();
	await userContext.clearCookies();
	const warnings: string[] = [];
	page.on('console', (message) => message.type() === 'warning' && warnings.push(message.text()));
	await page.evaluate(() => void window.start());
	const widget = new Widget(page);
	await expect.poll(() => warnings).toHaveLength(1);
	expect(warnings[0]).toContain('accessToken');
	await expect(widget.button).toHaveCount(0);

	const stored = cookies
		.filter(({ name }) => /-auth-token(\.\d)?$/.test(name))
		.toSorted((a, b) => a.name.localeCompare(b.name))
		.map(({ value }) => decodeURIComponent(value))
		.join('');
	const session = JSON.parse(
		Buffer.from(stored.replace('base64-', ''), 'base64url').toString()
	) as { access_token: string };
	await page.evaluate(
		(token) => void window.start({ accessToken: () => token }),
		session.access_token
	);
	await widget.open();
	await widget.send('With a token');
	await expect(widget.messages).toContainText(['With a token']);
	expect(warnings).toHaveLength(1);
});

test('wrong options are refused in words', async ({ page }) => {
	await expect(page.evaluate(() => window.start({ user: undefined as never }))).rejects.toThrow(
		'startSupportChat: `user.id` is missing: start the chat for a signed-in user.'
	);
	await expect(page.locator('.support-chat')).toHaveCount(0);
});

test('the element starts the chat of its attributes', async ({ page, userAccount }) => {
	await page.evaluate(
		([url, key, id]) => {
			const element = document.createElement('support-chat');
			element.setAttribute('url', url!);
			element.setAttribute('publishable-key', key!);
			element.addEventListener('open', () => window.happened.push('opened'));
			document.body.append(element);
			element.setAttribute('user-id', id!);
		},
		[environment.url, environment.publishableKey, userAccount.id]
	);
	const widget = new Widget(page);
	await widget.open();
	expect(await happened(page)).toContain('opened');
	// Prepared with the first name, whether it was seen or not.
	await widget.close();
	await page.evaluate(() =>
		document.querySelector('support-chat')!.setAttribute('heading', 'Help desk')
	);
	await widget.open();
	await expect(widget.root.getByRole('heading', { name: 'Help desk' })).toBeVisible();
	await page.evaluate(() => document.querySelector('support-chat')!.remove());
	await expect(widget.button).toHaveCount(0);
});
