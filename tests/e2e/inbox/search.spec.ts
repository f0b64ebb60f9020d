import { randomUUID } from 'node:crypto';
import { openChat, secretClient } from '../../fixtures/people.ts';
import { holdRequests } from '../support/hold-requests.ts';
import { Conversation, expect, test } from '../support/test.ts';

// Finding people and messages, and opening a message however old it is.

/** Inserts `count` messages of the chat's user; the one at `seq` contains `word`. */
async function fill(chatId: string, count: number, seq: number, word: string): Promise<void> {
	const rows = Array.from({ length: count }, (_, i) => ({
		chat_id: chatId,
		content: i + 1 === seq ? `My order ${word} is late` : `Line ${i + 1}`,
		// Old enough to be apart from other tests.
		created_at: new Date(Date.UTC(2024, 0, 1) + i * 60_000).toISOString()
	}));
	for (let i = 0; i < rows.length; i += 500) {
		await secretClient()
			.from('support_messages')
			.insert(rows.slice(i, i + 500))
			.throwOnError();
	}
}

test('the search finds people and messages, and keeps its text in the URL', async ({
	userAccount,
	inbox
}) => {
	const { page } = inbox;
	const word = `w${randomUUID().slice(0, 8)}`;
	const chatId = await openChat(userAccount);
	await fill(chatId, 3, 2, word);
	await expect(page.getByTestId('connection')).toHaveAttribute('data-state', 'connected');

	await page.keyboard.press('/');
	const field = page.getByRole('searchbox', { name: 'Search' });
	await expect(field).toBeFocused();
	await page.keyboard.type(word);
	const results = page.getByTestId('search-results');
	await expect(results.locator('mark')).toHaveText(word);
	await expect(page).toHaveURL(`/admin?q=${word}`);
	await expect(results.getByText('Users')).toBeHidden();

	await page.reload();
	await expect(field).toHaveValue(word);
	await expect(results.locator('mark')).toHaveText(word);
	await field.fill(userAccount.email.slice(0, 20));
	await expect(results.getByText('Users')).toBeVisible();
	await expect(inbox.card(userAccount.email)).toContainText('3 messages');

	await field.fill(`nothing-${word}`);
	await expect(results.getByText('Nothing found')).toBeVisible();
	await field.press('Escape');
	await expect(results).toBeHidden();
	await expect(page).toHaveURL('/admin');
	await expect(page.getByRole('link', { name: 'Active', exact: true })).toBeVisible();
});

test('the arrow and Enter that come before the results open the first one', async ({
	userAccount,
	inbox
}) => {
	const { page } = inbox;
	const { email } = userAccount;
	await fill(await openChat(userAccount), 1, 1, 'word');
	const results = page.getByTestId('search-results');
	const field = page.getByRole('searchbox', { name: 'Search' });
	await field.fill(email.slice(0, 20));
	await expect(results.getByRole('link')).toHaveCount(1);
	// Results of another text are on screen; those of this one are neither there nor asked for.
	const release = await holdRequests(page, '**/rpc/search_support_chats*');
	await field.focus();
	await page.keyboard.press('End');
	await page.keyboard.type(email.slice(20));
	await page.keyboard.press('ArrowDown');
	await page.keyboard.press('Enter');
	await expect(field).toBeFocused();
	release();
	await expect(page.getByRole('heading', { name: email })).toBeVisible();

	// What is typed after it takes it back.
	await page.goto('/admin');
	await field.fill(email);
	await page.keyboard.press('ArrowDown');
	await page.keyboard.press('Backspace');
	await expect(results.getByRole('link')).toHaveCount(1);
	await expect(field).toBeFocused();
	await page.keyboard.press('ArrowDown');
	await expect(results.getByRole('link')).toBeFocused();
});

test('a failed search is reported and can be retried', async ({ userAccount, inbox }) => {
	const { page } = inbox;
	const word = `w${randomUUID().slice(0, 8)}`;
	await fill(await openChat(userAccount), 1, 1, word);
	await page.route('**/rpc/search_support_messages', (route) => route.abort());
	await page.goto(`/admin?q=${word}`);
	const results = page.getByTestId('search-results');
	await expect(results).toContainText('Couldn’t search');
	await page.unroute('**/rpc/search_support_messages');
	await results.getByRole('button', { name: 'Retry' }).click();
	await expect(results.locator('mark')).toHaveText(word);
});

test('a search that hits the time limit says how far it got and continues from there', async ({
	userAccount,
	inbox
}) => {
	const { page } = inbox;
	const word = `w${randomUUID().slice(0, 8)}`;
	await fill(await openChat(userAccount), 1, 1, word);
	const stop = { created_at: '2025-06-07T08:09:10.123456+00:00', message_id: randomUUID() };
	let stopped = false;
	await page.route('**/rpc/search_support_messages', async (route) => {
		if (stopped) {
			expect(route.request().postDataJSON()).toMatchObject({
				before_created_at: stop.created_at,
				before_id: stop.message_id
			});
			return route.continue();
		}
		stopped = true;
		// The database's answer after two seconds.
		return route.fulfill({
			json: [
				{ ...stop, chat_id: null, archived: null, seq: null, sender_type: null, snippet: null }
			]
		});
	});
	await page.goto(`/admin?q=${word}`);
	const results = page.getByTestId('search-results');
	await expect(results).toContainText('Searched the messages since Saturday, June 7, 2025');
	await expect(results.getByText('Nothing found')).toBeHidden();
	await results.getByRole('button', { name: 'Search older messages' }).click();
	await expect(results.locator('mark')).toHaveText(word);
	await expect(results).not.toContainText('Searched the messages');
});

test('a search hit opens in its conversation, with a link to the newest message', async ({
	userAccount,
	inbox
}) => {
	test.slow();
	const { page } = inbox;
	const word = `w${randomUUID().slice(0, 8)}`;
	const chatId = await openChat(userAccount);
	await fill(chatId, 1_200, 100, word);
	await page.goto(`/admin?q=${word}`);
	await page.getByTestId('search-results').getByRole('link').click();
	await expect(page).toHaveURL(`/admin/${chatId}?q=${word}&at=100`);

	const chat = new Conversation(page.getByRole('main'));
	const found = chat.message(`My order ${word} is late`);
	await expect(found).toBeInViewport();
	await expect(found).toHaveAttribute('aria-current', 'true');
	await expect(page.getByTestId('announcer')).toContainText(word);
	await expect(chat.message('Line 1200')).toHaveCount(0);
	// The newest ones are still unread.
	const { data } = await secretClient()
		.from('support_messages')
		.select('read_at')
		.eq('chat_id', chatId)
		.eq('seq', 1_200)
		.single();
	expect(data?.read_at).toBeNull();

	// Messages load in both directions.
	const log = chat.root.getByRole('log');
	await log.evaluate((list) => list.scrollTo(0, 0));
	await expect(chat.message('Line 60')).toBeAttached();
	await log.evaluate((list) => list.scrollTo(0, list.scrollHeight));
	await expect(chat.message('Line 140')).toBeAttached();

	await page.reload();
	await expect(found).toBeInViewport();
	await page.getByRole('link', { name: 'Jump to latest' }).click();
	// With this many unread the chat opens at the first of those loaded.
	await expect(chat.message('Line 1200')).toBeAttached();
	await expect(page).toHaveURL(`/admin/${chatId}?q=${word}`);

	await page.goto(`/admin/${chatId}?at=100`);
	await expect(found).toBeInViewport();
	await chat.send('It has arrived');
	await expect(chat.message('It has arrived')).toBeInViewport();
	await expect(page).toHaveURL(`/admin/${chatId}`);
});
