import { openChat, secretClient } from '../../fixtures/people.ts';
import { Conversation, expect, test, Widget } from '../support/test.ts';

// One draft shared by several tabs of a browser.

test('the widget shares a draft between two tabs and sends it once', async ({ widget, user }) => {
	await widget.open();
	await expect(widget.connection).toHaveAttribute('data-state', 'connected');
	await widget.composer.fill('Where is my parcel?');
	const other = new Widget(await user.context.newPage());
	await other.page.goto('/');
	await other.open();
	await expect(other.connection).toHaveAttribute('data-state', 'connected');
	await expect(other.composer).toHaveValue('Where is my parcel?');
	await widget.composer.fill('Where is my parcel now?');
	await expect(other.composer).toHaveValue('Where is my parcel now?');

	await Promise.all([widget.composer.press('Enter'), other.composer.press('Enter')]);
	for (const tab of [widget, other]) {
		await expect(tab.composer).toHaveValue('');
		await expect(tab.messages).toHaveCount(1);
		await expect(tab.messages).toHaveAttribute('data-delivery', 'sent');
	}
	expect(await contentsOf(await openChat(user.person))).toEqual(['Where is my parcel now?']);
});

test('the widget sends a draft once even if the other tab receives no storage event', async ({
	widget,
	user
}) => {
	await user.context.addInitScript(() => {
		window.addEventListener('storage', (event) => event.stopImmediatePropagation(), true);
	});
	await widget.page.reload();
	await widget.open();
	await expect(widget.connection).toHaveAttribute('data-state', 'connected');
	await widget.composer.fill('Only once');
	const other = new Widget(await user.context.newPage());
	await other.page.goto('/');
	await other.open();
	await expect(other.connection).toHaveAttribute('data-state', 'connected');
	await widget.composer.press('Enter');
	await expect(widget.messages).toHaveAttribute('data-delivery', 'sent');
	await expect(other.composer).toHaveValue('Only once');
	await other.composer.press('Enter');
	await expect(other.composer).toHaveValue('');
	await other.send('And another');
	await expect(widget.messages).toHaveCount(2);
	expect(await contentsOf(await openChat(user.person))).toEqual(['Only once', 'And another']);
});

test('the inbox sends a reply once from two tabs', async ({ userAccount, admin }) => {
	const chatId = await openChat(userAccount);
	const second = await admin.context.newPage();
	const chats = [admin.page, second].map((page) => new Conversation(page.getByRole('main')));
	for (const { root } of chats) await root.page().goto(`/admin/${chatId}`);
	for (const { connection } of chats) {
		await expect(connection).toHaveAttribute('data-state', 'connected');
	}
	await chats[0]!.composer.fill('On its way');
	await expect(chats[1]!.composer).toHaveValue('On its way');
	await Promise.all(chats.map(({ composer }) => composer.press('Enter')));
	for (const { composer, messages } of chats) {
		await expect(composer).toHaveValue('');
		await expect(messages).toHaveAttribute('data-delivery', /sent|seen/);
	}
	expect(await contentsOf(chatId)).toEqual(['On its way']);
});

test('an older draft does not reappear when storage is full', async ({ widget }) => {
	await widget.open();
	await expect(widget.connection).toHaveAttribute('data-state', 'connected');
	await widget.composer.fill('old');
	await widget.page.evaluate(() => {
		for (let size = 4_000_000; size >= 1; size = Math.floor(size / 2)) {
			try {
				for (let i = 0; ; i++) localStorage.setItem(`full-${size}-${i}`, 'x'.repeat(size));
			} catch {
				// Full for this size; the next one is smaller.
			}
		}
	});
	const text = `old, ${'and much more '.repeat(20)}`;
	await widget.composer.fill(text);
	await expect(widget.composer).toHaveValue(text);
	await widget.page.reload();
	await widget.open();
	await expect(widget.connection).toHaveAttribute('data-state', 'connected');
	await expect(widget.composer).toHaveValue('');
});

async function contentsOf(chatId: string): Promise<string[]> {
	const { data } = await secretClient()
		.from('support_messages')
		.select('content')
		.eq('chat_id', chatId)
		.order('seq')
		.throwOnError();
	return data!.map(({ content }) => content);
}
