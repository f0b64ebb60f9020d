import type { Browser, Page } from '@playwright/test';
import { createUser, openChat, remove, secretClient, type Person } from '../../fixtures/people.ts';
import { overflowing, WINDOWS } from '../support/find-overflow.ts';
import { leaveNotificationsUndecided } from '../support/notifications.ts';
import { expect, signIn, test, Widget } from '../support/test.ts';

// No state of inbox and widget overflows in any kind of window and either direction, and the page itself
// does not scroll.

// Each state is checked in six windows.
test.describe.configure({ timeout: 180_000 });

/** Enough chats for a list that is taller than a window. */
const CHATS = 14;
const WORD = `overflow${Date.now()}`;

let people: Person[];
let chatId: string;

test.beforeAll(async () => {
	people = await Promise.all(Array.from({ length: CHATS }, createUser));
	const chats = await Promise.all(people.map(openChat));
	chatId = chats[0]!;
	const long = Array.from({ length: 90 }, (_, i) => `Message ${i} ${'and more '.repeat(i % 9)}`);
	long.splice(20, 0, `Where is my ${WORD}?`, 'x'.repeat(900), 'שלום '.repeat(40));
	const messages = chats.map((chat_id) => ({ chat_id, content: `${'long '.repeat(40)}end` }));
	messages.push(...long.map((content) => ({ chat_id: chatId, content })));
	const rows = messages.map((row, i) => {
		const sender_id = people[chats.indexOf(row.chat_id)]!.id;
		const created_at = new Date(Date.now() - (messages.length - i) * 1000).toISOString();
		return { ...row, created_at, sender_type: 'user' as const, sender_id };
	});
	await secretClient().from('support_messages').insert(rows).throwOnError();
});

test.afterAll(() => Promise.all(people.map(remove)));

/** States of the inbox by name, and how to reach each on an admin's page. */
const INBOX: Record<string, (page: Page) => Promise<unknown>> = {
	'the list': (page) => page.goto('/admin?shown=40'),
	settings: async (page) => {
		await page.goto('/admin');
		await page.locator('.heading [aria-expanded]').last().click();
		await page.getByRole('switch').first().waitFor();
	},
	'the help': async (page) => {
		await page.goto('/admin');
		await page.locator('.heading [data-state=connected]').waitFor();
		await page.keyboard.press('?');
		await page.getByRole('dialog').waitFor();
	},
	'the archive': (page) => page.goto('/admin?tab=archived'),
	'nothing found': async (page) => {
		await page.goto('/admin?q=no-such-word-anywhere');
		await page.getByTestId('search-results').locator('p').first().waitFor();
	},
	'an open chat': (page) => openFromList(page, `/admin/${chatId}?shown=40`),
	'an open chat and the user': async (page) => {
		await openFromList(page, `/admin/${chatId}?shown=40`);
		const toggle = page
			.getByRole('main')
			.locator('header button[aria-expanded]:not([aria-haspopup])');
		if ((await toggle.getAttribute('aria-expanded')) === 'false') await toggle.click();
		await page.locator('section dl').waitFor();
	},
	'search results and an opened hit': async (page) => {
		await page.goto(`/admin?q=${WORD}`);
		await page.getByTestId('search-results').getByRole('link').filter({ hasText: WORD }).click();
		await page.getByRole('log').locator('[aria-current]').waitFor();
	},
	'an unknown chat': (page) => page.goto('/admin/nothing')
};

/** States of the widget by name, and how to reach each on a user's page. */
const WIDGET: Record<string, (widget: Widget) => Promise<unknown>> = {
	closed: (widget) => widget.button.waitFor(),
	'a long chat': async (widget) => {
		await widget.open();
		await widget.messages.last().waitFor();
	},
	settings: async (widget) => {
		await widget.root.locator('[aria-expanded]').click();
		await widget.root.getByRole('switch').last().waitFor();
	},
	'a long draft': (widget) => widget.composer.fill(`${'x'.repeat(4001)}\n`.repeat(3)),
	'a failed message': async (widget) => {
		await widget.page.route('**/rest/v1/support_messages*', (route) =>
			route.fulfill({ status: 403, json: { code: '42501', message: 'refused' } })
		);
		await widget.send('Refused '.repeat(60));
		await widget.root.getByRole('alert').waitFor();
	}
};

for (const locale of ['en-US', 'ar']) {
	test(`the inbox fits every window, ${locale}`, async ({ browser, adminAccount }) => {
		const page = await visit(browser, adminAccount, '/admin', locale);
		for (const [state, reach] of Object.entries(INBOX)) {
			await page.setViewportSize(WINDOWS[0]!);
			await reach(page);
			await expectHeld(page, state);
		}
		await page.context().close();
	});

	test(`the widget fits every window, ${locale}`, async ({ browser }) => {
		const page = await visit(browser, people[0]!, '/', locale);
		const widget = new Widget(page);
		for (const [state, reach] of Object.entries(WIDGET)) {
			await page.setViewportSize(WINDOWS[0]!);
			await reach(widget);
			await expectHeld(page, state);
		}
		await page.context().close();
	});
}

async function visit(browser: Browser, person: Person, path: string, locale: string) {
	const context = await browser.newContext({ locale, reducedMotion: 'reduce' });
	await leaveNotificationsUndecided(context);
	return signIn(context, person, path);
}

async function openFromList(page: Page, path: string): Promise<void> {
	await page.goto(path);
	await page.getByTestId('message').last().waitFor();
}

async function expectHeld(page: Page, state: string): Promise<void> {
	for (const window of WINDOWS) {
		await page.setViewportSize(window);
		expect.soft(await overflowing(page), `${state}, ${JSON.stringify(window)}`).toEqual([]);
	}
}
