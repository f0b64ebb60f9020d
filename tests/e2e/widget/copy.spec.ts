import type { Page } from '@playwright/test';
import { openChat, secretClient } from '../../fixtures/people.ts';
import { copied, drag } from '../support/copying.ts';
import { Conversation, expect, test } from '../support/test.ts';

// Copying from a conversation yields the texts and their authors: no times, no "Sent", no hidden text.

const FIRST = 'first line\n    and code';
const MESSAGES = [
	['user', FIRST],
	['admin', 'My answer: see https://a.example/x'],
	['admin', 'and one more'],
	['user', 'The order is PB-10482, thanks']
] as const;

for (const side of ['widget', 'inbox'] as const) {
	test.describe(`from the ${side}`, () => {
		let chat: Conversation;
		let page: Page;
		let names: Record<'user' | 'admin', string>;

		test.beforeEach(async ({ widget, user, admin }) => {
			const chatId = await openChat(user.person);
			for (const [sender_type, content] of MESSAGES) {
				const sender_id = sender_type === 'user' ? user.person.id : admin.person.id;
				await secretClient()
					.from('support_messages')
					.insert({ chat_id: chatId, content, sender_type, sender_id })
					.throwOnError();
			}
			if (side === 'widget') {
				await widget.open();
				[chat, page] = [widget, user.page];
				names = { user: 'You:', admin: 'Support:' };
			} else {
				await admin.page.goto(`/admin/${chatId}`);
				[chat, page] = [new Conversation(admin.page.getByRole('main')), admin.page];
				names = { user: `${user.person.email}:`, admin: 'You:' };
			}
			await expect(chat.messages).toHaveCount(4);
			await expect(chat.connection).toHaveAttribute('data-state', 'connected');
		});

		test('copying several messages puts each below its author', async () => {
			const texts = chat.messages.locator('.text');
			await drag(page, texts.first(), texts.last());
			expect(await copied(page, chat)).toBe(
				MESSAGES.map(([sender, text]) => `${names[sender]}\n${text}`).join('\n\n')
			);
		});

		test('copying from one message yields exactly the selection', async () => {
			const text = chat.messages.locator('.text').first();
			await drag(page, text, text);
			expect(await copied(page, chat)).toBe(FIRST);
			const bubble = chat.messages.nth(2);
			await drag(page, bubble.locator('.text'), bubble.locator('time bdi'));
			expect(await copied(page, chat)).toBe('and one more');
		});

		test('a double click selects a whole order number, and a word as usual', async () => {
			const text = chat.messages.last().locator('.text');
			const place = (word: string) =>
				text.evaluate((element, word) => {
					const node = document.createTreeWalker(element, NodeFilter.SHOW_TEXT).nextNode() as Text;
					const range = document.createRange();
					const at = node.data.indexOf(word);
					range.setStart(node, at);
					range.setEnd(node, at + word.length);
					const { x, y, width, height } = range.getBoundingClientRect();
					return { x: x + width / 2, y: y + height / 2 };
				}, word);
			for (const [word, taken] of [
				['10482', 'PB-10482'],
				['PB', 'PB-10482'],
				['order', 'order']
			] as const) {
				const { x, y } = await place(word);
				await page.mouse.dblclick(x, y);
				expect(await copied(page, chat)).toBe(taken);
			}
		});

		test('copying from a text field is unchanged', async () => {
			await chat.composer.fill('my own words');
			await chat.composer.press('Control+a');
			expect(await copied(page, chat)).toBe('my own words');
		});
	});
}

test('without the code for copying, the browser copies the texts, without times', async ({
	widget,
	user
}) => {
	await user.page.route(/copy-messages/, (route) => route.abort());
	await widget.open();
	await widget.send('one line');
	await widget.send('and another');
	const texts = widget.messages.locator('.text');
	await expect(widget.messages.last()).toHaveAttribute('data-delivery', 'sent');
	await drag(user.page, texts.first(), texts.last());
	const lines = (await copied(user.page, widget)).split(/\n+/);
	expect(lines.filter((line) => line !== 'You:')).toEqual(['one line', 'and another']);
});
