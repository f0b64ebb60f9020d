import type { Page } from '@playwright/test';
import { openChat, secretClient, type Person } from '../../fixtures/people.ts';
import { expect, test } from '../support/test.ts';

// A printed conversation shows every loaded message in full.

test('all loaded messages are printed in full', async ({ userAccount, inbox }) => {
	const { page } = inbox;
	const count = 41;
	await page.goto(`/admin/${await fill(userAccount, count)}`);
	const messages = page.getByTestId('message');
	await expect(messages).toHaveCount(count);
	await page.emulateMedia({ media: 'print' });
	expect(await cutOnPaper(page)).toEqual([]);
	const places = await messages.evaluateAll((items) =>
		items.map((item) => item.getBoundingClientRect().bottom + scrollY)
	);
	const length = await page.evaluate(() => document.documentElement.scrollHeight);
	expect(places[0]).toBeGreaterThan(0);
	expect(places.at(-1)).toBeLessThanOrEqual(length);
	await expect(page.getByRole('textbox', { name: 'Reply' })).toBeHidden();
	await expect(page.getByTestId('chat-list')).toBeHidden();
	await expect(page.getByRole('heading', { name: userAccount.email })).toBeVisible();
});

test('loaded messages that are not rendered are rendered only for printing', async ({
	userAccount,
	inbox
}) => {
	const { page } = inbox;
	const count = 230;
	await page.goto(`/admin/${await fill(userAccount, count)}`);
	const messages = page.getByTestId('message');
	const first = page.getByRole('log').getByText('Message 1', { exact: true });
	await expect(messages).not.toHaveCount(0);
	await page.getByRole('log').focus();
	await expect(async () => {
		await page.keyboard.press('Home');
		await expect(first).toBeInViewport({ timeout: 1000 });
	}).toPass();
	const rendered = await messages.count();
	expect(rendered).toBeLessThan(count);
	const printed = await page.evaluate(() => {
		dispatchEvent(new Event('beforeprint'));
		return document.querySelectorAll('[data-testid=message]').length;
	});
	expect(printed).toBe(count);
	await page.evaluate(() => dispatchEvent(new Event('afterprint')));
	await expect(messages).toHaveCount(rendered);
	await expect(first).toBeInViewport();
});

/** Ancestors of the messages that clip their content. */
function cutOnPaper(page: Page): Promise<string[]> {
	return page.getByRole('log').evaluate((log) => {
		const around: Element[] = [];
		for (let part: Element | null = log; part; part = part.parentElement) around.push(part);
		return around
			.filter((part) => part !== document.documentElement && part !== document.body)
			.filter((part) => part.scrollHeight > part.clientHeight + 1 && part.clientHeight > 0)
			.filter((part) => getComputedStyle(part).overflowY !== 'visible')
			.map((part) => `${part.tagName} ${part.className}`);
	});
}

async function fill(user: Person, count: number): Promise<string> {
	const chat_id = await openChat(user);
	const rows = Array.from({ length: count }, (_, i) => ({
		chat_id,
		content: `Message ${i + 1} ${'and more '.repeat(i % 5)}`,
		created_at: new Date(Date.now() - (count - i) * 1000).toISOString(),
		sender_type: 'user' as const,
		sender_id: user.id
	}));
	await secretClient().from('support_messages').insert(rows).throwOnError();
	return chat_id;
}
