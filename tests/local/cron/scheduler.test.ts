import type pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startCron } from '../../../supabase/local/cron/scheduler.ts';
import { ManualClock } from './manual-clock.ts';
import { startDatabase } from './start-database.ts';
import type { TestDatabase } from './start-database.ts';

interface Run {
	status: string;
	return_message: string | null;
	username: string;
	job_pid: number | null;
	start_time: Date | null;
	end_time: Date | null;
}

let database: TestDatabase;
let client: pg.Client;
let clock: ManualClock;
let cron: ReturnType<typeof startCron>;

beforeAll(async () => {
	database = await startDatabase();
	client = await database.connect();
	await client.query('create extension pg_cron');
	await client.query('create table public.marks (who text default current_user, note text)');
});
afterAll(() => database.stop());

beforeEach(async () => {
	clock = new ManualClock('2026-11-22T12:00:30Z');
	cron = startCron({ databaseUrl: database.superuserUrl, clock });
	await clock.tick();
});
afterEach(async () => {
	await cron.stop();
	await client.query('select cron.unschedule(jobid) from cron.job where username = current_user');
	await client.query('delete from cron.job_run_details');
	await client.query('truncate public.marks');
});

async function runs(): Promise<Run[]> {
	return (await client.query<Run>('select * from cron.job_run_details order by runid')).rows;
}

async function statuses(): Promise<string[]> {
	return (await runs()).map((run) => run.status);
}

async function schedule(when: string, command: string, by = client): Promise<string> {
	const { rows } = await by.query('select cron.schedule($1, $2) as id', [when, command]);
	return rows[0].id;
}

describe('a job', () => {
	test('runs once in its minute, as its owner, and is recorded', async () => {
		await schedule('* * * * *', 'insert into public.marks (note) values (session_user)');
		await clock.advance(60);
		await expect.poll(statuses).toEqual(['succeeded']);
		const [run] = await runs();
		expect(run).toMatchObject({ username: 'postgres', return_message: 'INSERT 0 1' });
		expect(run!.job_pid).toBeGreaterThan(0);
		expect(run!.end_time!.getTime()).toBeGreaterThanOrEqual(run!.start_time!.getTime());
		const { rows } = await client.query('select * from public.marks');
		expect(rows).toEqual([{ who: 'postgres', note: 'postgres' }]);
	});

	test('is not due in the minute in which the scheduler starts', async () => {
		await schedule('* * * * *', 'select 1');
		await clock.advance(29);
		expect(await runs()).toEqual([]);
	});

	test('is subject to row security as its owner', async () => {
		const admin = await database.connect('supabase_admin');
		await admin.query(`create role clerk login password 'postgres'`);
		await admin.query('grant usage on schema cron to clerk');
		await client.query('create table public.files (owner text)');
		await client.query(`insert into public.files values ('clerk'), ('postgres')`);
		await client.query('alter table public.files enable row level security');
		await client.query('create policy own on public.files using (owner = current_user)');
		await client.query('grant select on public.files to clerk');
		const clerk = await database.connect('clerk');
		await schedule('* * * * *', 'select * from public.files', clerk);
		await clock.advance(60);
		await expect.poll(statuses).toEqual(['succeeded']);
		expect((await runs())[0]).toMatchObject({ username: 'clerk', return_message: '1 row' });
		// The owner sees the run; another role without BYPASSRLS does not.
		expect((await clerk.query('select * from cron.job_run_details')).rowCount).toBe(1);
		await client.query('create role stranger');
		await client.query('grant usage on schema cron to stranger');
		await client.query('grant stranger to postgres');
		await client.query('set role stranger');
		expect((await client.query('select * from cron.job_run_details')).rowCount).toBe(0);
		expect((await client.query('select * from cron.job')).rowCount).toBe(0);
		await client.query('reset role');
		await clerk.query('select cron.unschedule(jobid) from cron.job');
		await admin.query('delete from cron.job_run_details');
	});

	test('that fails is recorded with its error', async () => {
		await schedule('* * * * *', 'select 1 / 0');
		await clock.advance(60);
		await expect.poll(statuses).toEqual(['failed']);
		expect((await runs())[0]!.return_message).toBe('ERROR:  division by zero\n');
	});

	test('of several statements is one transaction and reports the last', async () => {
		await schedule('* * * * *', 'insert into public.marks default values; select 1 / 0');
		await schedule('* * * * *', 'select 1; delete from public.marks');
		await clock.advance(60);
		await expect.poll(async () => (await statuses()).sort()).toEqual(['failed', 'succeeded']);
		expect((await runs()).map((run) => run.return_message)).toContain('DELETE 0');
	});

	test('of a role without login fails', async () => {
		const admin = await database.connect('supabase_admin');
		await admin.query(`create role leaver login password 'postgres'`);
		await admin.query(
			`select cron.schedule_in_database('l', '* * * * *', 'select 1', 'postgres', 'leaver')`
		);
		await admin.query('alter role leaver nologin');
		await clock.advance(60);
		await expect.poll(statuses).toEqual(['failed']);
		expect((await runs())[0]).toMatchObject({ return_message: 'connection failed' });
		await admin.query(`delete from cron.job where jobname = 'l'`);
	});

	test('with an interval runs when it has elapsed', async () => {
		await schedule('5 seconds', 'select 1');
		await clock.tick();
		await clock.advance(4);
		expect(await runs()).toEqual([]);
		await clock.advance(1);
		await expect.poll(statuses).toEqual(['succeeded']);
		await clock.advance(5);
		await expect.poll(statuses).toEqual(['succeeded', 'succeeded']);
	});

	test('runs one at a time, the next one queued', async () => {
		await client.query('select pg_advisory_lock(1)');
		await schedule('* * * * *', 'select pg_advisory_xact_lock(1)');
		await clock.advance(60);
		await expect.poll(statuses).toEqual(['running']);
		await clock.advance(60);
		expect(await statuses()).toEqual(['running']);
		await client.query('select pg_advisory_unlock(1)');
		await expect.poll(statuses).toEqual(['succeeded', 'succeeded']);
	});

	test('does not run when it is inactive or removed', async () => {
		const id = await schedule('* * * * *', 'select 1');
		await client.query('select cron.alter_job($1, active := false)', [id]);
		await client.query('select cron.unschedule($1::bigint)', [await schedule('1 second', 'x')]);
		await clock.advance(60);
		expect(await runs()).toEqual([]);
	});

	test('does not catch up on the time when it was inactive', async () => {
		const id = await schedule('* * * * *', 'select 1');
		await client.query('select cron.alter_job($1, active := false)', [id]);
		await clock.advance(180);
		await client.query('select cron.alter_job($1, active := true)', [id]);
		await clock.tick();
		expect(await runs()).toEqual([]);
		await clock.advance(60);
		await expect.poll(statuses).toEqual(['succeeded']);
	});

	test('is canceled when it is removed while running', async () => {
		await client.query('select pg_advisory_lock(2)');
		const id = await schedule('* * * * *', 'select pg_advisory_xact_lock(2)');
		await clock.advance(60);
		await expect.poll(statuses).toEqual(['running']);
		await client.query('select cron.unschedule($1::bigint)', [id]);
		await expect.poll(statuses).toEqual(['failed']);
		expect((await runs())[0]!.return_message).toBe('job canceled');
		await client.query('select pg_advisory_unlock(2)');
	});
});

describe('the scheduler', () => {
	test('waits for the extension', async () => {
		await client.query('drop extension pg_cron');
		await clock.tick();
		await client.query('create extension pg_cron');
		await schedule('* * * * *', 'select 1');
		await clock.tick();
		await clock.advance(60);
		await expect.poll(statuses).toEqual(['succeeded']);
	});

	test('runs @reboot jobs when it starts', async () => {
		await schedule('@reboot', 'select 1');
		await clock.tick();
		expect(await runs()).toEqual([]);
		await cron.stop();
		cron = startCron({ databaseUrl: database.superuserUrl, clock });
		await expect.poll(statuses).toEqual(['succeeded']);
	});

	test('resumes after a restart of Postgres and fails the interrupted run', async () => {
		await schedule('* * * * *', 'select pg_sleep(600)');
		await clock.advance(60);
		await expect.poll(statuses).toEqual(['running']);
		await database.restart();
		client = await database.connect();
		await expect.poll(statuses).toEqual(['failed']);
		expect((await runs())[0]!.return_message).toBe('server restarted');
		await schedule('1 second', 'select 1');
		await clock.tick();
		await clock.advance(1);
		await expect.poll(async () => (await statuses()).slice(1)).toEqual(['succeeded']);
	});
});
