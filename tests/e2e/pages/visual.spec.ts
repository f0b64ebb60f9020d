import type { Browser, BrowserContextOptions, Page } from '@playwright/test';
import { openChat, secretClient, type Person } from '../../fixtures/people.ts';
import { hideHealth } from '../support/health-answer.ts';
import { showOnly } from '../support/on-duty.ts';
import { makeSameEverywhere } from '../support/same-everywhere.ts';
import { Conversation, expect, signIn, test, Widget } from '../support/test.ts';

// Compares screenshots of the main states with those in tests/e2e/pictures. After an intended visual
// change run UPDATE_PICTURES=1 npm test -- browser, and check the new ones.

const DESKTOP = { width: 1280, height: 800 };
const PHONE = { width: 390, height: 844 };
const LOOKS: Record<string, BrowserContextOptions> = {
	light: { viewport: DESKTOP, colorScheme: 'light' },
	dark: { viewport: DESKTOP, colorScheme: 'dark' },
	phone: { viewport: PHONE, colorScheme: 'light' },
	arabic: { viewport: DESKTOP, colorScheme: 'light', locale: 'ar' }
};

for (const [name, look] of Object.entries(LOOKS)) {
	test(`the widget, ${name}`, async ({ browser, userAccount, adminAccount }) => {
		const page = await visit(browser, userAccount, '/', look);
		await showOnly(page, 'nobody');
		const widget = new Widget(page);
		await expect(widget.button).toHaveScreenshot(`launcher-${name}.png`);
		await widget.open();
		await expect(widget.root.getByRole('log')).toHaveAttribute('aria-busy', 'false');
		await expect(widget.root).toHaveScreenshot(`welcome-${name}.png`, usualReply(widget));
		await page.context().close();

		await converse(userAccount, adminAccount);
		const later = new Widget(await visit(browser, userAccount, '/', look));
		await showOnly(later.page, 'nobody');
		await expect(later.badge).toBeVisible();
		await expect(later.button).toHaveScreenshot(`badge-${name}.png`);
		await later.open();
		await expect(later.messages).toHaveCount(5);
		await later.page.route('**/rest/v1/support_messages*', (route) =>
			route.fulfill({ status: 403, json: { code: '42501', message: 'refused' } })
		);
		await later.send('Thank you!');
		await expect(later.message('Thank you!')).toHaveAttribute('data-delivery', 'failed');
		await expect(later.root).toHaveScreenshot(`conversation-${name}.png`, usualReply(later));
		await later.page.context().close();
	});

	test(`an open chat in the inbox, ${name}`, async ({ browser, userAccount, adminAccount }) => {
		const chatId = await converse(userAccount, adminAccount);
		const page = await visit(browser, adminAccount, `/admin/${chatId}`, look);
		const chat = new Conversation(page.getByRole('main'));
		await expect(chat.messages).toHaveCount(5);
		// The sender's address is random.
		const mask = [page.locator('.sender')];
		await expect(page.getByRole('log')).toHaveScreenshot(`inbox-log-${name}.png`, { mask });
		await page.context().close();
	});
}

/** Masks the usual reply time, which depends on the tests that ran before this one. */
function usualReply(widget: Widget) {
	return { mask: [widget.connection] };
}

async function visit(
	browser: Browser,
	person: Person,
	next: string,
	look: BrowserContextOptions
): Promise<Page> {
	const context = await browser.newContext({ ...look, bypassCSP: true });
	await makeSameEverywhere(context);
	await hideHealth(context);
	return signIn(context, person, next);
}

/** Creates a conversation with fixed texts and times. */
async function converse(user: Person, admin: Person): Promise<string> {
	const chatId = await openChat(user);
	const messages = [
		['user', '2026-01-28T09:12:00Z', 'Hi! My order says “delivered”, but nothing has arrived.'],
		['user', '2026-01-28T09:12:40Z', 'The number is 4711: https://example.com/orders/4711'],
		['admin', '2026-01-28T09:20:00Z', 'I am sorry to hear that. Let me ask the carrier.'],
		[
			'admin',
			'2026-01-29T14:58:00Z',
			'They left it at a pick-up point:\n  12 Station Road\n  open until 20:00'
		],
		['admin', '2026-01-29T14:59:00Z', 'Is that near enough?']
	] as const;
	for (const [side, created_at, content] of messages) {
		const sender_id = side === 'user' ? user.id : admin.id;
		await secretClient()
			.from('support_messages')
			.insert({ chat_id: chatId, content, created_at, sender_type: side, sender_id })
			.throwOnError();
	}
	return chatId;
}
