import { describe, expect } from 'vitest';
import { test, type Caller, type Database } from '../fixtures/database.ts';
import {
	dispatch,
	lastClaim,
	letPass,
	notifications,
	prepare,
	record,
	requestBody,
	takeFromQueue,
	type Claim,
	type Notification
} from './outbox.ts';

/** A user with a chat, and an admin. */
async function people(db: Database): Promise<{ user: Caller; admin: Caller; chatId: string }> {
	const [user, admin] = [await db.createUser(), await db.createAdmin()];
	return { user, admin, chatId: await db.openChat(user) };
}

function read(db: Database, user: Caller, chatId: string, upToSeq: number): Promise<unknown> {
	const sql = 'select public.mark_support_chat_read($1, $2)';
	return db.as(user, () => db.value(sql, [chatId, upToSeq]));
}

async function only(db: Database, chatId: string): Promise<Notification> {
	const rows = await notifications(db, chatId);
	expect(rows).toHaveLength(1);
	return rows[0]!;
}

/** Claims the chat's notification, whose earlier request was sent, and returns it with the claim. */
async function claim(db: Database, chatId: string): Promise<Notification & { claim: Claim }> {
	await takeFromQueue(db, chatId);
	await letPass(db, chatId, '1 hour');
	await dispatch(db);
	const last = (await notifications(db, chatId)).at(-1)!;
	expect(last.status).toBe('sending');
	return { ...last, claim: await lastClaim(db, last.id) };
}

describe('the outbox', () => {
	test('gets a row with an admin’s message, due five minutes after it', async ({ db }) => {
		const { admin, chatId } = await people(db);
		const { created_at } = await db.send(admin, chatId);
		const notification = await only(db, chatId);
		expect(notification).toMatchObject({ status: 'pending', attempts: 0, from_seq: '1' });
		expect(notification.due_at.getTime() - created_at.getTime()).toBe(5 * 60 * 1000);
	});

	test('obeys the delay of the settings', async ({ db }) => {
		const { admin, chatId } = await people(db);
		await db.rows(`update public.support_settings set reply_email_delay = '10 seconds'`);
		const { created_at } = await db.send(admin, chatId);
		const { due_at } = await only(db, chatId);
		expect(due_at.getTime() - created_at.getTime()).toBe(10_000);
	});

	test('gets none with a user’s message', async ({ db }) => {
		const { user, chatId } = await people(db);
		await db.send(user, chatId);
		expect(await notifications(db, chatId)).toEqual([]);
	});

	test('later replies join the waiting row and do not put it off', async ({ db }) => {
		const { admin, chatId } = await people(db);
		await db.send(admin, chatId);
		const { id, due_at } = await only(db, chatId);
		for (let i = 0; i < 2; i++) await db.send(admin, chatId);
		expect(await only(db, chatId)).toMatchObject({ id, due_at, from_seq: '1' });
	});

	test('a reply after all was read waits five minutes of its own', async ({ db }) => {
		const { user, admin, chatId } = await people(db);
		await db.send(admin, chatId);
		await read(db, user, chatId, 1);
		await letPass(db, chatId, '4 minutes');
		const { created_at } = await db.send(admin, chatId);
		const { due_at, from_seq } = await only(db, chatId);
		expect(from_seq).toBe('2');
		expect(due_at.getTime() - created_at.getTime()).toBe(5 * 60 * 1000);
	});

	test('a reply after the first try waits for a mail of its own', async ({ db }) => {
		const { admin, chatId } = await people(db);
		await db.send(admin, chatId);
		await claim(db, chatId);
		await db.send(admin, chatId);
		expect(await notifications(db, chatId)).toMatchObject([
			{ status: 'sending', up_to_seq: '1' },
			{ status: 'pending', from_seq: '2' }
		]);
	});

	test('is an admin’s to see, not a user’s, and nobody’s to change', async ({ db }) => {
		const { user, admin, chatId } = await people(db);
		await db.send(admin, chatId);
		const sql = 'select count(*)::int from public.support_reply_notifications where chat_id = $1';
		expect(await db.as(admin, () => db.value(sql, [chatId]))).toBe(1);
		expect(await db.as(user, () => db.value(sql, [chatId]))).toBe(0);
		for (const caller of [user, admin, 'anon'] as const) {
			await expect(
				db.as(caller, () => db.rows('delete from public.support_reply_notifications'))
			).rejects.toMatchObject({ code: '42501' });
		}
	});
});

describe('the dispatcher', () => {
	test('leaves alone what is not due', async ({ db }) => {
		const { admin, chatId } = await people(db);
		await db.send(admin, chatId);
		await letPass(db, chatId, '4 minutes 59 seconds');
		await dispatch(db);
		expect(await only(db, chatId)).toMatchObject({ status: 'pending', attempts: 0 });
	});

	test('claims what is due, and asks the function with a claim and no key', async ({ db }) => {
		const { admin, chatId } = await people(db);
		await db.send(admin, chatId);
		const { id, request_id } = await claim(db, chatId);
		const [request] = await db.rows<{
			url: string;
			headers: Record<string, string>;
			timeout: number;
			whole: string;
		}>(
			`select url, headers, timeout_milliseconds as timeout, request::text as whole
			from net.http_request_queue as request where id = $1`,
			[request_id]
		);
		expect(request?.url).toMatch(/\/functions\/v1\/support-reply-notification$/);
		expect(await requestBody(db, request_id)).toEqual({
			notification_id: id,
			claim: expect.stringMatching(/^[0-9a-f]{64}$/)
		});
		expect(Object.keys(request!.headers).map((name) => name.toLowerCase())).toEqual([
			'content-type'
		]);
		// A function that hangs keeps the requests of others waiting for so long.
		expect(request?.timeout).toBe(10_000);
		expect(request?.whole).not.toMatch(/sb_|eyJ/);
	});

	test('keeps of a claim only what cannot be used', async ({ db }) => {
		const { admin, chatId } = await people(db);
		await db.send(admin, chatId);
		const { id, claim: token } = await claim(db, chatId);
		const kept = await db.value<string>(
			'select notification::text from public.support_reply_notifications as notification where id = $1',
			[id]
		);
		expect(kept).not.toContain(token.claim);
	});

	test('claims nothing while nobody has said where the functions are', async ({ db }) => {
		const { admin, chatId } = await people(db);
		await db.send(admin, chatId);
		await letPass(db, chatId, '1 hour');
		await db.rows('update public.support_settings set functions_url = null');
		const sql = 'select support_private.dispatch_support_reply_notifications()';
		expect(await db.value(sql)).toBe(0);
		expect(await only(db, chatId)).toMatchObject({ status: 'pending', attempts: 0 });
	});

	test('waits while its request waits, and counts no try for that', async ({ db }) => {
		const { admin, chatId } = await people(db);
		await db.send(admin, chatId);
		const { request_id } = await claim(db, chatId);
		for (let run = 0; run < 10; run++) {
			await letPass(db, chatId, '1 hour');
			await dispatch(db);
		}
		expect(await only(db, chatId)).toMatchObject({ status: 'sending', attempts: 1, request_id });
		// After a crash the number is the one of another feature's request.
		await db.rows(`update net.http_request_queue set body = '{}' where id = $1`, [request_id]);
		await letPass(db, chatId, '1 hour');
		await dispatch(db);
		expect(await only(db, chatId)).toMatchObject({ status: 'sending', attempts: 2 });
	});

	test('claims nothing twice', async ({ db }) => {
		const { admin, chatId } = await people(db);
		await db.send(admin, chatId);
		const { attempts, request_id } = await claim(db, chatId);
		await dispatch(db);
		expect(await only(db, chatId)).toMatchObject({ attempts, request_id });
	});

	test('takes the oldest first and no more than asked', async ({ db }) => {
		const [older, newer] = [await people(db), await people(db)];
		for (const { admin, chatId } of [newer, older]) await db.send(admin, chatId);
		await letPass(db, older.chatId, '1000 days');
		await letPass(db, newer.chatId, '999 days');
		await dispatch(db, 1);
		expect((await only(db, older.chatId)).status).toBe('sending');
		expect((await only(db, newer.chatId)).status).toBe('pending');
	});

	test('asks again with growing patience, five times, then gives up', async ({ db }) => {
		const { admin, chatId } = await people(db);
		await db.send(admin, chatId);
		const minutes = [];
		for (let attempt = 1; attempt <= 5; attempt++) {
			const { attempts, due_at } = await claim(db, chatId);
			expect(attempts).toBe(attempt);
			minutes.push((due_at.getTime() - (await db.value<Date>('select now()')).getTime()) / 60_000);
		}
		expect(minutes).toEqual([2, 4, 8, 16, 32]);
		await takeFromQueue(db, chatId);
		await letPass(db, chatId, '1 hour');
		await dispatch(db);
		expect(await only(db, chatId)).toMatchObject({
			status: 'failed',
			attempts: 5,
			last_error: 'The function did not report back.'
		});
	});

	test('keeps what the function answered when it did not report back', async ({ db }) => {
		const { admin, chatId } = await people(db);
		await db.send(admin, chatId);
		for (const [answer, words] of [
			[[401, 'no key', null], 'The function answered 401: no key'],
			[[null, null, 'Could not connect'], 'The function was not reached: Could not connect']
		] as const) {
			const { request_id } = await claim(db, chatId);
			await db.rows(
				`insert into net._http_response (id, status_code, content, error_msg)
				values ($1, $2, $3, $4)`,
				[request_id, ...answer]
			);
			expect(await claim(db, chatId)).toMatchObject({ last_error: words });
		}
	});

	test('takes no answer for its own that came before it, or after a crash', async ({ db }) => {
		const { admin, chatId } = await people(db);
		await db.send(admin, chatId);
		const answer = (id: string, ago: string) =>
			db.rows(
				`insert into net._http_response (id, status_code, content, created)
				values ($1, 500, 'of another feature', now() - $2::interval)`,
				[id, ago]
			);
		const first = await claim(db, chatId);
		await answer(first.request_id!, '1 second');
		const nothing = { last_error: 'The function did not report back.' };
		const second = await claim(db, chatId);
		expect(second).toMatchObject(nothing);
		// pg_net's queue is lost in a crash, and its numbers begin anew.
		await answer(second.request_id!, '0');
		await db.rows(
			`create or replace function support_private.has_crashed_since(moment timestamptz)
			returns boolean language sql set search_path = '' as 'select true'`
		);
		expect(await claim(db, chatId)).toMatchObject(nothing);
	});
});

describe('a claim', () => {
	test('is worth one mail: of three calls at once, one gets it', async ({ db }) => {
		const { admin, chatId } = await people(db);
		await db.send(admin, chatId);
		const { claim: token } = await claim(db, chatId);
		expect(await prepare(db, token)).not.toBeNull();
		expect(await prepare(db, token)).toBeNull();
		expect(await prepare(db, token)).toBeNull();
	});

	test('ends with a later one, for what to send and for the report', async ({ db }) => {
		const { admin, chatId } = await people(db);
		await db.send(admin, chatId);
		const first = await claim(db, chatId);
		const second = await claim(db, chatId);
		expect(await prepare(db, first.claim)).toBeNull();
		for (const report of [{}, { error: 'of the first' }, { error: 'no', retry: false }]) {
			await record(db, first.claim, report);
			expect(await only(db, chatId)).toMatchObject({ status: 'sending', attempts: 2 });
		}
		expect(await prepare(db, second.claim)).not.toBeNull();
		await record(db, second.claim);
		expect(await only(db, chatId)).toMatchObject({ status: 'sent' });
	});

	test('is spent by its report', async ({ db }) => {
		const { admin, chatId } = await people(db);
		await db.send(admin, chatId);
		const { claim: token } = await claim(db, chatId);
		await record(db, token, { error: 'busy' });
		expect(await prepare(db, token)).toBeNull();
		await record(db, token);
		expect(await only(db, chatId)).toMatchObject({ status: 'pending', last_error: 'busy' });
	});

	test('opens nothing but its own notification, and nothing opens without one', async ({ db }) => {
		const [one, other] = [await people(db), await people(db)];
		for (const { admin, chatId } of [one, other]) await db.send(admin, chatId);
		const { claim: token } = await claim(db, one.chatId);
		const { id } = await only(db, other.chatId);
		await letPass(db, other.chatId, '1 hour');
		await dispatch(db);
		for (const claim of [token.claim, '', 'x', null] as string[]) {
			for (const caller of [other.user, other.admin, 'anon', 'service_role'] as const) {
				await db.as(caller, async () => {
					expect(await prepare(db, { notification_id: id, claim })).toBeNull();
					await record(db, { notification_id: id, claim });
				});
			}
		}
		expect(await only(db, other.chatId)).toMatchObject({ status: 'sending' });
	});

	test('may be shown by anybody: the edge function has the publishable key', async ({ db }) => {
		const { admin, chatId } = await people(db);
		await db.send(admin, chatId);
		const { claim: token } = await claim(db, chatId);
		await db.as('anon', async () => {
			expect(await prepare(db, token)).toMatchObject({ reply_count: 1 });
			await record(db, token);
		});
		expect(await only(db, chatId)).toMatchObject({ status: 'sent' });
	});
});

describe('no mail', () => {
	const reasons: Record<string, (db: Database, user: Caller, chatId: string) => Promise<unknown>> =
		{
			read: (db, user, chatId) => read(db, user, chatId, 1),
			archived: (db, _user, chatId) =>
				db.rows('update public.support_chats set archived_at = now() where id = $1', [chatId]),
			unsubscribed: (db, user) =>
				db.as(user, () => db.rows('select public.set_support_reply_emails(false)')),
			message_deleted: (db, _user, chatId) =>
				db.rows('delete from public.support_messages where chat_id = $1', [chatId]),
			account_deleted: (db, user) =>
				db.rows('update auth.users set deleted_at = now() where id = $1', [user.id]),
			no_address: (db, _user, chatId) =>
				db.rows('update public.support_chats set user_email = null where id = $1', [chatId]),
			unconfirmed_address: (db, user) =>
				db.rows(
					'update auth.users set email_confirmed_at = null, confirmation_sent_at = now() where id = $1',
					[user.id]
				)
		};

	for (const [reason, happen] of Object.entries(reasons)) {
		test(`when, before the claim: ${reason}`, async ({ db }) => {
			const { user, admin, chatId } = await people(db);
			await db.send(admin, chatId);
			await happen(db, user, chatId);
			await letPass(db, chatId, '6 minutes');
			await dispatch(db);
			expect(await only(db, chatId)).toMatchObject({
				status: 'skipped',
				skip_reason: reason,
				attempts: 0
			});
		});

		test(`when, between the claim and the sending: ${reason}`, async ({ db }) => {
			const { user, admin, chatId } = await people(db);
			await db.send(admin, chatId);
			const { claim: token } = await claim(db, chatId);
			await happen(db, user, chatId);
			expect(await prepare(db, token)).toBeNull();
			expect(await only(db, chatId)).toMatchObject({ status: 'skipped', skip_reason: reason });
		});
	}

	test('when the account is deleted: nothing is left to send', async ({ db }) => {
		const { user, admin, chatId } = await people(db);
		await db.send(admin, chatId);
		const { claim: token } = await claim(db, chatId);
		await db.rows('delete from auth.users where id = $1', [user.id]);
		expect(await prepare(db, token)).toBeNull();
		expect(await notifications(db, chatId)).toEqual([]);
	});

	test('about a deleted reply, though an older one is unread', async ({ db }) => {
		const { admin, chatId } = await people(db);
		await db.send(admin, chatId);
		await record(db, (await claim(db, chatId)).claim);
		const { id } = await db.send(admin, chatId);
		await db.rows('delete from public.support_messages where id = $1', [id]);
		await letPass(db, chatId, '6 minutes');
		await dispatch(db);
		expect((await notifications(db, chatId)).at(-1)).toMatchObject({
			skip_reason: 'message_deleted'
		});
	});
});

describe('what the mail says', () => {
	test('comes from the reply, the settings and the user', async ({ db }) => {
		const { user, admin, chatId } = await people(db);
		await db.rows(
			`update public.support_settings
			set app_name = 'Acme', app_url = 'https://acme.example', email_from = 'a@acme.example',
				email_accent_color = '#0f766e'`
		);
		await db.rows("update public.support_admins set display_name = 'Ada' where user_id = $1", [
			admin.id
		]);
		await db.rows("update public.support_chats set language = 'fr' where id = $1", [chatId]);
		for (const content of ['one', 'two']) await db.send(admin, chatId, content);
		const { claim: token } = await claim(db, chatId);
		expect(await prepare(db, token)).toEqual({
			to: user.email,
			from: 'a@acme.example',
			app_name: 'Acme',
			app_url: 'https://acme.example',
			accent_color: '#0f766e',
			language: 'fr',
			reply_count: 2,
			replies: [
				{ sender_name: 'Ada', content: 'one', attachments: [] },
				{ sender_name: 'Ada', content: 'two', attachments: [] }
			],
			unsubscribe_token: expect.stringMatching(/^[0-9a-f]{64}$/)
		});
	});

	test('is the same at every try: later replies are left to the next mail', async ({ db }) => {
		const { admin, chatId } = await people(db);
		await db.send(admin, chatId, 'one');
		const { id, claim: token } = await claim(db, chatId);
		const first = await prepare(db, token);
		await db.send(admin, chatId, 'two');
		await record(db, token, { error: 'busy' });
		expect(await prepare(db, token)).toBeNull();
		await takeFromQueue(db, chatId);
		await letPass(db, chatId, '1 hour');
		await dispatch(db);
		expect(await prepare(db, await lastClaim(db, id))).toEqual(first);
	});

	test('shows the newest five, oldest first, and counts all', async ({ db }) => {
		const { admin, chatId } = await people(db);
		for (let n = 1; n <= 8; n++) await db.send(admin, chatId, `reply ${n}`);
		const mail = await prepare(db, (await claim(db, chatId)).claim);
		expect(mail).toMatchObject({ reply_count: 8 });
		expect((mail!.replies as { content: string }[]).map(({ content }) => content)).toEqual(
			[4, 5, 6, 7, 8].map((n) => `reply ${n}`)
		);
	});

	test('counts and shows only what is unread', async ({ db }) => {
		const { user, admin, chatId } = await people(db);
		for (const content of ['one', 'two', 'three']) await db.send(admin, chatId, content);
		await read(db, user, chatId, 2);
		const { claim: token } = await claim(db, chatId);
		expect(await prepare(db, token)).toMatchObject({
			reply_count: 1,
			replies: [{ content: 'three' }]
		});
	});

	test('goes to the address that the account has now', async ({ db }) => {
		const { user, admin, chatId } = await people(db);
		await db.send(admin, chatId);
		await db.rows('update auth.users set email = $2 where id = $1', [user.id, `new-${user.email}`]);
		const { claim: token } = await claim(db, chatId);
		expect(await prepare(db, token)).toMatchObject({ to: `new-${user.email}` });
	});
});

describe('a report', () => {
	test('of a sent mail settles the notification', async ({ db }) => {
		const { admin, chatId } = await people(db);
		await db.send(admin, chatId);
		const { claim: token } = await claim(db, chatId);
		await record(db, token);
		expect(await only(db, chatId)).toMatchObject({
			status: 'sent',
			sent_at: expect.any(Date),
			last_error: null
		});
		expect(await prepare(db, token)).toBeNull();
	});

	test('of an error lets it be tried after 1, 2, 4 and 8 minutes, then fail', async ({ db }) => {
		const { admin, chatId } = await people(db);
		await db.send(admin, chatId);
		const minutes = [];
		for (let attempt = 1; attempt <= 5; attempt++) {
			const { claim: token } = await claim(db, chatId);
			await record(db, token, { error: `busy ${attempt}` });
			const { status, due_at } = await only(db, chatId);
			const now = await db.value<Date>('select now()');
			if (status === 'pending') minutes.push((due_at.getTime() - now.getTime()) / 60_000);
		}
		expect(minutes).toEqual([1, 2, 4, 8]);
		expect(await only(db, chatId)).toMatchObject({ status: 'failed', last_error: 'busy 5' });
	});

	test('of an error that no retry mends ends it at once', async ({ db }) => {
		const { admin, chatId } = await people(db);
		await db.send(admin, chatId);
		const { claim: token } = await claim(db, chatId);
		await record(db, token, { error: 'refused', retry: false });
		expect(await only(db, chatId)).toMatchObject({ status: 'failed', last_error: 'refused' });
	});

	test('that comes late takes nothing back', async ({ db }) => {
		const { admin, chatId } = await people(db);
		await db.send(admin, chatId);
		const { claim: token } = await claim(db, chatId);
		await record(db, token);
		await record(db, token, { error: 'timeout of an earlier try' });
		expect(await only(db, chatId)).toMatchObject({ status: 'sent', last_error: null });
	});

	test('of a sent mail counts, though it comes after giving up', async ({ db }) => {
		const { admin, chatId } = await people(db);
		await db.send(admin, chatId);
		let token: Claim | undefined;
		for (let attempt = 1; attempt <= 5; attempt++) token = (await claim(db, chatId)).claim;
		await takeFromQueue(db, chatId);
		await letPass(db, chatId, '1 hour');
		await dispatch(db);
		expect(await only(db, chatId)).toMatchObject({ status: 'failed' });
		await record(db, token!);
		expect(await only(db, chatId)).toMatchObject({ status: 'sent' });
	});

	test('that the mail service is busy takes no try, until its key would be forgotten', async ({
		db
	}) => {
		const { admin, chatId } = await people(db);
		await db.send(admin, chatId);
		for (let run = 0; run < 8; run++) {
			const { claim: token } = await claim(db, chatId);
			await record(db, token, { error: 'too many', retry_after: 30 });
			const { due_at, attempts, status } = await only(db, chatId);
			expect([status, attempts]).toEqual(['pending', 0]);
			const now = await db.value<Date>('select now()');
			expect(due_at.getTime() - now.getTime()).toBe(30_000);
		}
		await db.rows(
			`update public.support_reply_notifications
			set first_claimed_at = now() - interval '21 hours' where chat_id = $1`,
			[chatId]
		);
		await takeFromQueue(db, chatId);
		await letPass(db, chatId, '1 hour');
		await dispatch(db);
		expect(await only(db, chatId)).toMatchObject({ status: 'failed', last_error: 'too many' });
	});

	test.for([-5, 0, 2_000_000_000])(
		'waits at least a second and an hour at most: %i',
		async (seconds, { db }) => {
			const { admin, chatId } = await people(db);
			await db.send(admin, chatId);
			const { claim: token } = await claim(db, chatId);
			await record(db, token, { error: 'too many', retry_after: seconds });
			const { due_at } = await only(db, chatId);
			const now = await db.value<Date>('select now()');
			expect((due_at.getTime() - now.getTime()) / 1000).toBe(seconds > 0 ? 3600 : 1);
		}
	);
});

describe('the clock', () => {
	test('runs the dispatcher each minute and the clean-up each night', async ({ db }) => {
		const jobs = await db.rows(
			`select jobname, schedule, active from cron.job where jobname in
			('support-reply-notifications', 'support-clean-up') order by jobname`
		);
		expect(jobs).toMatchObject([
			{ jobname: 'support-clean-up', schedule: '17 3 * * *', active: true },
			{ jobname: 'support-reply-notifications', schedule: '* * * * *' }
		]);
	});

	test('is put back by one function when its jobs are lost', async ({ db }) => {
		const jobs = () =>
			db.rows(
				"select jobname, schedule, command from cron.job where jobname like 'support-%' order by 1"
			);
		const before = await jobs();
		expect(before).toHaveLength(7);
		await db.rows("select cron.unschedule(jobname) from cron.job where jobname like 'support-%'");
		expect(await jobs()).toEqual([]);
		for (let i = 0; i < 2; i++) await db.rows('select support_private.schedule_support_jobs()');
		expect(await jobs()).toEqual(before);
	});

	test('cleans up its own runs of a week ago, also such as never ended, and nothing of others', async ({
		db
	}) => {
		await db.rows("select cron.schedule('of-the-host', '0 0 1 1 *', 'select 1')");
		await db.rows(
			`insert into cron.job_run_details (jobid, runid, status, return_message, start_time, end_time)
			select
				job.jobid, -row_number() over (), run.status, job.jobname, run.start_time, run.end_time
			from cron.job as job
			cross join (
				values
					('succeeded', now() - interval '8 days', now() - interval '8 days'),
					('failed', now() - interval '8 days', null),
					('failed', null, null),
					('succeeded', now(), now())
			) as run (status, start_time, end_time)
			where job.jobname in ('of-the-host', 'support-clean-up')`
		);
		await db.rows(
			`insert into net._http_response (id, status_code, created)
			values (-1, 200, now() - interval '2 days')`
		);
		await db.rows('select support_private.clean_up_support()');
		expect(
			await db.rows(
				`select return_message as job, count(*)::int from cron.job_run_details
				where runid < 0 group by 1 order by 1`
			)
		).toEqual([
			{ job: 'of-the-host', count: 4 },
			{ job: 'support-clean-up', count: 1 }
		]);
		expect(await db.rows('select from net._http_response where id = -1')).toHaveLength(1);
	});

	test('cleans up settled rows of a month ago, and nothing that still waits', async ({ db }) => {
		const { admin, chatId } = await people(db);
		await db.send(admin, chatId);
		await record(db, (await claim(db, chatId)).claim);
		await db.send(admin, chatId);
		await letPass(db, chatId, '31 days');
		await db.rows('select support_private.clean_up_support()');
		expect(await only(db, chatId)).toMatchObject({ status: 'pending' });
	});
});
