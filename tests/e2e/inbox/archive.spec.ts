import type { Page } from '@playwright/test';
import { openChat, secretClient, type Person } from '../../fixtures/people.ts';
import { routeSockets } from '../support/route-sockets.ts';
import { Conversation, expect, MOTION, signIn, test } from '../support/test.ts';
import { write } from '../support/write.ts';

// Archiving while the user writes, or has not read the last reply.

test.use(MOTION);

const HAS_JUST_WRITTEN = 'The user just sent a message. Read it first.';

/** Controls which updates a page receives. */
interface Blackout {
	/** Blocks events and holds reads back. */
	begin(): Promise<void>;
	/** Answers the held reads and later ones. */
	letRead(): void;
}

async function prepareBlackout(page: Page): Promise<Blackout> {
	let isBlocked = false;
	let letRead = () => {};
	let readable = Promise.resolve();
	const onTheirWay = new Set<Promise<unknown>>();
	for (const table of ['support_messages', 'support_chat_list']) {
		await page.route(`**/rest/v1/${table}*`, async (route) => {
			await readable;
			onTheirWay.add(route.request().response());
			await route.continue();
		});
	}
	await routeSockets(page, (socket, server) => {
		server.onMessage((data) => {
			if (!isBlocked) socket.send(data);
		});
	});
	return {
		async begin() {
			isBlocked = true;
			readable = new Promise((resolve) => (letRead = resolve));
			await Promise.allSettled(onTheirWay);
		},
		letRead: () => letRead()
	};
}

test('archiving an open chat is refused while a message is unseen', async ({
	widget,
	user,
	inbox
}) => {
	const { page } = inbox;
	const blackout = await prepareBlackout(page);
	await widget.open();
	await widget.send('Hello');
	const chat = await inbox.open(user.person.email);
	await expect(widget.message('Hello')).toHaveAttribute('data-delivery', 'seen');
	await blackout.begin();
	await widget.send('One more thing');
	await expect(widget.message('One more thing')).toHaveAttribute('data-delivery', 'sent');
	await expect(chat.message('One more thing')).toHaveCount(0);

	await page.keyboard.press('e');
	await expect(page.getByRole('alert')).toHaveText(HAS_JUST_WRITTEN);
	blackout.letRead();
	await expect(chat.message('One more thing')).toBeVisible();
	await expect(page.getByRole('button', { name: 'Archive' })).toBeVisible();
	await expect(inbox.card(user.person.email)).toContainText('One more thing');
	await expect(page.getByRole('button', { name: 'Undo' })).toHaveCount(0);

	await page.keyboard.press('e');
	await expect(page.getByRole('button', { name: 'Restore' })).toBeVisible();
	await expect(page.getByRole('alert')).toHaveCount(0);
	await expect.poll(() => isArchived(user.person)).toBe(true);
});

test('a listed chat with an unseen message returns to the list as unread', async ({
	widget,
	user,
	inbox
}) => {
	const { page } = inbox;
	const blackout = await prepareBlackout(page);
	await widget.open();
	await widget.send('Hello');
	const card = inbox.card(user.person.email);
	await expect(card).toContainText('Hello');
	await blackout.begin();
	await widget.send('One more thing');
	await expect(widget.message('One more thing')).toHaveAttribute('data-delivery', 'sent');
	await expect(card).toContainText('Hello');

	await card.focus();
	await page.keyboard.press('e');
	const toasts = page.getByTestId('toasts');
	await expect(toasts).toContainText(HAS_JUST_WRITTEN);
	await expect(toasts).toContainText(user.person.email);
	blackout.letRead();
	await expect(card).toContainText('One more thing');
	await expect(card.getByText('Unread')).toBeAttached();
	await expect(page.getByRole('button', { name: 'Undo' })).toHaveCount(0);
	expect(await isArchived(user.person)).toBe(false);
});

test('archiving from search results is refused while a message is unseen', async ({
	userAccount,
	inbox
}) => {
	const { page } = inbox;
	const word = `w${userAccount.id.replaceAll('-', '')}`;
	for (const content of [`About ${word}`, 'One more thing']) {
		await write(userAccount, content);
	}
	await page.goto(`/admin?q=${word}`);
	const hit = page.getByTestId('search-results').getByRole('link').filter({ hasText: word });
	await hit.focus();
	await page.keyboard.press('e');
	await expect(page.getByTestId('toasts')).toContainText(HAS_JUST_WRITTEN);
	expect(await isArchived(userAccount)).toBe(false);
});

test('the refusal is also shown without JavaScript', async ({
	browser,
	userAccount,
	adminAccount
}) => {
	const chatId = await write(userAccount);
	const context = await browser.newContext({ javaScriptEnabled: false });
	const page = await signIn(context, adminAccount, `/admin/${chatId}`);
	await write(userAccount, 'One more thing');
	await page.getByRole('button', { name: 'Archive' }).click();
	await expect(page.getByRole('alert')).toHaveText(HAS_JUST_WRITTEN);
	expect(await isArchived(userAccount)).toBe(false);
	await page.getByRole('button', { name: 'Archive' }).click();
	await expect(page.getByRole('button', { name: 'Restore' })).toBeVisible();
	expect(await isArchived(userAccount)).toBe(true);
	await context.close();
});

test('a form without a valid up_to_seq archives nothing', async ({
	userAccount,
	adminContext,
	baseURL
}) => {
	const chatId = await openChat(userAccount);
	for (const up_to_seq of [undefined, '', '-1', '1.5', '9'.repeat(400), '1; drop']) {
		const answer = await adminContext.request.post(`/admin/${chatId}?/archive`, {
			headers: { origin: baseURL!, accept: 'text/html' },
			form: up_to_seq === undefined ? {} : { up_to_seq }
		});
		expect(answer.status(), up_to_seq).toBe(400);
	}
	expect(await isArchived(userAccount)).toBe(false);
});

test('archiving notes that the user has not read the last reply', async ({
	userAccount,
	admin,
	inbox
}) => {
	const { page } = inbox;
	await write(userAccount);
	const chat = await inbox.open(userAccount.email);
	await chat.send('It is on its way');
	await expect(chat.message('It is on its way')).toHaveAttribute('data-delivery', 'sent');
	const toasts = page.getByTestId('toasts');
	const note = 'The user hasn’t read your last reply and won’t get an email.';
	await page.getByRole('button', { name: 'Archive' }).click();
	await expect(toasts).toContainText(note);
	await page.getByRole('button', { name: 'Undo' }).click();
	await expect(page.getByRole('button', { name: 'Archive' })).toBeVisible();

	// The note is left out where archived chats are mailed as well.
	const settings = page.waitForResponse('**/rest/v1/support_settings*');
	await page.route('**/rest/v1/support_settings*', (route) =>
		route.fulfill({ json: { email_archived_replies: true } })
	);
	await page.getByRole('button', { name: 'Archive' }).click();
	await settings;
	await expect(toasts).toContainText(`${userAccount.email} archived`);
	await expect(toasts).not.toContainText(note);
	expect(admin.person.id).toBeTruthy();
});

test('the undo toast disappears when the user writes again', async ({ widget, user, inbox }) => {
	const { page } = inbox;
	await widget.open();
	await widget.send('Hello');
	await inbox.open(user.person.email);
	await expect(widget.message('Hello')).toHaveAttribute('data-delivery', 'seen');
	await page.getByRole('button', { name: 'Archive' }).click();
	const undo = page.getByRole('button', { name: 'Undo' });
	// A hovered toast does not expire.
	await undo.hover();
	await widget.send('One more thing');
	await expect(undo).toHaveCount(0);
	await expect(page.getByRole('button', { name: 'Archive' })).toBeVisible();
	await expect(new Conversation(page.getByRole('main')).message('One more thing')).toBeVisible();
});

async function isArchived({ id }: Person): Promise<boolean> {
	const { data } = await secretClient()
		.from('support_chats')
		.select('archived_at')
		.eq('user_id', id)
		.single()
		.throwOnError();
	return data.archived_at !== null;
}
