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

// A page acts for the user who opened it, whatever becomes of the browser's session.

const ended = (page: Page) => page.getByTestId('session-ended');

/** Signs out in another tab. */
async function signOutElsewhere(context: BrowserContext): Promise<void> {
	const page = await context.newPage();
	page.on('dialog', (dialog) => void dialog.accept());
	await page.goto('/');
	await page.getByRole('button', { name: 'Sign out' }).click();
	await page.getByRole('link', { name: 'Sign in' }).first().waitFor();
	await page.close();
}

/** Replaces the browser's session with another person's, from another tab; returns that tab. */
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

test('messages written offline never go to another user’s chat', async ({ widget, user }) => {
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

	// The other user's own page works.
	const theirs = new Widget(page);
	await theirs.open();
	await theirs.send('Hello');
	await expect(theirs.message('Hello')).toHaveAttribute('data-delivery', 'sent');
	expect(await stored(other)).toEqual([{ content: 'Hello', sender_type: 'user' }]);
	expect(await stored(user.person)).toEqual([]);

	// The unsent message waits for its owner.
	const again = await signInElsewhere(user.context, user.person);
	await expect
		.poll(() => stored(user.person))
		.toEqual([{ content: 'My secret', sender_type: 'user' }]);
	await again.close();
	await remove(other);
});

test('a user’s page ends when an admin signs in, and keeps the draft', async ({ widget, user }) => {
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

test('an admin’s page ends when another admin signs in', async ({ user, widget, admin, inbox }) => {
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

	// After a reload the page is theirs, and so are their replies.
	await ended(admin.page).getByRole('button', { name: 'Reload' }).click();
	await admin.page.getByRole('heading', { name: user.person.email }).waitFor();
	const theirs = new Conversation(admin.page.getByRole('main'));
	await expect(theirs.composer).toHaveValue('');
	await theirs.send('From the second');
	await expect(widget.message('From the second')).toBeVisible();
	await expect(widget.root.getByText('Grace', { exact: true })).toBeVisible();
	await remove(colleague);
});

test('a sign-out in another tab ends the chat within two seconds', async ({
	widget,
	user,
	adminAccount
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
	await adminAccount.client.from('support_messages').insert({ chat_id: chatId, content: 'Reply' });
	// Later messages reach neither the open nor the closed chat.
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

test('a page from the back/forward cache shows nothing after a sign-out', async ({
	widget,
	user
}) => {
	await widget.open();
	await widget.send('Hello');
	await expect(widget.message('Hello')).toBeVisible();
	const go = (type: string) =>
		user.page.evaluate(
			(name) => dispatchEvent(new PageTransitionEvent(name, { persisted: true })),
			type
		);
	// Restored while still signed in.
	await go('pagehide');
	await expect(widget.root).toBeHidden();
	await go('pageshow');
	await expect(widget.message('Hello')).toBeVisible();
	// Restored after a sign-out: the first frame shows that the session has ended.
	await go('pagehide');
	await user.context.clearCookies();
	await go('pageshow');
	await expect(widget.root).toBeVisible();
	await expect(ended(user.page)).toBeVisible();
	await expect(widget.message('Hello')).toHaveCount(0);
});

test('the badge disappears on sign-out', async ({ user, adminAccount }) => {
	const chatId = await openChat(user.person);
	await adminAccount.client.from('support_messages').insert({ chat_id: chatId, content: 'Reply' });
	const widget = new Widget(user.page);
	await user.page.reload();
	await expect(widget.badge).toHaveText('1');
	await signOutElsewhere(user.context);
	await expect(widget.badge).toHaveCount(0);
});

test('signing out asks, then clears the chat’s stored data', async ({ widget, user }) => {
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

test('after an erasure an open chat starts over with the refused message', async ({
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
