import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect } from 'vitest';
import { visitorClient } from '../fixtures/people.ts';
import { breakMailbox, mailsTo, nextMailTo } from './mailbox.ts';
import { connect, pauseClock, test as base, type Notification, type Pipeline } from './pipeline.ts';

// A message that nobody looks at becomes one e-mail to the admin whose chat it is: through the same outbox and the
// same function as the mail about a reply.

pauseClock();

// No chat of another test waits for so long.
const DELAY = '3 days';

/** Vitest's `test` with alerts after `DELAY`; what was set before is put back. */
const test = base.extend<{ pipeline: Pipeline }>({
	pipeline: async ({ pipeline }, use) => {
		const { db } = pipeline;
		const change = (delay: string) =>
			db.query('update public.support_settings set admin_alert_delay = $1', [delay]);
		await change(DELAY);
		await db.query(
			`insert into support_private.support_alert_progress (considered_until)
			values (now() - $1::interval - interval '1 hour')
			on conflict (id) do update set considered_until = excluded.considered_until`,
			[DELAY]
		);
		await use(pipeline);
		await change('10 minutes');
		await db.query('delete from support_private.support_alert_progress');
	}
});

/** The user writes, and the delay passes. The chat is the admin's. */
async function waitUnseen({ user, chatId, admin, db }: Pipeline, content: string): Promise<void> {
	const { error } = await user.client.from('support_messages').insert({ chat_id: chatId, content });
	if (error) throw error;
	const age = `$2::interval + interval '1 minute'`;
	await db.query(
		`update public.support_messages set created_at = created_at - (${age}) where chat_id = $1`,
		[chatId, DELAY]
	);
	await db.query(
		`update public.support_chats
		set last_message_at = last_message_at - (${age}), waiting_since = waiting_since - (${age}),
			last_user_message_at = last_user_message_at - (${age}),
			assigned_admin_id = (select admin.id from public.support_admins as admin where admin.user_id = $3)
		where id = $1`,
		[chatId, DELAY, admin.id]
	);
}

async function alertsOf({ admin, db }: Pipeline): Promise<Notification[]> {
	const { rows } = await db.query<Notification>(
		`select notification.* from public.support_reply_notifications as notification
		join public.support_admins as admin on admin.id = notification.admin_id
		where admin.user_id = $1 order by notification.created_at`,
		[admin.id]
	);
	return rows;
}

/** Waits until no try of an alert is under way. The test's timeout ends the wait. */
async function settled(pipeline: Pipeline): Promise<Notification[]> {
	for (;;) {
		const alerts = await alertsOf(pipeline);
		if (alerts.every(({ status }) => status !== 'sending')) return alerts;
		await sleep(50);
	}
}

/** Makes the admin's alerts due, runs the dispatcher, and waits for the result. */
async function tryAgain(pipeline: Pipeline): Promise<Notification[]> {
	await pipeline.db.query(
		`update public.support_reply_notifications set due_at = now()
		where admin_id is not null and status in ('pending', 'sending')`
	);
	await pipeline.dispatch();
	return settled(pipeline);
}

test('says who waits, since when, and what they wrote, and links into the chat', async ({
	pipeline
}) => {
	await waitUnseen(pipeline, 'Where is my parcel?');
	expect(await pipeline.dispatch()).toBe(1);
	const mail = await nextMailTo(pipeline.admin.email);
	expect(mail.subject).toMatch(/^A chat is waiting for a reply – .+/);
	expect(mail.text).toContain(`${pipeline.user.email}:\nwaiting since `);
	expect(mail.text).toContain('(3 days)\n> Where is my parcel?\n');
	for (const part of [mail.html, mail.text]) expect(part).toContain(`/admin/${pipeline.chatId}`);
	expect(await settled(pipeline)).toMatchObject([{ status: 'sent', attempts: 1 }]);
	expect(await pipeline.dispatch()).toBe(0);
	expect(await mailsTo(pipeline.admin.email)).toHaveLength(1);
	expect(await mailsTo(pipeline.user.email)).toEqual([]);
});

test('the link of an alert switches them off, without a session', async ({ pipeline }) => {
	await waitUnseen(pipeline, 'Hello?');
	await pipeline.dispatch();
	const { headers, html, text } = await nextMailTo(pipeline.admin.email);
	await settled(pipeline);
	expect(headers['List-Unsubscribe-Post']).toBe('List-Unsubscribe=One-Click');
	const link = /^<(.+)>$/.exec(headers['List-Unsubscribe'] ?? '')?.[1] ?? '';
	expect(text).toContain(link);
	expect(html).toContain(link.replace('&', '&amp;'));
	const change = { token: new URL(link).searchParams.get('token') ?? '', enabled: false };
	expect((await visitorClient().rpc('set_support_reply_emails_by_token', change)).data).toBe(false);
	const { rows } = await pipeline.db.query(
		'select email_alerts from public.support_admins where user_id = $1',
		[pipeline.admin.id]
	);
	expect(rows).toEqual([{ email_alerts: false }]);
});

describe('exactly one alert is sent', () => {
	test('when the mail service is down for 3 attempts', async ({ pipeline }) => {
		await breakMailbox({ kind: 'fail', status: 500, times: 3 });
		await waitUnseen(pipeline, 'Hello?');
		for (let attempt = 1; attempt <= 3; attempt++) {
			expect(await tryAgain(pipeline)).toMatchObject([{ status: 'pending', attempts: attempt }]);
		}
		expect(await tryAgain(pipeline)).toMatchObject([{ status: 'sent', attempts: 4 }]);
		expect(await mailsTo(pipeline.admin.email)).toHaveLength(1);
	});

	test('when the response is lost after sending', async ({ pipeline }) => {
		await breakMailbox({ kind: 'lost_answer' });
		await waitUnseen(pipeline, 'Hello?');
		expect(await tryAgain(pipeline)).toMatchObject([{ status: 'pending', attempts: 1 }]);
		expect(await tryAgain(pipeline)).toMatchObject([{ status: 'sent', attempts: 2 }]);
		expect(await mailsTo(pipeline.admin.email)).toHaveLength(1);
	});

	test('with ten dispatchers at once', async ({ pipeline }) => {
		await waitUnseen(pipeline, 'Hello?');
		const clients = await Promise.all(Array.from({ length: 10 }, () => connect()));
		const claims = await Promise.all(clients.map((client) => pipeline.dispatch(client)));
		await Promise.all(clients.map((client) => client.end()));
		// One has queued it; another one may claim it, or the next run.
		if (claims.every((claimed) => claimed === 0)) await pipeline.dispatch();
		expect(await settled(pipeline)).toMatchObject([{ status: 'sent', attempts: 1 }]);
		expect(await mailsTo(pipeline.admin.email)).toHaveLength(1);
	});
});

test('no alert is sent when an admin looks before it leaves', async ({ pipeline }) => {
	await breakMailbox({ kind: 'fail', status: 500 });
	await waitUnseen(pipeline, 'Hello?');
	expect(await tryAgain(pipeline)).toMatchObject([{ status: 'pending', attempts: 1 }]);
	const { error } = await pipeline.admin.client.rpc('mark_support_chat_viewed', {
		chat_id: pipeline.chatId,
		up_to_seq: 1
	});
	expect(error).toBeNull();
	expect(await tryAgain(pipeline)).toMatchObject([{ status: 'skipped', skip_reason: 'read' }]);
	expect(await mailsTo(pipeline.admin.email)).toEqual([]);
});
