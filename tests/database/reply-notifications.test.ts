import { describe, expect } from 'vitest';
import { test, type Caller, type Database } from '../fixtures/database.ts';
import { dispatch, letPass, notifications, prepare, record, type Notification } from './outbox.ts';

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

/** Claims the chat's notification and returns it. */
async function claim(db: Database, chatId: string): Promise<Notification> {
	await letPass(db, chatId, '1 hour');
	await dispatch(db);
	const last = (await notifications(db, chatId)).at(-1)!;
	expect(last.status).toBe('sending');
	return last;
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

	test.for(['prepare_support_reply_email', 'record_support_reply_email'])(
		'%s is the secret key’s alone',
		async (name, { db }) => {
			const { user, admin } = await people(db);
			for (const caller of [user, admin, 'anon'] as const) {
				const call = db.as(caller, () => db.rows(`select public.${name}(gen_random_uuid())`));
				await expect(call).rejects.toMatchObject({ code: '42501' });
			}
		}
	);
});

describe('the dispatcher', () => {
	test('leaves alone what is not due', async ({ db }) => {
		const { admin, chatId } = await people(db);
		await db.send(admin, chatId);
		await letPass(db, chatId, '4 minutes 59 seconds');
		await dispatch(db);
		expect(await only(db, chatId)).toMatchObject({ status: 'pending', attempts: 0 });
	});

	test('claims what is due, and asks the function with the key of Vault', async ({ db }) => {
		const { admin, chatId } = await people(db);
		await db.send(admin, chatId);
		const { id, request_id } = await claim(db, chatId);
		const [request] = await db.rows<{ url: string; body: string; headers: { apikey: string } }>(
			`select url, convert_from(body, 'utf8') as body, headers
			from net.http_request_queue where id = $1`,
			[request_id]
		);
		expect(request?.url).toMatch(/\/functions\/v1\/support-reply-notification$/);
		expect(JSON.parse(request!.body)).toEqual({ notification_id: id });
		expect(request?.headers.apikey).toMatch(/^sb_secret_/);
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
				db.rows('update public.support_chats set user_email = null where id = $1', [chatId])
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
			const { id } = await claim(db, chatId);
			await happen(db, user, chatId);
			expect(await prepare(db, id)).toBeNull();
			expect(await only(db, chatId)).toMatchObject({ status: 'skipped', skip_reason: reason });
		});
	}

	test('when the account is deleted: nothing is left to send', async ({ db }) => {
		const { user, admin, chatId } = await people(db);
		await db.send(admin, chatId);
		const { id } = await claim(db, chatId);
		await db.rows('delete from auth.users where id = $1', [user.id]);
		expect(await prepare(db, id)).toBeNull();
		expect(await notifications(db, chatId)).toEqual([]);
	});

	test('about a deleted reply, though an older one is unread', async ({ db }) => {
		const { admin, chatId } = await people(db);
		await db.send(admin, chatId);
		await record(db, (await claim(db, chatId)).id);
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
			set app_name = 'Acme', app_url = 'https://acme.example', email_from = 'a@acme.example'`
		);
		for (const content of ['one', 'two']) await db.send(admin, chatId, content);
		const { id } = await claim(db, chatId);
		expect(await prepare(db, id)).toEqual({
			to: user.email,
			from: 'a@acme.example',
			app_name: 'Acme',
			app_url: 'https://acme.example',
			reply_count: 2,
			preview: 'two',
			unsubscribe_token: expect.stringMatching(/^[0-9a-f]{64}$/)
		});
	});

	test('is the same at every try: later replies are left to the next mail', async ({ db }) => {
		const { admin, chatId } = await people(db);
		await db.send(admin, chatId, 'one');
		const { id } = await claim(db, chatId);
		const first = await prepare(db, id);
		await db.send(admin, chatId, 'two');
		await record(db, id, 'busy');
		expect(await prepare(db, id)).toBeNull();
		await letPass(db, chatId, '1 hour');
		await dispatch(db);
		expect(await prepare(db, id)).toEqual(first);
	});

	test('counts and shows only what is unread', async ({ db }) => {
		const { user, admin, chatId } = await people(db);
		for (const content of ['one', 'two', 'three']) await db.send(admin, chatId, content);
		await read(db, user, chatId, 2);
		const { id } = await claim(db, chatId);
		expect(await prepare(db, id)).toMatchObject({ reply_count: 1, preview: 'three' });
	});

	test('goes to the address that the account has now', async ({ db }) => {
		const { user, admin, chatId } = await people(db);
		await db.send(admin, chatId);
		await db.rows('update auth.users set email = $2 where id = $1', [user.id, `new-${user.email}`]);
		const { id } = await claim(db, chatId);
		expect(await prepare(db, id)).toMatchObject({ to: `new-${user.email}` });
	});
});

describe('a report', () => {
	test('of a sent mail settles the notification', async ({ db }) => {
		const { admin, chatId } = await people(db);
		await db.send(admin, chatId);
		const { id } = await claim(db, chatId);
		await record(db, id);
		expect(await only(db, chatId)).toMatchObject({
			status: 'sent',
			sent_at: expect.any(Date),
			last_error: null
		});
		expect(await prepare(db, id)).toBeNull();
	});

	test('of an error lets it be tried after 1, 2, 4 and 8 minutes, then fail', async ({ db }) => {
		const { admin, chatId } = await people(db);
		await db.send(admin, chatId);
		const minutes = [];
		for (let attempt = 1; attempt <= 5; attempt++) {
			const { id } = await claim(db, chatId);
			await record(db, id, `busy ${attempt}`);
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
		const { id } = await claim(db, chatId);
		await record(db, id, 'refused', false);
		expect(await only(db, chatId)).toMatchObject({ status: 'failed', last_error: 'refused' });
	});

	test('that comes late takes nothing back', async ({ db }) => {
		const { admin, chatId } = await people(db);
		await db.send(admin, chatId);
		const { id } = await claim(db, chatId);
		await record(db, id);
		await record(db, id, 'timeout of an earlier try');
		expect(await only(db, chatId)).toMatchObject({ status: 'sent', last_error: null });
	});

	test('of a sent mail counts, though it comes after giving up', async ({ db }) => {
		const { admin, chatId } = await people(db);
		await db.send(admin, chatId);
		const { id } = await claim(db, chatId);
		await record(db, id, 'refused', false);
		await record(db, id);
		expect(await only(db, chatId)).toMatchObject({ status: 'sent' });
	});
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
		expect(before).toHaveLength(4);
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
		await record(db, (await claim(db, chatId)).id);
		await db.send(admin, chatId);
		await letPass(db, chatId, '31 days');
		await db.rows('select support_private.clean_up_support()');
		expect(await only(db, chatId)).toMatchObject({ status: 'pending' });
	});
});
