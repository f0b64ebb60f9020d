import { describe, expect } from 'vitest';
import { test, type Caller, type Database } from '../fixtures/database.ts';

interface Health {
	problems: string[];
	emails_pending: string;
	emails_overdue: string;
	emails_failed: string;
	oldest_pending_at: Date | null;
	clock_last_run_at: Date | null;
	clock_last_status: string | null;
	clock_message: string | null;
	realtime_streaming: boolean;
}

async function health(db: Database, caller: Caller | 'service_role' = 'service_role') {
	const [row] = await db.as(caller, () =>
		db.rows<Health & Record<string, unknown>>('select * from public.support_health()')
	);
	return row as Health;
}

/**
 * Sees the same rows from here on, whatever other tests commit meanwhile, and lets the clock have run a
 * moment ago. Returns the state that the test changes.
 */
async function settle(db: Database): Promise<Health> {
	await db.rows('set transaction isolation level repeatable read');
	await run(db, 'succeeded', '1 row', '0');
	return health(db);
}

/** What is complained of that was not before. */
const complaints = (now: Health, before: Health) =>
	now.problems.filter((problem) => !before.problems.includes(problem));

async function run(db: Database, status: string, message: string, ago: string): Promise<void> {
	await db.rows(
		`insert into cron.job_run_details (jobid, runid, status, return_message, start_time, end_time)
		select jobid, (select coalesce(max(runid), 0) + 1000000 from cron.job_run_details), $1, $2,
			now() - $3::interval, now() - $3::interval
		from cron.job where jobname = 'support-reply-notifications'`,
		[status, message, ago]
	);
}

async function queue(db: Database, status: string, due: string): Promise<void> {
	const chatId = await db.openChat(await db.createUser());
	await db.rows(
		`insert into public.support_reply_notifications (chat_id, status, due_at, attempts)
		values ($1, $2::public.support_notification_status, now() + $3::interval, 1)`,
		[chatId, status, due]
	);
}

describe('support_health', () => {
	test('has no complaint when all is well', async ({ db }) => {
		const now = await settle(db);
		// Other tests may leave mails that have failed.
		expect(now.problems.filter((problem) => !problem.startsWith('emails'))).toEqual([]);
		expect(now).toMatchObject({
			clock_last_status: 'succeeded',
			clock_message: '1 row',
			realtime_streaming: expect.any(Boolean)
		});
	});

	test('answers an admin too, and no user', async ({ db }) => {
		const before = await settle(db);
		expect(await health(db, await db.createAdmin())).toEqual(before);
		await expect(health(db, await db.createUser())).rejects.toMatchObject({ code: '42501' });
	});

	test('counts what waits, and complains of what waits too long or was given up', async ({
		db
	}) => {
		const before = await settle(db);
		await queue(db, 'pending', '5 minutes');
		const waiting = await health(db);
		expect(complaints(waiting, before)).toEqual([]);
		expect(Number(waiting.emails_pending)).toBe(Number(before.emails_pending) + 1);
		await queue(db, 'sending', '-11 minutes');
		await queue(db, 'failed', '-1 hour');
		await queue(db, 'failed', '-2 days');
		const late = await health(db);
		expect(late.problems).toEqual(expect.arrayContaining(['emails_overdue', 'emails_failed']));
		expect(Number(late.emails_pending)).toBe(Number(before.emails_pending) + 2);
		expect(Number(late.emails_overdue)).toBe(Number(before.emails_overdue) + 1);
		expect(Number(late.emails_failed)).toBe(Number(before.emails_failed) + 1);
		expect(late.oldest_pending_at).toBeInstanceOf(Date);
	});

	test('complains of files that are not removed, by what keeps them', async ({ db }) => {
		const before = await settle(db);
		await db.rows(
			`update support_private.support_file_removal_progress set last_claimed_at = now() - interval '11 minutes'`
		);
		const queued = (ago: string) =>
			db.rows(
				`insert into support_private.support_file_removals (path, queued_at)
				values (gen_random_uuid() || '/a', now() - $1::interval)`,
				[ago]
			);
		await queued('59 minutes');
		expect(complaints(await health(db), before)).toEqual([]);
		await queued('61 minutes');
		expect(complaints(await health(db), before)).toEqual(['files_not_removed']);
		// Many files take their time.
		await db.rows(
			`insert into support_private.support_file_removal_progress (last_claimed_at) values (now())
			on conflict (id) do update set last_claimed_at = excluded.last_claimed_at`
		);
		expect(complaints(await health(db), before)).toEqual([]);

		const claimed = (ago: string, answer: string | null) =>
			db.rows(
				`with answer as (
					insert into net._http_response (id, status_code, content, created)
					select -1, 404, 'not found', now() where $2::text is not null
				)
				insert into support_private.support_file_removal_batches
					(claim_hash, claimed_at, first_claimed_at, request_id, due_at)
				values ('x', now(), now() - $1::interval, -1, now() + interval '5 minutes')`,
				[ago, answer]
			);
		await claimed('59 minutes', null);
		expect(complaints(await health(db), before)).toEqual([]);
		await claimed('61 minutes', '404');
		expect(complaints(await health(db), before)).toEqual([
			'file_function_missing',
			'files_not_removed'
		]);
	});

	test('complains of a clock that fails, and says why', async ({ db }) => {
		const before = await settle(db);
		await run(db, 'failed', 'ERROR: out of shared memory', '0');
		const now = await health(db);
		expect(complaints(now, before)).toEqual(['clock_failing']);
		expect(now.clock_message).toBe('ERROR: out of shared memory');
	});

	test('complains of a clock that stands still, once the server is up for a while', async ({
		db
	}) => {
		const hasRun = (ago: string | null) =>
			db.value(
				`select support_private.support_clock_has_run(
					now() - $1::interval, now() - pg_postmaster_start_time() - interval '1 second'
				)`,
				[ago]
			);
		expect(await hasRun('0')).toBe(true);
		expect(await hasRun('1 day')).toBe(false);
		expect(await hasRun(null)).toBe(false);
		const recently = "select support_private.support_clock_has_run(null, interval '1 year')";
		expect(await db.value(recently)).toBe(true);
	});

	test('complains of a clock that is not set', async ({ db }) => {
		const before = await settle(db);
		await db.rows("select cron.unschedule('support-reply-notifications')");
		expect(complaints(await health(db), before)).toEqual(['clock_stopped']);
	});

	test('complains of another job that is lost', async ({ db }) => {
		const before = await settle(db);
		await db.rows("select cron.unschedule('support-retention')");
		expect(complaints(await health(db), before)).toEqual(['jobs_missing']);
		await db.rows('select support_private.schedule_support_jobs()');
		expect(complaints(await health(db), before)).toEqual([]);
	});

	test.for([
		['functions_url = null', ['functions_url_missing']],
		[
			"functions_url = 'https://x.supabase.co/functions/v1'",
			['app_url_missing', 'email_from_missing']
		],
		[
			`functions_url = 'https://x.supabase.co/functions/v1', app_url = 'https://acme.example',
			email_from = 'Acme <support@acme.example>'`,
			[]
		]
	] as const)('names the settings that are missing: %s', async ([change, missing], { db }) => {
		const before = await settle(db);
		await db.rows('update public.support_settings set app_url = default, email_from = default');
		await db.rows(`update public.support_settings set ${change}`);
		expect(complaints(await health(db), before)).toEqual(missing);
	});

	test.for([
		['The function answered 404: {}', 'function_missing'],
		['The function was not reached: Could not resolve hostname', 'function_missing'],
		['Neither SMTP_URL nor RESEND_API_KEY is set.', 'mail_service_missing'],
		['Resend answered 500', undefined]
	] as const)('says what the last try found missing: %s', async ([error, problem], { db }) => {
		const before = await settle(db);
		await queue(db, 'pending', '1 minute');
		await db.rows(
			`update public.support_reply_notifications set claimed_at = now() + interval '1 minute', last_error = $1
			where created_at = now()`,
			[error]
		);
		expect(complaints(await health(db), before)).toEqual(problem ? [problem] : []);
	});

	test.for(['cron', 'net'])(
		'reports it, and does not fail, when %s is gone',
		async (schema, { db }) => {
			await settle(db);
			await db.rows(`drop extension pg_${schema} cascade`);
			const { problems } = await health(db);
			if (schema === 'cron') {
				expect(problems).toEqual(expect.arrayContaining(['clock_stopped', 'jobs_missing']));
			} else {
				expect(problems).toContain('pg_net_missing');
			}
		}
	);

	test('knows the partitions that Realtime has made for today and tomorrow', async ({ db }) => {
		expect(await db.value('select support_private.has_realtime_partitions()')).toBe(true);
	});
});
