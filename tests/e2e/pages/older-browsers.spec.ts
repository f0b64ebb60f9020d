import { chromium, type BrowserContext, type Page } from '@playwright/test';
import { CHROMIUM_FLAGS, findChromium } from '../../fixtures/chromium.ts';
import { createUser, openChat, remove, secretClient } from '../../fixtures/people.ts';
import { expect, signIn, test, Widget } from '../support/test.ts';

// The chat works without APIs that the README's oldest browsers lack, and on a page without TLS.

/** Safari 16.4 and Firefox ESR 128 have none of these. */
const TOO_NEW = `
	delete AbortSignal.any;
	delete Promise.try;
	delete Promise.withResolvers;
	delete Array.fromAsync;
	delete URL.canParse;
	delete URL.parse;
	delete Object.groupBy;
	delete Map.groupBy;
	delete window.scheduler;
	delete window.cookieStore;
	delete window.navigation;
	delete window.CloseWatcher;
	delete window.requestIdleCallback;
	delete Navigator.prototype.userActivation;
	for (const name of ['union', 'intersection', 'difference', 'isSubsetOf'])
		delete Set.prototype[name];
	for (const name of ['map', 'filter', 'take', 'toArray'])
		delete Object.getPrototypeOf(Object.getPrototypeOf([].values()))[name];
`;

async function sendAndReceive(page: Page, chatId: string): Promise<void> {
	const widget = new Widget(page);
	await widget.open();
	await widget.send('Hello');
	await expect(widget.message('Hello')).toHaveAttribute('data-delivery', 'sent');
	await expect(widget.connection).toHaveAttribute('data-state', 'connected');
	await secretClient()
		.from('support_messages')
		.insert({ chat_id: chatId, content: 'Good day', sender_type: 'admin' })
		.throwOnError();
	await expect(widget.message('Good day')).toBeVisible();
}

test('an older browser shows the badge, sends and receives', async ({ user }) => {
	const { page, person } = user;
	const errors: string[] = [];
	page.on('pageerror', (error) => errors.push(error.message));
	await page.addInitScript(TOO_NEW);
	const chatId = await openChat(person);
	await secretClient()
		.from('support_messages')
		.insert({ chat_id: chatId, content: 'Anybody there?', sender_type: 'admin' })
		.throwOnError();
	await page.reload();
	const widget = new Widget(page);
	await expect(widget.button).toHaveAccessibleName('Open support chat, 1 unread message');
	await sendAndReceive(page, chatId);
	expect(errors).toEqual([]);
});

test('a page without TLS sends and receives', async ({ browser, baseURL }) => {
	const person = await createUser();
	const signedIn = await browser.newContext();
	await signIn(signedIn, person, '/');
	// Unlike localhost, this name is not a trustworthy origin to Chromium.
	const plain = await chromium.launch({
		executablePath: findChromium(),
		args: [...CHROMIUM_FLAGS, '--host-resolver-rules=MAP app.test 127.0.0.1']
	});
	try {
		const context = await plain.newContext();
		const address = baseURL!.replace('localhost', 'app.test');
		await copyCookies(signedIn, context, address);
		const page = await context.newPage();
		await page.goto(address);
		expect(await page.evaluate(() => window.isSecureContext)).toBe(false);
		await sendAndReceive(page, await openChat(person));
	} finally {
		await plain.close();
		await signedIn.close();
		await remove(person);
	}
});

async function copyCookies(from: BrowserContext, to: BrowserContext, url: string): Promise<void> {
	for (const { name, value } of await from.cookies()) await to.addCookies([{ name, value, url }]);
}
