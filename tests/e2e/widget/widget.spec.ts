import type { Page } from '@playwright/test';
import { findClientScript, isScript } from '../support/client-script.ts';
import { holdRequests } from '../support/hold-requests.ts';
import { expect, MOTION, test, Widget } from '../support/test.ts';
import { REQUEST_TIMEOUT_MS } from '../../../src/lib/support-chat/core/deadline.ts';
import { openChat, secretClient } from '../../fixtures/people.ts';

test.use(MOTION);

/** Waits until the page has done what it has put off until the browser is idle. */
async function waitForIdle(page: Page): Promise<void> {
	await page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve)));
}

test('a page loads only the launcher; the first click loads the chat', async ({ userContext }) => {
	const page = await userContext.newPage();
	const addresses = new Set<string>();
	page.on('request', (request) => {
		if (isScript(request)) addresses.add(request.url());
	});
	const loaded = async (words: string) => {
		const texts = await Promise.all([...addresses].map(async (url) => (await fetch(url)).text()));
		return texts.some((text) => text.includes(words));
	};
	const counted = page.waitForResponse(/\/rest\/v1\/support_chats\?/);
	await page.goto('/');
	await counted;
	await waitForIdle(page);
	expect(await loaded('chat-button')).toBe(true);
	// Strings from the panel, its requests and its client.
	const chat = ['Loading older messages', 'get_or_create_support_chat', 'vnd.pgrst.object'];
	for (const words of chat) expect(await loaded(words), words).toBe(false);
	await page.getByTestId('chat-button').click();
	await expect(page.getByRole('textbox', { name: 'Message' })).toBeVisible();
	// The client may load after the panel.
	for (const words of chat) await expect.poll(() => loaded(words), words).toBe(true);
	// The session renewal loads when the token expires.
	expect(await loaded('grant_type=refresh_token')).toBe(false);
});

test('hovering over the launcher prepares a closed panel and creates no chat', async ({ user }) => {
	const { page, person } = user;
	const chats = () => secretClient().from('support_chats').select('id').eq('user_id', person.id);
	// The last that is loaded in advance.
	const client = findClientScript(page);
	const requests: string[] = [];
	page.on('request', (request) => requests.push(request.url()));
	await page.getByTestId('chat-button').hover();
	await expect(page.getByTestId('chat-panel')).toBeAttached();
	await page.evaluate((address) => import(address), await client);
	await waitForIdle(page);
	await expect(page.getByTestId('chat-panel')).toBeHidden();
	expect(requests.filter((url) => url.includes('/rpc/'))).toEqual([]);
	expect((await chats()).data).toEqual([]);
	await page.getByTestId('chat-button').click();
	await expect(page.getByRole('textbox', { name: 'Message' })).toBeFocused();
	await expect.poll(async () => (await chats()).data).toHaveLength(1);
});

test('Enter sends, Shift+Enter inserts a line break, blank text is not sent', async ({
	widget
}) => {
	await widget.open();
	await expect(widget.connection).toHaveAttribute('data-state', 'connected');
	await widget.composer.pressSequentially('one');
	await widget.composer.press('Shift+Enter');
	await widget.composer.pressSequentially('two');
	const [before, after] = [await widget.composer.inputValue(), 'one\ntwo'];
	expect(before).toBe(after);
	await widget.composer.press('Enter');
	await expect(widget.messages).toHaveCount(1);
	expect(await widget.texts()).toEqual(['one\ntwo']);
	await widget.composer.fill('   ');
	await widget.composer.press('Enter');
	await widget.sendButton.click({ force: true });
	await widget.send('last');
	await expect(widget.messages).toHaveCount(2);
});

test('messages written before the chat is ready are sent once it is', async ({ widget, user }) => {
	const release = await holdRequests(user.page, '**/rpc/get_or_create_support_chat');
	await widget.open();
	await widget.send('Quick one');
	await widget.send('And another');
	await expect(widget.message('Quick one')).toHaveAttribute('data-delivery', 'waiting');
	await expect(widget.composer).toHaveValue('');
	await widget.composer.fill('Not finished');
	release();
	await expect(widget.message('And another')).toHaveAttribute('data-delivery', 'sent');
	expect(await widget.texts()).toEqual(['Quick one', 'And another']);
	await expect(widget.composer).toHaveValue('Not finished');
});

test('a first message is sent though the request for a chat is never answered', async ({
	userContext
}) => {
	await userContext.clock.install();
	const page = await userContext.newPage();
	// On a connection that is dead, though nobody says so.
	await page.route('**/rpc/get_or_create_support_chat', () => {}, { times: 1 });
	const asked = page.waitForRequest(/get_or_create_support_chat/);
	await page.goto('/');
	const widget = new Widget(page);
	await widget.open();
	await widget.send('Quick one');
	await asked;
	const again = page.waitForRequest(/get_or_create_support_chat/);
	await page.clock.runFor(REQUEST_TIMEOUT_MS);
	await page.clock.runFor(1_000);
	await again;
	await expect(widget.message('Quick one')).toHaveAttribute('data-delivery', 'sent');
});

test('messages and drafts written before the chat is known survive a reload', async ({
	widget,
	user
}) => {
	const asked = '**/rpc/get_or_create_support_chat';
	await user.page.route(asked, (route) => route.abort());
	await widget.open();
	await widget.send('From the tunnel');
	await widget.composer.fill('Not finished');
	await expect(widget.message('From the tunnel')).toHaveAttribute('data-delivery', 'waiting');
	await user.page.reload();
	await widget.open();
	await expect(widget.message('From the tunnel')).toHaveAttribute('data-delivery', 'waiting');
	await user.page.unroute(asked);
	await expect(widget.message('From the tunnel')).toHaveAttribute('data-delivery', 'sent');
	expect(await widget.texts()).toEqual(['From the tunnel']);
	await expect(widget.composer).toHaveValue('Not finished');
	await user.page.reload();
	await widget.open();
	await expect(widget.message('From the tunnel')).toHaveAttribute('data-delivery', 'sent');
	expect(await widget.texts()).toEqual(['From the tunnel']);
});

test('typing while the rest of the chat loads keeps text and cursor', async ({ widget, user }) => {
	const client = findClientScript(user.page);
	await widget.open();
	await expect(widget.connection).toHaveAttribute('data-state', 'connected');
	await widget.composer.fill('left from yesterday');
	await widget.close();
	const release = await holdRequests(user.page, await client);
	await user.page.reload();
	await widget.open();
	await expect(widget.composer).toBeFocused();
	await expect(widget.composer).toHaveValue('left from yesterday');
	await widget.composer.press('Home');
	await widget.page.keyboard.type('This is ');
	await expect(widget.connection).toHaveAttribute('data-state', 'connecting');
	release();
	await expect(widget.connection).toHaveAttribute('data-state', 'connected');
	await expect(widget.composer).toBeFocused();
	await widget.page.keyboard.type('still ');
	await expect(widget.composer).toHaveValue('This is still left from yesterday');
});

test('messages left unsent by an earlier page are sent without a click', async ({
	widget,
	user
}) => {
	const messages = '**/rest/v1/support_messages*';
	await widget.open();
	await expect(widget.connection).toHaveAttribute('data-state', 'connected');
	await user.page.route(messages, (route) =>
		route.request().method() === 'POST' ? route.abort() : route.continue()
	);
	await widget.send('Left behind');
	await expect(widget.message('Left behind')).toHaveAttribute('data-delivery', 'waiting');
	await widget.close();
	const sent = user.page.waitForResponse(
		(response) => response.request().method() === 'POST' && /support_messages/.test(response.url())
	);
	// The page is gone before it can try again.
	await user.page.goto('about:blank');
	await user.page.unroute(messages);
	await user.page.goto('/');
	expect((await sent).status()).toBe(201);
	await expect(user.page.getByTestId('chat-panel')).toBeHidden();
	const stored = await secretClient()
		.from('support_messages')
		.select('content')
		.eq('chat_id', await openChat(user.person))
		.throwOnError();
	expect(stored.data).toEqual([{ content: 'Left behind' }]);
});

test('a rate limit counts down, and the message is then sent automatically', async ({
	widget,
	user
}) => {
	let refused = false;
	await user.page.route('**/rest/v1/support_messages*', async (route) => {
		if (refused || route.request().method() !== 'POST') return route.continue();
		refused = true;
		await route.fulfill({
			status: 429,
			headers: { 'access-control-allow-origin': '*' },
			json: {
				code: 'PT429',
				message: 'You are sending messages too fast.',
				details: '{"retry_after": 4}',
				hint: 'Try again in 4 s.'
			}
		});
	});
	await widget.open();
	await widget.send('In a hurry');
	await expect(widget.message('In a hurry')).toContainText(/Sending in [1-4] s…/);
	await expect(widget.message('In a hurry')).toHaveAttribute('data-delivery', 'sent');
});

test('a message over the length limit is reported and stays in the composer', async ({
	widget
}) => {
	await widget.open();
	await expect(widget.connection).toHaveAttribute('data-state', 'connected');
	const long = 'x'.repeat(4001);
	await widget.send(long);
	await expect(widget.composer).toHaveValue(long);
	await expect(widget.root.getByText('4,001 / 4,000')).toBeVisible();
	await expect(widget.messages).toHaveCount(0);
});

test('links are clickable and safe, markup is shown as text', async ({ widget }) => {
	await widget.open();
	await widget.send(
		'See https://example.com/a?b=(c) and <img src=x onerror=alert(1)> javascript:alert(1)'
	);
	const link = widget.root.getByTestId('message').getByRole('link');
	await expect(link).toHaveCount(1);
	await expect(link).toHaveAttribute('href', 'https://example.com/a?b=(c)');
	await expect(link).toHaveAttribute('rel', 'noopener noreferrer nofollow ugc');
	await expect(link).toHaveAttribute('target', '_blank');
	expect((await widget.texts())[0]).toContain('<img src=x onerror=alert(1)>');
});

test('scrolling up loads older messages page by page without a jump', async ({ widget, user }) => {
	const chatId = await openChat(user.person);
	const rows = Array.from({ length: 120 }, (_, i) => ({
		chat_id: chatId,
		content: `Message ${i + 1}`,
		sender_type: 'admin' as const,
		read_at: new Date().toISOString()
	}));
	const { error } = await secretClient().from('support_messages').insert(rows);
	expect(error).toBeNull();
	await widget.page.reload();
	await widget.open();
	await expect(widget.message('Message 120')).toBeInViewport();
	await expect(widget.messages).toHaveCount(50);

	const top = widget.message('Message 71');
	const scroller = widget.root.getByRole('log');
	const placeOf = async () => (await top.boundingBox())?.y ?? NaN;
	await scroller.evaluate((element) => (element.scrollTop = 0));
	await expect(widget.messages).toHaveCount(100);
	// The page added above must not push what the reader sees out of view.
	await expect(top).toBeInViewport();
	expect(await placeOf()).toBeGreaterThan(0);
	await scroller.evaluate((element) => (element.scrollTop = 0));
	await expect(widget.messages).toHaveCount(120);
	const texts = await widget.texts();
	expect(texts).toEqual(rows.map((row) => row.content));
});

test('a new message does not move a reader who scrolled up, and a pill leads to it', async ({
	widget,
	user,
	adminAccount
}) => {
	const chatId = await openChat(user.person);
	const rows = Array.from({ length: 40 }, (_, i) => ({
		chat_id: chatId,
		content: `Message ${i + 1}`
	}));
	await secretClient().from('support_messages').insert(rows);
	await widget.page.reload();
	await widget.open();
	await expect(widget.message('Message 40')).toBeInViewport();
	await expect(widget.connection).toHaveAttribute('data-state', 'connected');
	const scroller = widget.root.getByRole('log');
	await scroller.evaluate((element) => (element.scrollTop = 0));
	await expect(widget.message('Message 1')).toBeInViewport();

	await adminAccount.client
		.from('support_messages')
		.insert({ chat_id: chatId, content: 'New here' });
	const pill = widget.root.getByRole('button', { name: /new message/i });
	await expect(pill).toBeVisible();
	await expect(widget.message('Message 1')).toBeInViewport();
	await pill.click();
	// A message that arrives during the smooth scroll must not stop it.
	await adminAccount.client
		.from('support_messages')
		.insert({ chat_id: chatId, content: 'And here' });
	await expect(widget.message('And here')).toBeInViewport();
	await expect(widget.message('New here')).toBeInViewport();
	await expect(pill).toBeHidden();
});

test('the sound can be turned off, and stays off', async ({ widget }) => {
	const sound = widget.root.getByRole('switch', { name: 'Sound' });
	await widget.open();
	await widget.root.getByRole('button', { name: 'Settings' }).click();
	await expect(sound).toBeChecked();
	await sound.click();
	await expect(sound).not.toBeChecked();
	await widget.page.reload();
	await widget.open();
	await widget.root.getByRole('button', { name: 'Settings' }).click();
	await expect(sound).not.toBeChecked();
});

test('the keyboard alone opens, writes and closes, and the focus returns', async ({ widget }) => {
	await widget.button.focus();
	await widget.page.keyboard.press('Enter');
	await expect(widget.composer).toBeFocused();
	await widget.page.keyboard.type('By hand');
	await widget.page.keyboard.press('Enter');
	await expect(widget.message('By hand')).toBeVisible();
	await widget.page.keyboard.press('Escape');
	await expect(widget.root).toBeHidden();
	await expect(widget.button).toBeFocused();
});
