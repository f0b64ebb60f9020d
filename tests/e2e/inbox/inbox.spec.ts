import { randomUUID } from 'node:crypto';
import { createAdmin, openChat, remove, secretClient } from '../../fixtures/people.ts';
import { expect, MOTION, test } from '../support/test.ts';

test.use(MOTION);

test('a card shows author, text, count and time; opening it marks the chat viewed', async ({
	widget,
	user,
	inbox
}) => {
	await widget.open();
	await widget.send('One');
	await widget.send('Two');
	const card = inbox.card(user.person.email);
	await expect(card).toContainText('Two');
	await expect(card).toContainText(/2 messages\s*·\s*(now|\d+ seconds? ago)/);
	await expect(card.getByText('Unread')).toBeAttached();
	const chat = await inbox.open(user.person.email);
	await expect(chat.messages).toHaveCount(2);
	// The user sees it, too.
	await expect(widget.message('Two')).toHaveAttribute('data-delivery', 'seen');
	await chat.send('Three');
	await inbox.page.getByRole('link', { name: 'Back to chats' }).click();
	await expect(card).toContainText('You: Three');
	await expect(card.getByText('Unread')).toHaveCount(0);
});

test('messages are grouped by day, and admins see each other’s names', async ({
	userAccount,
	admin,
	inbox
}) => {
	const chatId = await openChat(userAccount);
	const colleague = await createAdmin('Night shift');
	// A chat this old is listed after those of all other tests.
	await inbox.page.goto('/admin?shown=500');
	await secretClient()
		.from('support_messages')
		.insert([
			{ chat_id: chatId, content: 'Long ago', created_at: '2024-01-29T12:00:00Z' },
			{
				chat_id: chatId,
				content: 'By a colleague',
				sender_type: 'admin',
				sender_id: colleague.id,
				created_at: '2024-01-30T12:00:00Z'
			}
		]);
	await expect(inbox.card(userAccount.email)).toContainText('Night shift: By a colleague');
	const chat = await inbox.open(userAccount.email);
	await expect(chat.root.getByText('Monday, January 29, 2024')).toBeVisible();
	await expect(chat.root.getByText('Tuesday, January 30, 2024')).toBeVisible();
	await expect(chat.message('By a colleague')).toContainText('Night shift');
	await chat.send('By me');
	await expect(chat.message('By me')).toContainText('You');
	// A live event carries the name, too.
	await colleague.client.from('support_messages').insert({ chat_id: chatId, content: 'Again' });
	await expect(chat.message('Again')).toContainText('Night shift');
	await expect(chat.message('Long ago')).toContainText(userAccount.email);
	await remove(colleague);
	expect(admin.person.id).toBeTruthy();
});

test('a long list is paged, and its URL keeps tab and length', async ({ admin }) => {
	const ids: string[] = [];
	for (let i = 0; i < 60; i++) {
		const { data } = await secretClient().auth.admin.createUser({
			email: `page-${i}-${randomUUID()}@example.com`,
			email_confirm: true
		});
		ids.push(data.user?.id ?? '');
	}
	const chats = await secretClient()
		.from('support_chats')
		.insert(ids.map((user_id, i) => ({ user_id, user_email: `page-${i}@example.com` })))
		.select('id');
	const rows = (chats.data ?? []).map(({ id }) => ({ chat_id: id, content: 'Hi' }));
	await secretClient().from('support_messages').insert(rows);

	const page = admin.page;
	await page.goto('/admin');
	const cards = page.getByRole('main').getByRole('listitem');
	const first = await cards.count();
	expect(first).toBeLessThan(50);
	await page.getByRole('link', { name: 'Load more' }).click();
	// Not an exact number: other tests add chats meanwhile, though not a page of them.
	await expect.poll(() => cards.count()).toBeGreaterThan(first + 10);
	await page.reload();
	await expect.poll(() => cards.count()).toBeGreaterThan(first + 10);
	await Promise.all(ids.map((id) => secretClient().auth.admin.deleteUser(id)));
});
