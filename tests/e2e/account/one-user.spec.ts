import type { BrowserContext, Page } from '@playwright/test';
import {
	createAdmin,
	createUser,
	openChat,
	remove,
	secretClient,
	type Person
} from '../../fixtures/people.ts';
import { Conversation, expect, signIn, test, Widget } from '../support/test.ts';

// A page speaks for the user it was opened by, whatever the browser's session has become meanwhile.

const ended = (page: Page) => page.getByTestId('session-ended');

/** Somebody signs out in another tab. */
async function signOutElsewhere(context: BrowserContext): Promise<void> {
	const page = await context.newPage();
	page.on('dialog', (dialog) => void dialog.accept());
	await page.goto('/');
	await page.getByRole('button', { name: 'Sign out' }).click();
	await page.getByRole('link', { name: 'Sign in' }).first().waitFor();
	await page.close();
}

/** In the same browser, in another tab, somebody else takes the place of who is signed in, at once. */
async function signInElsewhere(context: BrowserContext, person: Person): Promise<Page> {
	const theirs = await context.browser()!.newContext();
	await signIn(theirs, person, '/');
	await context.addCookies(await theirs.cookies());
	await theirs.close();
	const page = await context.newPage();
	await page.goto('/');
	return page;
}

async function stored(person: Person): Promise<{ content: string; sender_type: string }[]> {
	const { data } = await secretClient()
		.from('support_chats')
		.select('support_messages(content, sender_type)')
		.eq('user_id', person.id);
	return (data ?? []).flatMap((chat) => chat.support_messages);
}

test('what was written while the network was away goes to nobody else’s chat', async ({
	widget,
	user
}) => {
	const other = await createUser();
	await user.page.route('**/rest/v1/**', (route) => route.abort());
	await widget.open();
	await widget.send('My secret');
	await expect(widget.message('My secret')).toBeVisible();

	const page = await signInElsewhere(user.context, other);
	await expect(ended(user.page)).toContainText('Someone else is signed in');
	await user.page.unroute('**/rest/v1/**');
	await expect(widget.messages).toHaveCount(0);
	await expect(widget.composer).toHaveCount(0);

	// The other one's own page is theirs.
	const theirs = new Widget(page);
	await theirs.open();
	await theirs.send('Hello');
	await expect(theirs.message('Hello')).toHaveAttribute('data-delivery', 'sent');
	expect(await stored(other)).toEqual([{ content: 'Hello', sender_type: 'user' }]);
	expect(await stored(user.person)).toEqual([]);

	// And what was unsent waits for its owner.
	const again = await signInElsewhere(user.context, user.person);
	await expect
		.poll(() => stored(user.person))
		.toEqual([{ content: 'My secret', sender_type: 'user' }]);
	await again.close();
	await remove(other);
});

test('a user’s page takes nothing for an admin who has signed in beside it', async ({
	widget,
	user
}) => {
	const admin = await createAdmin();
	await widget.open();
	await widget.send('Hello');
	await expect(widget.message('Hello')).toHaveAttribute('data-delivery', 'sent');
	await widget.composer.fill('A draft');

	await signInElsewhere(user.context, admin);
	await expect(ended(user.page)).toBeVisible();
	await expect(widget.root).not.toContainText('Hello');
	expect(await stored(user.person)).toEqual([{ content: 'Hello', sender_type: 'user' }]);

	const page = await signInElsewhere(user.context, user.person);
	const again = new Widget(page);
	await again.open();
	await expect(again.composer).toHaveValue('A draft');
	await remove(admin);
});

test('an admin’s page is not another admin’s', async ({ user, widget, admin, inbox }) => {
	const colleague = await createAdmin('Grace');
	await widget.open();
	await widget.send('Help');
	const chat = await inbox.open(user.person.email);
	await chat.composer.fill('From the first');

	await signInElsewhere(admin.context, colleague);
	await expect(ended(admin.page)).toContainText('Someone else is signed in');
	await expect(admin.page.locator('.support-chat')).not.toContainText(user.person.email);
	expect(await admin.page.title()).not.toContain(user.person.email);
	await expect(new Conversation(admin.page.locator('body')).composer).toHaveCount(0);
	expect(await stored(user.person)).toEqual([{ content: 'Help', sender_type: 'user' }]);

	// Their own page, and what they answer is theirs.
	await ended(admin.page).getByRole('button', { name: 'Reload' }).click();
	await admin.page.getByRole('heading', { name: user.person.email }).waitFor();
	const theirs = new Conversation(admin.page.getByRole('main'));
	await expect(theirs.composer).toHaveValue('');
	await theirs.send('From the second');
	await expect(widget.message('From the second')).toBeVisible();
	await expect(widget.root.getByText('Grace', { exact: true })).toBeVisible();
	await remove(colleague);
});

test('a sign-out in another tab is said within two seconds, and nothing is shown any more', async ({
	widget,
	user,
	admin
}) => {
	const chatId = await openChat(user.person);
	await widget.open();
	await widget.send('Hello');
	await expect(widget.message('Hello')).toHaveAttribute('data-delivery', 'sent');
	const closed = new Widget(await user.context.newPage());
	await closed.page.goto('/');

	await signOutElsewhere(user.context);
	await expect(ended(user.page)).toContainText('You’re signed out', { timeout: 2_000 });
	await expect(widget.root).not.toContainText('Hello');
	await admin.person.client.from('support_messages').insert({ chat_id: chatId, content: 'Reply' });
	// What comes later reaches neither the open nor the closed chat.
	const seen = new Widget(
		await signIn(await user.page.context().browser()!.newContext(), user.person)
	);
	await expect(seen.badge).toHaveText('1');
	await expect(widget.root).not.toContainText('Reply');
	await expect(closed.badge).toHaveCount(0);
	await closed.button.click();
	await expect(ended(closed.page)).toContainText('You’re signed out');
	await expect(closed.composer).toHaveCount(0);
	await ended(user.page).getByRole('button', { name: 'Reload' }).click();
	await user.page.getByRole('link', { name: 'Sign in' }).first().waitFor();
});

test('a page from the back/forward cache shows nothing of who left', async ({ widget, user }) => {
	await widget.open();
	await widget.send('Hello');
	await expect(widget.message('Hello')).toBeVisible();
	const go = (type: string) =>
		user.page.evaluate(
			(name) => dispatchEvent(new PageTransitionEvent(name, { persisted: true })),
			type
		);
	// Back while the user is still there.
	await go('pagehide');
	await expect(widget.root).toBeHidden();
	await go('pageshow');
	await expect(widget.message('Hello')).toBeVisible();
	// And after they left: what comes into view first is that they did.
	await go('pagehide');
	await user.context.clearCookies();
	await go('pageshow');
	await expect(widget.root).toBeVisible();
	await expect(ended(user.page)).toBeVisible();
	await expect(widget.message('Hello')).toHaveCount(0);
});

test('a badge goes with whose it was', async ({ user, admin }) => {
	const chatId = await openChat(user.person);
	await admin.person.client.from('support_messages').insert({ chat_id: chatId, content: 'Reply' });
	const widget = new Widget(user.page);
	await user.page.reload();
	await expect(widget.badge).toHaveText('1');
	await signOutElsewhere(user.context);
	await expect(widget.badge).toHaveCount(0);
});

test('signing out takes what the chat keeps out of the browser, after a question', async ({
	widget,
	user
}) => {
	await widget.open();
	await widget.send('Hello');
	await expect(widget.message('Hello')).toHaveAttribute('data-delivery', 'sent');
	await widget.composer.fill('A draft');
	const keys = () =>
		user.page.evaluate(() =>
			Object.keys(localStorage).filter((key) => key.startsWith('support-chat'))
		);
	expect((await keys()).length).toBeGreaterThan(0);

	const signOut = user.page.getByRole('button', { name: 'Sign out' });
	user.page.once('dialog', (dialog) => void dialog.dismiss());
	await signOut.click();
	await expect(widget.composer).toHaveValue('A draft');
	user.page.once('dialog', (dialog) => void dialog.accept());
	await signOut.click();
	await user.page.getByRole('link', { name: 'Sign in' }).first().waitFor();
	expect(await keys()).toEqual([]);
});

test('after an erasure an open chat begins anew, with the text that was refused', async ({
	widget,
	user
}) => {
	await widget.open();
	await widget.send('Before');
	await expect(widget.message('Before')).toHaveAttribute('data-delivery', 'sent');
	await user.person.client.rpc('erase_support_data');
	await widget.send('After');
	await expect(widget.message('After')).toHaveAttribute('data-delivery', 'sent');
	await expect(widget.message('Before')).toHaveCount(0);
	expect(await stored(user.person)).toEqual([{ content: 'After', sender_type: 'user' }]);
	await widget.send('And on');
	await expect(widget.message('And on')).toHaveAttribute('data-delivery', 'sent');
});
