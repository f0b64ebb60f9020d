import { randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import { DUTY_TOPIC as TOPIC, showOnly } from '../support/on-duty.ts';
import { routeSockets, type RoutedSockets } from '../support/route-sockets.ts';
import { Conversation, expect, Inbox, signIn, test } from '../support/test.ts';
import { createAdmin, openChat, remove } from '../../fixtures/people.ts';
import { LINGER_MS } from '../../../src/lib/support-chat/widget/chat/agent-presence.svelte.ts';

// All online admins share one topic, including those of tests that run in parallel. These tests give the
// admin a presence key of their own, and show the user's page only that key.

/** Sets the presence key of a page's admin. */
async function presentAs(page: Page, key: string): Promise<RoutedSockets> {
	return routeSockets(page, (socket, server) => {
		socket.onMessage((data) => {
			if (typeof data !== 'string') return server.send(data);
			const [joinRef, ref, topic, event, payload] = JSON.parse(data);
			if (topic === TOPIC && event === 'phx_join') payload.config.presence.key = key;
			server.send(JSON.stringify([joinRef, ref, topic, event, payload]));
		});
	});
}

/** Which of the two depends on how many replies other tests have written. */
const AWAY = /^\s*(We reply here and by email|Usually replies in a few minutes)\s*$/;

test('"Support is online" comes and goes with the page of an admin', async ({
	widget,
	user,
	admin
}) => {
	const key = randomUUID();
	await showOnly(user.page, key);
	await widget.open();
	await expect(widget.connection).toHaveText(AWAY);
	await presentAs(admin.page, key);
	await expect(widget.connection).toHaveText('Support is online');
	await expect(widget.connection).toHaveAttribute('title', 'Connected');
	await admin.page.goto('/');
	await expect(widget.connection).toHaveText(AWAY);
});

test('presence recovers after a lost connection on either side', async ({
	widget,
	user,
	admin
}) => {
	const key = randomUUID();
	const userSockets = await showOnly(user.page, key);
	const adminSockets = await presentAs(admin.page, key);
	await widget.open();
	await expect(widget.connection).toHaveText('Support is online');
	await userSockets.cut();
	await expect(widget.connection).toHaveText('Reconnecting…');
	userSockets.restore();
	await expect(widget.connection).toHaveText('Support is online');
	await adminSockets.cut();
	await expect(widget.connection).toHaveText(AWAY);
	adminSockets.restore();
	await expect(widget.connection).toHaveText('Support is online');
});

test('the welcome screen names the admin who is online', async ({ widget, user, browser }) => {
	const key = randomUUID();
	const nora = await createAdmin('Nora Lind');
	const context = await browser.newContext();
	const page = await signIn(context, nora, '/admin');
	await showOnly(user.page, key);
	await widget.open();
	await expect(widget.connection).toHaveText(AWAY);
	await presentAs(page, key);
	await expect(widget.root.getByText('Nora Lind is online')).toBeVisible();
	await context.close();
	await expect(widget.root.getByText('Nora Lind')).toHaveCount(0);
	await remove(nora);
});

test('an admin sees whether the user has the chat open', async ({ widget, user, inbox }) => {
	await widget.open();
	await widget.send('Hello');
	const chat = await inbox.open(user.person.email);
	const online = chat.root.getByText('Online', { exact: true });
	await expect(online).toBeVisible();
	await widget.close();
	await expect(online).toBeHidden();
	await widget.open();
	await expect(online).toBeVisible();
	await user.page.close();
	await expect(online).toBeHidden();
});

test('a second admin sees that the first is viewing the chat', async ({
	widget,
	user,
	inbox,
	browser
}) => {
	const person = await createAdmin('Night shift');
	await widget.open();
	await widget.send('Hello');
	const first = await inbox.open(user.person.email);
	await expect(first.message('Hello')).toBeVisible();

	const context = await browser.newContext();
	const second = new Inbox(await signIn(context, person, '/admin'));
	const chat = await second.open(user.person.email);
	// The fixture's admin is called Support.
	await expect(chat.root.getByText('Support is viewing this chat')).toBeVisible();
	await expect(first.root.getByText('Night shift is viewing this chat')).toBeVisible();
	await expect(chat.root.getByText('Night shift')).toHaveCount(0);
	await second.page.goto('/admin');
	await expect(first.root.getByText(/is viewing/)).toHaveCount(0);
	await context.close();
	await remove(person);
});

test('an admin sees a colleague writing a reply until it is sent', async ({
	userAccount,
	admin,
	browser
}) => {
	const person = await createAdmin('Night shift');
	const chatId = await openChat(userAccount);
	await admin.page.goto(`/admin/${chatId}`);
	const context = await browser.newContext();
	const colleague = await signIn(context, person, `/admin/${chatId}`);
	await expect(
		admin.page.getByRole('main').getByText('Night shift is viewing this chat')
	).toBeVisible();
	const { composer } = new Conversation(colleague.getByRole('main'));
	await composer.pressSequentially('Let me see');
	await expect(
		admin.page.getByRole('main').getByText('Night shift is writing a reply…')
	).toBeVisible();
	await composer.press('Enter');
	await expect(
		admin.page.getByRole('main').getByText('Night shift is viewing this chat')
	).toBeVisible();
	await context.close();
	await remove(person);
});

test('an admin’s tabs count once for colleagues and not for that admin', async ({
	widget,
	user,
	admin,
	inbox,
	browser
}) => {
	const person = await createAdmin('Night shift');
	await widget.open();
	await widget.send('Hello');
	const chat = await inbox.open(user.person.email);
	const other = new Inbox(await admin.context.newPage());
	await other.page.goto(inbox.page.url());
	const context = await browser.newContext();
	const colleague = await signIn(context, person, new URL(inbox.page.url()).pathname);
	await expect(colleague.getByRole('main').getByText('Support is viewing this chat')).toBeVisible();
	for (const page of [inbox.page, other.page]) {
		await expect(page.getByRole('main').getByText(/ (is|are) viewing/)).toHaveText(
			'Night shift is viewing this chat'
		);
	}
	// Closing one tab must not end the presence of the other.
	await other.page.close();
	await chat.composer.pressSequentially('Let me see');
	await expect(colleague.getByRole('main').getByText('Support is writing a reply…')).toBeVisible();
	await context.close();
	await remove(person);
});

test('presence events reveal no account to a user', async ({ widget, user, admin, inbox }) => {
	const received: { topic: string; payload: object }[] = [];
	await routeSockets(user.page, (socket, server) => {
		server.onMessage((data) => {
			socket.send(data);
			if (typeof data !== 'string') return;
			const [, , topic, event, payload] = JSON.parse(data);
			if (event.startsWith('presence')) received.push({ topic, payload });
		});
	});
	const { data: ids } = await admin.person.client
		.from('support_admins')
		.select('id, user_id')
		.eq('user_id', admin.person.id)
		.single()
		.throwOnError();
	const chatId = await openChat(user.person);
	await widget.open();
	await widget.send('Hello');
	const chat = await inbox.open(user.person.email);
	await expect(widget.connection).toHaveText('Support is online');
	await expect(chat.root.getByText('Online', { exact: true })).toBeVisible();
	await chat.composer.pressSequentially('Let me see');
	await expect(widget.root.getByTestId('typing')).toBeVisible();

	const topics = [TOPIC, `realtime:support_chat_activity:${chatId}`];
	for (const topic of topics) {
		expect(received.map((frame) => frame.topic)).toContain(topic);
	}
	const people = received.flatMap(({ payload }) => presentIn(payload));
	expect(people.length).toBeGreaterThan(1);
	for (const { key, metas } of people) {
		expect(Object.values(ids)).not.toContain(key);
		for (const meta of metas) {
			// The user's own entry on one topic; on the other, admins with the name shown above their replies.
			expect(meta).toEqual({
				phx_ref: expect.any(String),
				...('sender_type' in meta ? OWN_ENTRY : { name: expect.any(String) })
			});
		}
	}
	const text = JSON.stringify(received);
	for (const id of [...Object.values(ids), user.person.id]) expect(text).not.toContain(id);
});

/** Presence payload of a user in their chat. */
const OWN_ENTRY = { sender_type: 'user' };

type Entries = Record<string, { metas: Record<string, unknown>[] }>;

/** All entries of a `presence_state` or `presence_diff` payload. */
function presentIn(payload: object): { key: string; metas: Record<string, unknown>[] }[] {
	const { joins, leaves, ...state } = payload as { joins?: Entries; leaves?: Entries } & Entries;
	return [joins ?? {}, leaves ?? {}, state].flatMap((entries) =>
		Object.entries(entries).map(([key, { metas }]) => ({ key, metas }))
	);
}

test('closing the panel leaves both presence topics but keeps the chat joined', async ({
	widget,
	user
}) => {
	await user.page.clock.install();
	const joined = new Set<string>();
	await routeSockets(user.page, (socket, server) => {
		socket.onMessage((data) => {
			if (typeof data === 'string') {
				const [, , topic, event] = JSON.parse(data);
				if (event === 'phx_join') joined.add(topic.split(':')[1]);
				if (event === 'phx_leave') joined.delete(topic.split(':')[1]);
			}
			server.send(data);
		});
	});
	await expect(widget.button).toBeVisible();
	expect([...joined]).toEqual([]);
	await widget.open();
	const all = ['support_chat', 'support_chat_activity', 'support_presence'];
	await expect.poll(() => [...joined].sort()).toEqual(all);
	await widget.close();
	await user.page.clock.fastForward(LINGER_MS);
	await expect.poll(() => [...joined]).toEqual(['support_chat']);
});
