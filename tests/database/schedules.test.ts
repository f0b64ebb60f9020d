import { describe, expect } from 'vitest';
import { test } from '../fixtures/database.ts';
import { letPass, record } from './outbox.ts';
import { claim, only, people } from './replies.ts';

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
