import { expect, test } from '../support/test.ts';
import { createUser, openChat, remove, secretClient } from '../../fixtures/people.ts';

// The product's specification, one test per line.

test('user can open widget and send a message', async ({ widget, user }) => {
	await widget.open();
	await widget.send('Hello, I need help');
	await expect(widget.message('Hello, I need help')).toHaveAttribute('data-delivery', 'sent');
	await expect(widget.composer).toHaveValue('');
	const { data } = await secretClient()
		.from('support_messages')
		.select('content, sender_type, sender_id')
		.eq('sender_id', user.person.id);
	expect(data).toEqual([
		{ content: 'Hello, I need help', sender_type: 'user', sender_id: user.person.id }
	]);
});

test('admin sees it in real time on the dashboard', async ({ widget, user, inbox }) => {
	await expect(inbox.page.getByRole('heading', { name: 'Support Chats' })).toBeVisible();
	await expect(inbox.page.getByTestId('connection')).toHaveAttribute('data-state', 'connected');
	await expect(inbox.card(user.person.email)).toHaveCount(0);
	const earlier = await createUser();
	const chat_id = await openChat(earlier);
	await earlier.client.from('support_messages').insert({ chat_id, content: 'I am first' });
	await expect(inbox.card(earlier.email)).toContainText('I am first');
	await widget.open();
	await widget.send('Are you there?');
	const card = inbox.card(user.person.email);
	await expect(card).toContainText('Are you there?');
	await expect(card).toContainText('1 message');
	await expect(card.getByText('Unread')).toBeAttached();
	// Not the first card: other tests write meanwhile.
	const place = async (email: string) =>
		(await inbox.page.getByRole('main').getByRole('listitem').allInnerTexts()).findIndex((text) =>
			text.includes(email)
		);
	await expect
		.poll(async () => (await place(earlier.email)) - (await place(user.person.email)))
		.toBeGreaterThan(0);
	await remove(earlier);
});

test('admin can reply and the user sees it instantly', async ({ widget, user, inbox }) => {
	await widget.open();
	await widget.send('Hello');
	const chat = await inbox.open(user.person.email);
	await expect(chat.message('Hello')).toBeVisible();
	await chat.send('Hi, how can I help?');
	await expect(widget.message('Hi, how can I help?')).toBeVisible();
	await expect(widget.message('Hi, how can I help?')).toHaveAttribute('data-own', 'false');
	await expect(chat.message('Hi, how can I help?')).toHaveAttribute('data-own', 'true');
	await expect(chat.message('Hello')).toHaveAttribute('data-own', 'false');
	await expect(chat.root).toContainText('You');
});

test('unread badge shows the correct count', async ({ widget, user, adminAccount }) => {
	const chatId = await openChat(user.person);
	await widget.page.reload();
	await expect(widget.button).toBeVisible();
	await expect(widget.badge).toHaveCount(0);
	for (let count = 1; count <= 10; count++) {
		await adminAccount.client
			.from('support_messages')
			.insert({ chat_id: chatId, content: `Reply ${count}` });
		await expect(widget.badge).toHaveText(count > 9 ? '9+' : String(count));
	}
	await expect(widget.button).toHaveAccessibleName('Open support chat, 10 unread messages');
	await widget.page.reload();
	await expect(widget.badge).toHaveText('9+');
});

test('badge clears when the widget opens', async ({ widget, user, adminAccount }) => {
	const chatId = await openChat(user.person);
	const other = await user.context.newPage();
	await other.goto('/');
	await adminAccount.client.from('support_messages').insert({ chat_id: chatId, content: 'News' });
	await widget.page.reload();
	await expect(widget.badge).toHaveText('1');
	await widget.open();
	await expect(widget.message('News')).toBeVisible();
	await expect(widget.badge).toHaveCount(0);
	await expect(other.getByTestId('unread-badge')).toHaveCount(0);

	await adminAccount.client.from('support_messages').insert({ chat_id: chatId, content: 'More' });
	await expect(widget.message('More')).toBeVisible();
	const unread = async () => {
		const chats = secretClient().from('support_chats');
		const { data } = await chats.select('unread_reply_count').eq('id', chatId).single();
		return data?.unread_reply_count;
	};
	await expect.poll(unread).toBe(0);
	await widget.close();
	await expect(widget.badge).toHaveCount(0);
});

test('connection indicator reflects actual status', async ({ widget, user }) => {
	// Routes every socket of the page, so that the test can close and refuse it.
	const sockets = new Set<{ close(): Promise<void> }>();
	let refusing = false;
	await user.page.routeWebSocket(/\/realtime\/v1\/websocket/, (socket) => {
		if (refusing) return void socket.close();
		const server = socket.connectToServer();
		sockets.add(server);
		sockets.add(socket);
	});
	await widget.page.reload();
	await widget.open();
	await expect(widget.connection).toHaveAttribute('data-state', 'connected');
	refusing = true;
	for (const socket of sockets) await socket.close();
	await expect(widget.connection).toHaveAttribute('data-state', 'reconnecting');
	refusing = false;
	await expect(widget.connection).toHaveAttribute('data-state', 'connected');
});

test('archive/restore works', async ({ widget, user, inbox }) => {
	await widget.open();
	await widget.send('Please archive me');
	await inbox.open(user.person.email);
	await inbox.page.getByRole('button', { name: 'Archive' }).click();
	await expect(inbox.page.getByRole('button', { name: 'Restore' })).toBeVisible();
	await inbox.page.goto('/admin');
	await expect(inbox.tab('Active')).toHaveAttribute('aria-current', 'page');
	await expect(inbox.card(user.person.email)).toHaveCount(0);
	await inbox.tab('Archived').click();
	await expect(inbox.card(user.person.email)).toBeVisible();
	await inbox.open(user.person.email);
	await inbox.page.getByRole('button', { name: 'Restore' }).click();
	await expect(inbox.page.getByRole('button', { name: 'Archive' })).toBeVisible();
	await inbox.page.goto('/admin');
	await expect(inbox.card(user.person.email)).toBeVisible();
});

test('auto-unarchive on a user message', async ({ widget, user, inbox, admin }) => {
	await widget.open();
	await widget.send('First');
	const chatId = await openChat(user.person);
	await expect(inbox.card(user.person.email)).toBeVisible();
	await admin.person.client.rpc('archive_support_chat', { chat_id: chatId });
	await expect(inbox.card(user.person.email)).toHaveCount(0);
	await widget.send('Second');
	await expect(inbox.card(user.person.email)).toContainText('Second');
});

test('messages in chronological order', async ({ widget, user, inbox }) => {
	const expected: string[] = [];
	await widget.open();
	await widget.send('0');
	expected.push('0');
	await expect(widget.messages).toHaveCount(1);
	const chat = await inbox.open(user.person.email);
	for (let i = 1; i <= 8; i++) {
		await (i % 2 ? chat : widget).send(String(i));
		expected.push(String(i));
		await expect(widget.messages).toHaveCount(i + 1);
		await expect(chat.messages).toHaveCount(i + 1);
	}
	expect(await widget.texts()).toEqual(expected);
	expect(await chat.texts()).toEqual(expected);
	await widget.page.reload();
	await widget.open();
	await expect(widget.messages).toHaveCount(expected.length);
	expect(await widget.texts()).toEqual(expected);
});

test('no duplicate messages', async ({ widget, user, inbox }) => {
	await widget.open();
	await expect(widget.connection).toHaveAttribute('data-state', 'connected');
	// Sent faster than the server responds: one broadcast arrives while the next insert is in flight.
	for (let i = 0; i < 10; i++) await widget.send('same words');
	await expect(widget.messages).toHaveCount(10);
	await expect(widget.root.locator('[data-delivery="sending"]')).toHaveCount(0);
	const chat = await inbox.open(user.person.email);
	await expect(chat.messages).toHaveCount(10);
	await expect(widget.messages).toHaveCount(10);
	const { count } = await secretClient()
		.from('support_messages')
		.select('*', { count: 'exact', head: true })
		.eq('sender_id', user.person.id);
	expect(count).toBe(10);
});
