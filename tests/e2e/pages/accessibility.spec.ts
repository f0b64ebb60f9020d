import { expectAccessible } from '../support/axe.ts';
import { pageRoutes } from '../support/routes.ts';
import { Conversation, expect, test, Widget } from '../support/test.ts';
import { write } from '../support/write.ts';

// Runs axe on each page and state in both colour schemes, on desktop and phone, which have separate layouts.
// src/lib/support-chat/ACCESSIBILITY.md covers what a program cannot check.

// axe checks the whole page twice in each state.
test.describe.configure({ timeout: 180_000 });

const PHONE = { width: 390, height: 844 };

test.describe('public pages', () => {
	const paths = pageRoutes().filter((route) => !route.startsWith('/admin'));

	for (const path of [...paths, '/no-such-page']) {
		test(path, async ({ page }) => {
			await page.goto(path);
			await expectAccessible(page);
		});
	}

	test('a failed sign-in', async ({ page }) => {
		await page.goto('/auth/sign-in');
		await page.getByLabel('Email').fill('nobody@example.com');
		await page.getByLabel('Password').fill('not the password');
		await page.getByRole('button', { name: 'Sign in' }).click();
		await page.getByRole('alert').waitFor();
		await expectAccessible(page);
	});
});

for (const viewport of [undefined, PHONE]) {
	test.describe(viewport ? 'on a phone' : 'on a desktop', () => {
		if (viewport) test.use({ viewport });

		test('the widget: closed, welcome, conversation, closed with a badge', async ({
			widget,
			user,
			inbox
		}) => {
			await expectAccessible(user.page);
			await widget.open();
			await expectAccessible(user.page);
			await widget.send('Hello there');
			await widget.send('A link: https://example.com, and `code`');
			const chat = await inbox.open(user.person.email);
			await chat.send('Hello! What can I do for you?');
			await widget.message('Hello! What can I do for you?').waitFor();
			await expectAccessible(user.page);
			await user.page.keyboard.press('Escape');
			await chat.send('Are you still there?');
			await widget.badge.waitFor();
			await user.page.getByTestId('teaser').waitFor();
			await expectAccessible(user.page);
		});

		test('the widget: settings, a message that is too long, refused or waiting, offline', async ({
			widget,
			user
		}) => {
			await widget.open();
			await widget.root.getByRole('button', { name: 'Settings' }).click();
			await widget.root.getByRole('switch', { name: 'Sound' }).waitFor();
			await expectAccessible(user.page);
			await user.page.keyboard.press('Escape');
			await widget.composer.fill('x'.repeat(4001));
			await expect(widget.root.getByText('4,001 / 4,000')).toBeVisible();
			await expectAccessible(user.page);
			await user.page.route('**/rest/v1/support_messages*', async (route) => {
				if (route.request().method() !== 'POST') return route.continue();
				await route.fulfill({ status: 403, json: { code: '42501', message: 'refused' } });
			});
			await widget.send('Refused');
			await widget.root.getByRole('button', { name: 'Retry' }).waitFor();
			await expect(widget.root.getByRole('alert')).toHaveText(/^Not sent\. /);
			await expectAccessible(user.page);
			await user.context.setOffline(true);
			await widget.send('Written offline');
			await expect(widget.connection).toContainText('offline');
			await expectAccessible(user.page);
		});

		test('the widget: messages that fail to load', async ({ widget, user }) => {
			await widget.open();
			await widget.send('First');
			await expect(widget.message('First')).toContainText('Sent');
			await user.page.route('**/rest/v1/support_messages*', (route) => route.abort());
			await user.page.reload();
			await widget.open();
			await expect(widget.root.getByRole('log')).toHaveAttribute('aria-busy', 'true');
			await expectAccessible(user.page);
		});

		test('the inbox: list, chat, archive, unknown chat', async ({ user, admin, inbox }) => {
			const widget = new Widget(user.page);
			await widget.open();
			await widget.send('Hello from the widget');
			await expect(inbox.card(user.person.email)).toContainText('Hello from the widget');
			await expectAccessible(admin.page);
			const chat = await inbox.open(user.person.email);
			await chat.send('Hello from the inbox');
			await expectAccessible(admin.page);
			await admin.page.getByRole('button', { name: 'Archive' }).click();
			await expect(admin.page.getByRole('button', { name: 'Restore' })).toBeVisible();
			await expectAccessible(admin.page);
			await admin.page.goto('/admin?tab=archived');
			await expect(inbox.card(user.person.email)).toBeVisible();
			await expectAccessible(admin.page);
			await admin.page.goto('/admin/nothing');
			await expectAccessible(admin.page);
		});

		test('the inbox: search, an opened hit, user panel, settings, shortcuts', async ({
			userAccount,
			admin,
			inbox
		}) => {
			const { page } = admin;
			const word = `parcel${Date.now()}`;
			await write(userAccount, `Where is my ${word}?`);
			await page.goto(`/admin?q=${word}`);
			const hit = page.getByRole('link').filter({ hasText: word });
			await expect(hit).toBeVisible();
			await expectAccessible(page);
			await hit.click();
			const chat = new Conversation(page.getByRole('main'));
			await expect(chat.message(`Where is my ${word}?`)).toBeVisible();
			await expectAccessible(page);
			await page.getByRole('button', { name: 'User details' }).click();
			await expect(page.getByRole('region', { name: 'User details' })).toBeVisible();
			await expectAccessible(page);
			if (!viewport) {
				// In a column of its own.
				await page.setViewportSize({ width: 1500, height: 800 });
				await expectAccessible(page);
			}
			await page.goto('/admin?q=no-such-word-anywhere');
			await expect(page.getByText('Nothing found')).toBeVisible();
			await expectAccessible(page);
			await page.goto('/admin');
			await expect(inbox.card(userAccount.email)).toBeVisible();
			// Connected means hydrated: before that the page does not react.
			await expect(page.getByTestId('connection')).toHaveAttribute('data-state', 'connected');
			await page.getByRole('button', { name: 'Settings' }).click();
			const keys = page.getByRole('switch', { name: 'Single-key shortcuts' });
			await expect(keys).toBeVisible();
			await expectAccessible(page, '.sheet');
			await page.keyboard.press('Escape');
			await expect(keys).toBeHidden();
			await page.keyboard.press('?');
			await expect(page.getByRole('dialog')).toBeVisible();
			await expectAccessible(page);
		});
	});
}

test('the refusal of /admin', async ({ user }) => {
	await user.page.goto('/admin');
	await expectAccessible(user.page);
});

test.describe('in Arabic', () => {
	test.use({ locale: 'ar' });

	test('the widget: closed, welcome, conversation, settings', async ({ widget, user }) => {
		await expect(widget.button).toHaveAccessibleName(/\p{Script=Arabic}/u);
		await expectAccessible(user.page);
		await widget.open();
		await expectAccessible(user.page);
		await widget.send('Hello there');
		await expect(widget.messages).toHaveCount(1);
		await expectAccessible(user.page);
		await widget.root.locator('[aria-expanded]').click();
		await expect(widget.root.getByRole('switch')).not.toHaveCount(0);
		await expectAccessible(user.page);
	});
});
