import type { Browser, BrowserContext, Page } from '@playwright/test';
import { createAdmin, createUser, openChat, remove, type Person } from '../../fixtures/people.ts';
import { expect, signIn, test } from '../support/test.ts';

/** Runs `look` as a person with the browser language `locale`. */
async function readAs(
	person: Person,
	browser: Browser,
	{ locale, next = '/' }: { locale: string; next?: string },
	look: (page: Page, context: BrowserContext) => Promise<void>
): Promise<void> {
	const context = await browser.newContext({ locale });
	await look(await signIn(context, person, next), context);
	await context.close();
}

/** Creates a user with a chat. */
async function createCustomer(): Promise<{ person: Person; chatId: string }> {
	const person = await createUser();
	return { person, chatId: await openChat(person) };
}

const WIDGETS = [
	{
		locale: 'de-AT',
		tag: 'de',
		open: 'Support-Chat öffnen',
		field: 'Nachricht',
		today: 'Heute',
		weekday: new Intl.DateTimeFormat('de-AT', { weekday: 'long' }),
		limit: /^4.001 \/ 4.000$/
	},
	{
		locale: 'ar-AE',
		tag: 'ar',
		open: 'فتح محادثة الدعم',
		field: 'الرسالة',
		today: 'اليوم',
		weekday: new Intl.DateTimeFormat('ar-AE', { weekday: 'long' }),
		limit: /^4,001 \/ 4,000$/
	}
];

for (const { locale, tag, open, field, today, weekday, limit } of WIDGETS) {
	test(`a browser in ${locale} shows the widget in ${tag}`, async ({ browser }) => {
		const { person } = await createCustomer();
		await readAs(person, browser, { locale }, async (page) => {
			const button = page.getByRole('button', { name: open, exact: true });
			await button.click();
			const panel = page.getByTestId('chat-panel');
			const composer = panel.getByRole('textbox', { name: field });
			await composer.fill('Grüß Gott, مرحبا');
			await composer.press('Enter');
			await expect(panel.getByTestId('message')).toHaveAttribute('data-delivery', 'sent');
			const day = panel.getByTestId('day').locator('time');
			// The language of e-mails about replies.
			const { data } = await person.client.from('support_chats').select('language').single();
			expect(data).toEqual({ language: tag });
			await expect(day).toHaveText(today);
			await expect(day).toHaveAttribute('title', new RegExp(weekday.format(new Date())));
			await composer.fill('x'.repeat(4001));
			await expect(panel.getByText(limit)).toBeVisible();
			const host = page.locator('.support-chat');
			await expect(host).toHaveAttribute('lang', tag);
			await expect(host).toHaveAttribute('dir', tag === 'ar' ? 'rtl' : 'ltr');
			const { x, width } = (await page.getByTestId('chat-button').boundingBox())!;
			const middle = page.viewportSize()!.width / 2;
			expect(x + width < middle).toBe(tag === 'ar');
		});
		await remove(person);
	});
}

test('the day divider changes from Today to Yesterday while the chat is open', async ({
	widget,
	user
}) => {
	const { page } = widget;
	await page.clock.install();
	await page.reload();
	await widget.open();
	await widget.send('See you tomorrow');
	const day = widget.root.getByTestId('day').locator('time');
	await expect(day).toHaveText('Today');
	await expect(widget.messages).toHaveAttribute('data-delivery', 'sent');
	// Online, the server's time would correct the clock.
	await user.context.setOffline(true);
	await expect(widget.connection).toHaveAttribute('data-state', 'offline');
	await page.clock.fastForward('24:00:00');
	await expect(day).toHaveText('Yesterday');
});

test('a reader loads only their own language', async ({ browser }) => {
	const { person } = await createCustomer();
	for (const [locale, words, others] of [
		['en-GB', 'Loading older messages', 'Ältere Nachrichten werden geladen'],
		['de-DE', 'Ältere Nachrichten werden geladen', 'Loading older messages']
	] as const) {
		await readAs(person, browser, { locale }, async (page) => {
			const loaded: Promise<string>[] = [];
			page.on('response', (response) => {
				if (response.request().resourceType() === 'script') {
					loaded.push(response.text().catch(() => ''));
				}
			});
			await page.reload();
			await page.getByTestId('chat-button').click();
			await expect(page.getByTestId('chat-panel').getByRole('textbox')).toBeFocused();
			const scripts = (await Promise.all(loaded)).join('\n');
			expect(scripts).toContain(words);
			expect(scripts).not.toContain(others);
		});
	}
	await remove(person);
});

test('the inbox uses the browser’s language', async ({ browser }) => {
	const [{ person, chatId }, admin] = await Promise.all([createCustomer(), createAdmin('Support')]);
	const { error } = await person.client
		.from('support_messages')
		.insert({ chat_id: chatId, content: 'Hello there!' });
	expect(error).toBeNull();
	await readAs(admin, browser, { locale: 'de-DE', next: '/admin' }, async (page) => {
		await expect(page).toHaveTitle(/Support-Chats/);
		await expect(page.getByRole('link', { name: 'Archiviert' })).toBeVisible();
		const card = page.getByRole('link').filter({ hasText: person.email });
		await expect(card).toContainText('1 Nachricht');
		await expect(card.locator('time').first()).toHaveText(/jetzt|vor|Sekunde/);
		await card.click();
		await expect(page.getByRole('textbox', { name: 'Antwort' })).toBeVisible();
	});
	await readAs(admin, browser, { locale: 'ar-EG', next: `/admin/${chatId}` }, async (page) => {
		await expect(page.locator('.support-chat')).toHaveAttribute('dir', 'rtl');
		await expect(page.getByRole('textbox', { name: 'الرد' })).toBeVisible();
		await expect(page.getByRole('button', { name: 'أرشفة' })).toBeVisible();
		// The server-rendered page.
		const answer = await page.request.get('/admin', { headers: { 'accept-language': 'ar' } });
		expect(await answer.text()).toContain('محادثات الدعم');
	});
	await Promise.all([remove(person), remove(admin)]);
});
