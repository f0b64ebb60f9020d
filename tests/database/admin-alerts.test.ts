import { describe, expect } from 'vitest';
import { test, type Database } from '../fixtures/database.ts';
import {
	age,
	alertedAdmin,
	alertsOf,
	assign,
	DELAY,
	letTimePass,
	runDispatcher,
	startAlerts,
	waitingChat,
	type Admin
} from './alerts.ts';
import { claimsOf, dispatch, lastClaim, prepare, record } from './outbox.ts';

// A user waits, nobody looks, and an admin gets an e-mail: through the outbox of the replies.

const OVERDUE = `${DELAY} 1 minute`;

const view = (db: Database, admin: Admin, chatId: string, upToSeq: number) =>
	db.as(admin, () => db.rows('select public.mark_support_chat_viewed($1, $2)', [chatId, upToSeq]));

const setAlerts = (db: Database, admin: Admin, wanted: boolean) =>
	db.rows('update public.support_admins set email_alerts = $2 where id = $1', [
		admin.adminId,
		wanted
	]);

interface Alert {
	to: string;
	chat_count: number;
	chats: { id: string; messages: string[] }[];
	unsubscribe_token: string;
}

/** What the admin's last alert says; null when there is nothing to send. */
async function contentOf(db: Database, admin: Admin): Promise<Alert | null> {
	const last = (await alertsOf(db, admin)).at(-1)!;
	return (await prepare(db, await lastClaim(db, last.id))) as unknown as Alert | null;
}

/** The admin's last alert was sent. */
async function sendLast(db: Database, admin: Admin): Promise<void> {
	const last = (await alertsOf(db, admin)).at(-1)!;
	const claim = await lastClaim(db, last.id);
	expect(await prepare(db, claim)).not.toBeNull();
	await record(db, claim);
}

describe('an alert', () => {
	test('comes once a message has waited unseen for the delay, and not before', async ({ db }) => {
		await startAlerts(db);
		const admin = await alertedAdmin(db);
		const { user, chatId } = await waitingChat(db, { ago: '2 days 23 hours', admin });
		expect(await runDispatcher(db, admin)).toEqual([]);
		await letTimePass(db, '61 minutes', { chats: [chatId], admin });
		expect(await runDispatcher(db, admin)).toMatchObject([
			{ status: 'sending', attempts: 1, chat_id: null, from_seq: null, up_to_seq: null }
		]);
		expect(await contentOf(db, admin)).toMatchObject({
			kind: 'alert',
			to: admin.email,
			chat_count: 1,
			chats: [{ id: chatId, user_email: user.email, guest_name: null, messages: ['Hello?'] }]
		});
	});

	test('says what the settings, the chat and the admin are', async ({ db }) => {
		await startAlerts(db);
		await db.rows(
			`update public.support_settings
			set app_name = 'Acme', app_url = 'https://acme.example', email_from = 'a@acme.example',
				email_accent_color = '#0f766e'`
		);
		const admin = await alertedAdmin(db);
		const { chatId } = await waitingChat(db, {
			ago: OVERDUE,
			admin,
			contents: ['one', 'two', 'three', 'four']
		});
		const own = await db.openChat(admin);
		await db.rows("update public.support_chats set language = 'fr' where id = $1", [own]);
		await runDispatcher(db, admin);
		const content = await contentOf(db, admin);
		expect(content).toEqual({
			kind: 'alert',
			to: admin.email,
			from: 'a@acme.example',
			app_name: 'Acme',
			app_url: 'https://acme.example',
			inbox_url: 'https://acme.example/admin',
			accent_color: '#0f766e',
			language: 'fr',
			unsubscribe_token: expect.stringMatching(/^[0-9a-f]{64}$/),
			as_of: expect.any(String),
			chat_count: 1,
			chats: [
				{
					id: chatId,
					user_email: expect.any(String),
					guest_name: null,
					user_name: null,
					waiting_since: expect.any(String),
					messages: ['two', 'three', 'four'],
					attachments: [[], [], []]
				}
			]
		});
	});

	test('names a guest, and leads to the inbox of the settings', async ({ db }) => {
		await startAlerts(db);
		await db.rows("update public.support_settings set inbox_url = 'https://desk.example/chats'");
		const admin = await alertedAdmin(db);
		const guest = await db.createGuest();
		const chatId = await db.openChat(guest);
		await db.send(guest, chatId);
		await age(db, chatId, OVERDUE);
		await assign(db, chatId, admin);
		await runDispatcher(db, admin);
		expect(await contentOf(db, admin)).toMatchObject({
			inbox_url: 'https://desk.example/chats',
			chats: [{ user_email: null, guest_name: expect.stringMatching(/^[0-9A-Z]{4}$/) }]
		});
	});

	test('is one for all chats that wait: the newest five, newest first, and how many', async ({
		db
	}) => {
		await startAlerts(db);
		const admin = await alertedAdmin(db);
		const chats = [];
		for (let minutes = 7; minutes >= 1; minutes--) {
			chats.push((await waitingChat(db, { ago: `${DELAY} ${minutes} minutes`, admin })).chatId);
		}
		expect(await runDispatcher(db, admin)).toHaveLength(1);
		const content = await contentOf(db, admin);
		expect(content?.chat_count).toBe(7);
		expect(content?.chats.map(({ id }) => id)).toEqual(chats.slice(2).toReversed());
	});

	test('is not there for what was written before the first look, or a day before', async ({
		db
	}) => {
		await startAlerts(db);
		const admin = await alertedAdmin(db);
		await waitingChat(db, { ago: `${DELAY} 25 hours`, admin });
		await db.rows('delete from support_private.support_alert_progress');
		await waitingChat(db, { ago: OVERDUE, admin });
		expect(await runDispatcher(db, admin)).toEqual([]);
		await db.rows(
			"update support_private.support_alert_progress set considered_until = '-infinity'"
		);
		expect(await runDispatcher(db, admin)).toHaveLength(1);
		await db.rows('delete from public.support_reply_notifications where admin_id = $1', [
			admin.adminId
		]);
		expect(await runDispatcher(db, admin)).toEqual([]);
	});

	test('goes with a reply in one batch', async ({ db }) => {
		await startAlerts(db);
		const admin = await alertedAdmin(db);
		await waitingChat(db, { ago: OVERDUE, admin });
		const user = await db.createUser();
		const chatId = await db.openChat(user);
		await db.send(admin, chatId);
		await db.rows(
			'update public.support_reply_notifications set due_at = now() where chat_id = $1',
			[chatId]
		);
		const [alert] = await runDispatcher(db, admin);
		const [reply] = await db.rows<{ id: string; request_id: string }>(
			'select id, request_id from public.support_reply_notifications where chat_id = $1',
			[chatId]
		);
		expect(alert!.request_id).toBe(reply!.request_id);
		expect(
			(await claimsOf(db, reply!.request_id)).map(({ notification_id }) => notification_id)
		).toEqual(expect.arrayContaining([alert!.id, reply!.id]));
	});
});

describe('no alert', () => {
	const reasons: Record<string, (db: Database, admin: Admin, chatId: string) => Promise<unknown>> =
		{
			'an admin has seen the message': (db, admin, chatId) => view(db, admin, chatId, 1),
			'an admin has seen it and marked it as unread': async (db, admin, chatId) => {
				await view(db, admin, chatId, 1);
				await db.as(admin, () => db.rows('select public.mark_support_chat_unread($1)', [chatId]));
			},
			'an admin has answered': (db, admin, chatId) => db.send(admin, chatId),
			'the chat is archived': (db, _admin, chatId) =>
				db.rows('update public.support_chats set archived_at = now() where id = $1', [chatId]),
			'the user is blocked': (db, admin, chatId) =>
				db.as(admin, () => db.rows('select public.block_support_chat($1)', [chatId]))
		};

	for (const [reason, happen] of Object.entries(reasons)) {
		test(`when ${reason}`, async ({ db }) => {
			await startAlerts(db);
			const admin = await alertedAdmin(db);
			const { chatId } = await waitingChat(db, { ago: OVERDUE, admin });
			await happen(db, admin, chatId);
			expect(await runDispatcher(db, admin)).toEqual([]);
		});

		test(`when, between the claim and the sending, ${reason}`, async ({ db }) => {
			await startAlerts(db);
			const admin = await alertedAdmin(db);
			const { chatId } = await waitingChat(db, { ago: OVERDUE, admin });
			await runDispatcher(db, admin);
			await happen(db, admin, chatId);
			expect(await contentOf(db, admin)).toBeNull();
			expect(await alertsOf(db, admin)).toMatchObject([{ status: 'skipped', skip_reason: 'read' }]);
		});
	}

	test('while they are off', async ({ db }) => {
		await startAlerts(db);
		const admin = await alertedAdmin(db);
		await waitingChat(db, { ago: OVERDUE, admin });
		await db.rows('update public.support_settings set admin_alert_delay = null');
		expect(await runDispatcher(db, admin)).toEqual([]);
	});

	test.for([
		['unsubscribed', (db: Database, admin: Admin) => setAlerts(db, admin, false)],
		[
			'account_deleted',
			(db: Database, admin: Admin) =>
				db.rows('update auth.users set deleted_at = now() where id = $1', [admin.id])
		],
		[
			'no_address',
			(db: Database, admin: Admin) =>
				db.rows('update auth.users set email = null where id = $1', [admin.id])
		],
		[
			'unconfirmed_address',
			(db: Database, admin: Admin) =>
				db.rows(
					`update auth.users set email_confirmed_at = null, confirmation_sent_at = now()
					where id = $1`,
					[admin.id]
				)
		],
		[
			'alerts_off',
			(db: Database) => db.rows('update public.support_settings set admin_alert_delay = null')
		]
	] as const)('after the claim when: %s', async ([reason, happen], { db }) => {
		await startAlerts(db);
		const admin = await alertedAdmin(db);
		await waitingChat(db, { ago: OVERDUE, admin });
		await runDispatcher(db, admin);
		await happen(db, admin);
		expect(await contentOf(db, admin)).toBeNull();
		expect(await alertsOf(db, admin)).toMatchObject([{ status: 'skipped', skip_reason: reason }]);
	});

	test('is left of an admin who is removed', async ({ db }) => {
		await startAlerts(db);
		const admin = await alertedAdmin(db);
		await waitingChat(db, { ago: OVERDUE, admin });
		await runDispatcher(db, admin);
		await db.rows('delete from public.support_admins where id = $1', [admin.adminId]);
		expect(await alertsOf(db, admin)).toEqual([]);
	});
});

describe('whoever looked', () => {
	test('does not know of a later message: its own time counts', async ({ db }) => {
		await startAlerts(db);
		const admin = await alertedAdmin(db);
		const { user, chatId } = await waitingChat(db, { ago: '1 day', admin });
		await view(db, admin, chatId, 1);
		await db.send(user, chatId, 'Are you there?');
		await letTimePass(db, '2 days 12 hours', { chats: [chatId], admin });
		// The wait is longer than the delay, the unseen message is younger.
		expect(await runDispatcher(db, admin)).toEqual([]);
		await letTimePass(db, '13 hours', { chats: [chatId], admin });
		expect(await runDispatcher(db, admin)).toHaveLength(1);
	});
});

describe('who gets it', () => {
	test('the admin whose chat it is, and nobody else', async ({ db }) => {
		await startAlerts(db);
		const [admin, other] = [await alertedAdmin(db), await alertedAdmin(db)];
		await waitingChat(db, { ago: OVERDUE, admin });
		expect(await runDispatcher(db, admin)).toHaveLength(1);
		expect(await alertsOf(db, other)).toEqual([]);
	});

	test('all, when it is nobody’s', async ({ db }) => {
		await startAlerts(db);
		const [admin, other, quiet] = [
			await alertedAdmin(db),
			await alertedAdmin(db),
			await alertedAdmin(db)
		];
		await setAlerts(db, quiet, false);
		const { chatId } = await waitingChat(db, { ago: OVERDUE });
		await runDispatcher(db, admin);
		for (const each of [admin, other]) {
			expect(await contentOf(db, each)).toMatchObject({ chats: [{ id: chatId }] });
		}
		expect(await alertsOf(db, quiet)).toEqual([]);
	});

	test('all others, when it is of an admin who wants or can get none', async ({ db }) => {
		await startAlerts(db);
		const [quiet, gone, other] = [
			await alertedAdmin(db),
			await alertedAdmin(db),
			await alertedAdmin(db)
		];
		await setAlerts(db, quiet, false);
		await db.rows('update auth.users set deleted_at = now() where id = $1', [gone.id]);
		const of = [quiet, gone];
		const chats = [];
		for (const admin of of) chats.push((await waitingChat(db, { ago: OVERDUE, admin })).chatId);
		await runDispatcher(db, other);
		for (const admin of of) expect(await alertsOf(db, admin)).toEqual([]);
		const ids = (await contentOf(db, other))?.chats.map(({ id }) => id);
		expect(ids?.toSorted()).toEqual(chats.toSorted());
	});

	test('is told of own chats and nobody’s, not of a colleague’s', async ({ db }) => {
		await startAlerts(db);
		const [admin, colleague] = [await alertedAdmin(db), await alertedAdmin(db)];
		const own = await waitingChat(db, { ago: OVERDUE, admin });
		const free = await waitingChat(db, { ago: OVERDUE });
		await waitingChat(db, { ago: OVERDUE, admin: colleague });
		await runDispatcher(db, admin);
		const ids = (await contentOf(db, admin))?.chats.map(({ id }) => id);
		expect(ids?.toSorted()).toEqual([own.chatId, free.chatId].toSorted());
	});
});

describe('between two alerts of an admin', () => {
	test('are fifteen minutes, and later chats join the one that waits', async ({ db }) => {
		await startAlerts(db);
		const admin = await alertedAdmin(db);
		const first = await waitingChat(db, { ago: OVERDUE, admin });
		await runDispatcher(db, admin);
		await sendLast(db, admin);

		const second = await waitingChat(db, { ago: DELAY, admin });
		const chats = [first.chatId, second.chatId];
		await letTimePass(db, '5 minutes', { chats, admin });
		const [sent, next] = await runDispatcher(db, admin);
		expect([sent?.status, next?.status, next?.attempts]).toEqual(['sent', 'pending', 0]);
		expect(next!.due_at.getTime() - sent!.sent_at!.getTime()).toBe(15 * 60_000);

		chats.push((await waitingChat(db, { ago: DELAY, admin })).chatId);
		await letTimePass(db, '9 minutes', { chats, admin });
		expect(await runDispatcher(db, admin)).toMatchObject([{}, { status: 'pending' }]);
		await letTimePass(db, '1 minute', { chats, admin });
		expect(await runDispatcher(db, admin)).toMatchObject([{}, { status: 'sending' }]);
		expect(await contentOf(db, admin)).toMatchObject({ chat_count: 3 });
	});

	test('something new must have been written: nobody gets the same mail twice', async ({ db }) => {
		await startAlerts(db);
		const admin = await alertedAdmin(db);
		const { user, chatId } = await waitingChat(db, { ago: OVERDUE, admin });
		await runDispatcher(db, admin);
		await sendLast(db, admin);
		const other = await waitingChat(db, { ago: DELAY, admin });
		const chats = [chatId, other.chatId];
		await letTimePass(db, '5 minutes', { chats, admin });
		await runDispatcher(db, admin);
		await view(db, admin, other.chatId, 1);
		await letTimePass(db, '20 minutes', { chats, admin });
		expect(await runDispatcher(db, admin)).toMatchObject([
			{ status: 'sent' },
			{ status: 'skipped', skip_reason: 'read' }
		]);

		await db.send(user, chatId, 'Still there?');
		await letTimePass(db, OVERDUE, { chats, admin });
		expect((await runDispatcher(db, admin)).at(-1)).toMatchObject({ status: 'sending' });
		expect(await contentOf(db, admin)).toMatchObject({
			chat_count: 1,
			chats: [{ id: chatId, messages: ['Hello?', 'Still there?'] }]
		});
	});

	test('is none while one is being tried', async ({ db }) => {
		await startAlerts(db);
		const admin = await alertedAdmin(db);
		const { chatId } = await waitingChat(db, { ago: OVERDUE, admin });
		const [alert] = await runDispatcher(db, admin);
		await record(db, await lastClaim(db, alert!.id), { error: 'busy', retry_after: 60 });
		const second = await waitingChat(db, { ago: OVERDUE, admin });
		await db.rows(
			`update support_private.support_alert_progress
			set considered_until = considered_until - interval '1 hour'`
		);
		const [tried, waiting] = await runDispatcher(db, admin);
		expect(tried).toMatchObject({ id: alert!.id, status: 'pending', attempts: 0 });
		expect(waiting).toMatchObject({ status: 'pending', attempts: 0 });
		expect(waiting!.due_at.getTime()).toBeGreaterThan(tried!.due_at.getTime());
		await letTimePass(db, '2 minutes', { chats: [chatId, second.chatId], admin });
		expect(await runDispatcher(db, admin)).toMatchObject([
			{ id: alert!.id, status: 'sending', attempts: 1 },
			{ id: waiting!.id, status: 'pending' }
		]);
	});
});

describe('every try', () => {
	test('says the same, however much is written meanwhile', async ({ db }) => {
		await startAlerts(db);
		const admin = await alertedAdmin(db);
		const { user, chatId } = await waitingChat(db, { ago: OVERDUE, admin });
		const [alert] = await runDispatcher(db, admin);
		const claim = await lastClaim(db, alert!.id);
		const first = await prepare(db, claim);
		await record(db, claim, { error: 'busy' });
		await letTimePass(db, '5 minutes', { chats: [chatId], admin });
		await db.send(user, chatId, 'More');
		await waitingChat(db, { ago: DELAY, admin });
		await runDispatcher(db, admin);
		const second = await prepare(db, await lastClaim(db, alert!.id));
		expect(second).toMatchObject({
			chat_count: 1,
			chats: [{ messages: ['Hello?'] }]
		});
		expect(Object.keys(second!).toSorted()).toEqual(Object.keys(first!).toSorted());
	});

	test('backs off and fails as that of a reply', async ({ db }) => {
		await startAlerts(db);
		const admin = await alertedAdmin(db);
		const { chatId } = await waitingChat(db, { ago: OVERDUE, admin });
		for (let attempt = 1; attempt <= 5; attempt++) {
			const [alert] = await runDispatcher(db, admin);
			expect(alert).toMatchObject({ status: 'sending', attempts: attempt });
			await record(db, await lastClaim(db, alert!.id), { error: 'busy' });
			await letTimePass(db, '20 minutes', { chats: [chatId], admin });
		}
		expect(await alertsOf(db, admin)).toMatchObject([{ status: 'failed', last_error: 'busy' }]);
	});
});

describe('the link of an alert', () => {
	const byToken = (db: Database, token: string, enabled: boolean) =>
		db.as('anon', () =>
			db.value('select public.set_support_reply_emails_by_token($1, $2)', [token, enabled])
		);

	test('switches the alerts off and on, without a session, and nothing else', async ({ db }) => {
		await startAlerts(db);
		const [admin, other] = [await alertedAdmin(db), await alertedAdmin(db)];
		await waitingChat(db, { ago: OVERDUE });
		await runDispatcher(db, admin);
		const { unsubscribe_token: token } = (await contentOf(db, admin))!;
		const get = 'select public.get_support_reply_emails_by_token($1)';
		expect(await db.as('anon', () => db.value(get, [token]))).toBe(true);
		for (let time = 1; time <= 2; time++) expect(await byToken(db, token, false)).toBe(false);
		expect(await db.as('anon', () => db.value(get, [token]))).toBe(false);
		const wanted = 'select email_alerts from public.support_admins where id = $1';
		expect(await db.value(wanted, [admin.adminId])).toBe(false);
		expect(await db.value(wanted, [other.adminId])).toBe(true);
		expect(await db.as(admin, () => db.value('select public.get_support_reply_emails()'))).toBe(
			true
		);
		expect(await byToken(db, token, true)).toBe(true);
		expect(await db.value(wanted, [admin.adminId])).toBe(true);
	});

	test('cannot be read by anybody through the API, though it exists', async ({ db }) => {
		await startAlerts(db);
		const admin = await alertedAdmin(db);
		await waitingChat(db, { ago: OVERDUE, admin });
		await dispatch(db);
		const sql = 'select unsubscribe_token from support_private.support_alert_tokens';
		for (const caller of [admin, 'anon', 'service_role'] as const) {
			await expect(db.as(caller, () => db.rows(sql))).rejects.toMatchObject({ code: '42501' });
		}
		expect(await db.rows(sql)).not.toHaveLength(0);
	});
});
