import { randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import { createAdmin, remove } from '../../fixtures/people.ts';
import { expectAccessible } from '../support/axe.ts';
import { startGuestProject, type GuestProject } from '../support/guest-project.ts';
import { linkMailedTo } from '../support/mail-link.ts';
import { watchPolicy } from '../support/policy-violations.ts';
import { signInAsGuest } from '../support/sign-in.ts';
import { Conversation, expect, Inbox, signIn, test as base, Widget } from '../support/test.ts';

// Users of anonymous sign-in, from the first message to a confirmed address. Nobody else is in this project, so
// that nobody of support is online unless a test says so.

// One worker, and one project, for all of them.
base.describe.configure({ mode: 'default', timeout: 90_000 });

let project: GuestProject;
base.beforeAll(async () => {
	base.setTimeout(120_000);
	project = await startGuestProject();
});
base.afterAll(() => project?.stop());

const test = base.extend<{ guest: Page }>({
	guest: async ({ browser }, use) => {
		const context = await browser.newContext({ baseURL: project.address });
		const violations = await watchPolicy(context);
		await use(await signInAsGuest(context));
		await context.close();
		expect(violations).toEqual([]);
	}
});

const offer = (page: Page) =>
	page.getByRole('region', { name: 'Leave your email to get the answer' });
const field = (page: Page) => page.getByRole('textbox', { name: 'Leave your email' });
const NAME = /Guest [0-9A-Z]{4}/;

test('a guest writes, leaves an address, confirms it, and the chat goes on', async ({
	guest,
	browser
}) => {
	const widget = new Widget(guest);
	await widget.open();
	await expect(widget.connection).toHaveText('We reply here');
	await expect(widget.root).not.toContainText('by email');
	const composer = widget.root.getByRole('textbox', { name: 'Message' });
	await composer.fill('Do I need an account?');
	await composer.press('Enter');
	await expect(offer(guest)).toBeVisible();
	await expectAccessible(guest);

	const admin = await createAdmin();
	const context = await browser.newContext({ baseURL: project.address });
	const inbox = new Inbox(await signIn(context, admin, '/admin'));
	const name = NAME.exec((await inbox.page.getByText(NAME).first().textContent()) ?? '')?.[0] ?? '';
	const chat = await inbox.open(name);
	await chat.send('No, you do not.');
	await expect(widget.message('No, you do not.')).toBeVisible();

	const email = `${randomUUID()}@example.com`;
	await field(guest).fill(email);
	await field(guest).press('Enter');
	await expect(widget.root).toContainText(`To confirm, open the link we’ve sent to ${email}.`);
	await expectAccessible(guest);
	await expect(inbox.card(name)).toBeVisible();

	const other = await guest.context().newPage();
	await other.goto(await linkMailedTo(email));
	await other.getByRole('button', { name: 'Confirm' }).click();
	await other.waitForURL('/');
	await expect(inbox.card(email)).toBeVisible();
	// What a browser does on the way back to the first tab; without windows all are visible.
	await guest.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
	await expect(widget.root).toContainText(`We’ll email you at ${email}.`);

	const later = new Widget(other);
	await later.open();
	await expect(later.message('No, you do not.')).toBeVisible();
	await later.send('Thank you!');
	await expect(new Conversation(inbox.page.getByRole('main')).message('Thank you!')).toBeVisible();
	await expect(later.root).not.toContainText('Leave your email');
	await context.close();
	await remove(admin);
});

test('an address that has an account is refused in words, and what is being written stays', async ({
	guest
}) => {
	const taken = await createAdmin();
	const widget = new Widget(guest);
	await widget.open();
	const composer = widget.root.getByRole('textbox', { name: 'Message' });
	await composer.fill('Hello?');
	await composer.press('Enter');
	await composer.fill('Is anybody');
	await field(guest).fill(taken.email);
	await guest.getByRole('button', { name: 'Save' }).click();
	await expect(offer(guest)).toContainText('This email belongs to an account.');
	await expectAccessible(guest);
	await expect(field(guest)).toHaveValue(taken.email);
	await expect(composer).toHaveValue('Is anybody');

	await guest.getByRole('button', { name: 'Not now' }).click();
	await expect(composer).toBeFocused();
	await guest.reload();
	await widget.open();
	await expect(widget.message('Hello?')).toBeVisible();
	await expect(widget.connection).toHaveText('We reply here');
	await expect(offer(guest)).toBeHidden();
	await remove(taken);
});
