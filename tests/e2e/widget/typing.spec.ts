import { Conversation, expect, test, Widget } from '../support/test.ts';
import { join } from '../../fixtures/channels.ts';
import { openChat, secretClient } from '../../fixtures/people.ts';

/** The typing indicator for the other side. */
const note = (side: Conversation) => side.root.getByTestId('typing');

test('typing shows on both sides until the text is sent or deleted', async ({
	widget,
	user,
	inbox
}) => {
	await widget.open();
	await widget.send('Hello');
	const chat = await inbox.open(user.person.email);
	await expect(chat.connection).toHaveAttribute('data-state', 'connected');

	await widget.composer.pressSequentially('I have another');
	await expect(note(chat)).toHaveText(`${user.person.email} is typing…`);
	await expect(chat.root.getByRole('status').filter({ hasText: 'is typing' })).toBeAttached();
	await widget.composer.fill('');
	await expect(note(chat)).toBeHidden({ timeout: 3_000 });
	await expect(note(widget)).toBeHidden();

	await chat.composer.pressSequentially('One moment');
	await expect(note(widget)).toHaveText('Support is typing…');
	await expect(note(widget)).toBeInViewport();
	await chat.composer.press('Enter');
	await expect(widget.message('One moment')).toBeVisible();
	await expect(note(widget)).toBeHidden({ timeout: 1_000 });

	const { count } = await secretClient()
		.from('support_messages')
		.select('*', { count: 'exact', head: true })
		.eq('chat_id', await openChat(user.person));
	expect(count).toBe(2);
});

test('the typing indicator expires without a stop event', async ({ widget, user, inbox }) => {
	await widget.open();
	await widget.send('Hello');
	const chat = await inbox.open(user.person.email);
	await expect(chat.message('Hello')).toBeVisible();
	await widget.composer.pressSequentially('And');
	await expect(note(chat)).toBeVisible();
	await user.page.close();
	await expect(note(chat)).toBeHidden({ timeout: 8_000 });
});

test("typing in a user's other tab does not show as the other side", async ({
	widget,
	user,
	inbox
}) => {
	await widget.open();
	await widget.send('Hello');
	const second = new Widget(await user.context.newPage());
	await second.page.goto('/');
	await second.open();
	await expect(second.message('Hello')).toBeVisible();
	const chat = await inbox.open(user.person.email);
	await expect(chat.message('Hello')).toBeVisible();
	await second.composer.pressSequentially('From the second tab');
	// Once the admin sees it, the first tab has received it too.
	await expect(note(chat)).toBeVisible();
	await expect(note(widget)).toHaveCount(0);
});

test('invalid events on the topic are ignored', async ({ widget, user, adminAccount }) => {
	await widget.open();
	await expect(widget.connection).toHaveAttribute('data-state', 'connected');
	const chatId = await openChat(user.person);
	const { channel } = await join(adminAccount.client, `support_chat_activity:${chatId}`);
	const forged = [
		{},
		{ sender_type: 'admin', typing: '<b>yes</b>' },
		{ sender_type: '<img src=x onerror=alert(1)>', typing: true },
		{ sender_type: ['admin'], typing: true },
		{ typing: true },
		{ sender_type: 'user', typing: true }
	];
	for (const payload of forged) {
		await channel.send({ type: 'broadcast', event: 'typing', payload });
	}
	await channel.track({ sender_type: { nested: 'admin' } });
	await widget.send('Still there');
	await expect(widget.message('Still there')).toHaveAttribute('data-delivery', 'sent');
	await expect(note(widget)).toHaveCount(0);
	await channel.send({
		type: 'broadcast',
		event: 'typing',
		payload: { sender_type: 'admin', typing: true }
	});
	await expect(note(widget)).toBeVisible();
});
