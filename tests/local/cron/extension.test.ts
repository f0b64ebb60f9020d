import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseSchedule } from '../../../supabase/local/cron/schedule.ts';
import { as, startDatabase } from './start-database.ts';
import type { TestDatabase } from './start-database.ts';

let database: TestDatabase;
let client: pg.Client;
let superuser: pg.Client;

beforeAll(async () => {
	database = await startDatabase();
	client = await database.connect();
	superuser = await database.connect('supabase_admin');
	await client.query('create extension if not exists pg_cron with schema pg_catalog');
});
afterAll(() => database.stop());

async function value(sql: string, values: unknown[] = []): Promise<unknown> {
	const { rows } = await client.query({ text: sql, values, rowMode: 'array' });
	return rows[0]?.[0];
}

describe('create extension pg_cron', () => {
	test('works without superuser rights, with and without a schema', async () => {
		expect(await value(`select rolsuper from pg_roles where rolname = current_user`)).toBe(false);
		await client.query('begin');
		await client.query('drop extension pg_cron');
		await client.query('create extension pg_cron');
		await client.query('rollback');
		expect(await value(`select extversion from pg_extension where extname = 'pg_cron'`)).toBe(
			'1.6'
		);
	});
});

describe('privileges', () => {
	test.each(['anon', 'authenticated', 'service_role'])('%s has none', async (role) => {
		const call = as(client, role, () => client.query(`select cron.schedule('* * * * *', 'x')`));
		await expect(call).rejects.toMatchObject({ code: '42501' });
	});

	test('postgres reads jobs but writes them only through the functions', async () => {
		await client.query('select * from cron.job');
		const update = client.query(`update cron.job set username = 'supabase_admin'`);
		await expect(update).rejects.toMatchObject({ code: '42501' });
		const insert = client.query(`insert into cron.job (schedule, command) values ('', '')`);
		await expect(insert).rejects.toMatchObject({ code: '42501' });
	});

	test('postgres cleans up job_run_details', async () => {
		await client.query(`delete from cron.job_run_details where end_time < now()`);
	});

	test('a role cannot schedule as another role', async () => {
		const call = `select cron.schedule_in_database('j', '* * * * *', 'x', 'postgres', 'supabase_admin')`;
		await expect(client.query(call)).rejects.toThrow(
			'must be superuser to create a job for another'
		);
		await client.query(
			`insert into cron._change (kind, caller, jobname, schedule, command, database, active)
			values ('add', 'supabase_admin', 'forged', '* * * * *', 'x', 'postgres', true)`
		);
		expect(await value(`select username from cron.job where jobname = 'forged'`)).toBe('postgres');
		await client.query(`select cron.unschedule('forged')`);
	});

	test('a role cannot alter or remove another role’s job', async () => {
		const { rows } = await superuser.query(`select cron.schedule('theirs', '* * * * *', 'x')`);
		const id = rows[0].schedule;
		await expect(client.query(`select cron.unschedule('theirs')`)).rejects.toThrow(
			`could not find valid entry for job 'theirs'`
		);
		await expect(client.query('select cron.unschedule($1::bigint)', [id])).rejects.toMatchObject({
			code: '42501'
		});
		const alter = client.query('select cron.alter_job($1, active := false)', [id]);
		await expect(alter).rejects.toThrow(`Job ${id} does not exist or you don't own it`);
		await superuser.query(`select cron.unschedule('theirs')`);
	});
});

describe('cron.schedule', () => {
	test('with a known name replaces the job and keeps it inactive', async () => {
		const id = await value(`select cron.schedule('named', '* * * * *', 'select 1')`);
		await client.query('select cron.alter_job($1, active := false)', [id]);
		expect(await value(`select cron.schedule('named', '@daily', 'select 2')`)).toBe(id);
		const { rows } = await client.query('select * from cron.job where jobid = $1', [id]);
		expect(rows[0]).toMatchObject({ schedule: '@daily', command: 'select 2', active: false });
		expect(await value(`select cron.unschedule('named')`)).toBe(true);
	});

	test('inside a definer function schedules for its owner', async () => {
		await client.query(
			`create function public.plan() returns bigint language sql security definer
			as $$ select cron.schedule('planned', '@daily', 'x') $$`
		);
		await client.query(`set role authenticated`);
		await client.query('select public.plan()');
		await client.query('reset role');
		expect(await value(`select username from cron.job where jobname = 'planned'`)).toBe('postgres');
		await client.query(`select cron.unschedule('planned')`);
	});

	test.each([
		...['* * * * *', '*/5 0-23/2 1,15 jan-mar,DEC mon-fri', '0 0 $ * *', '0 0 1,$ * 7'],
		...['@reboot', '@hourly', '@midnight', '1 second', ' 59 SECONDS ', '5-3 * * * *']
	])('accepts "%s"', async (schedule) => {
		expect(parseSchedule(schedule)).toBeDefined();
		const id = await value(`select cron.schedule($1, 'x')`, [schedule]);
		await client.query('select cron.unschedule($1::bigint)', [id]);
	});

	test.each([
		...['', '* * * *', '* * * * * *', '60 * * * *', '* 24 * * *', '* * 0 * *', '* * * 13 *'],
		...['* * * * 8', '5/10 * * * *', '*/0 * * * *', '* * * * foo', '$ * * * *', 'mon * * * *'],
		...['0 seconds', '60 seconds', '1 minute', '@every', '1,, * * * *', '-1 * * * *']
	])('refuses "%s"', async (schedule) => {
		expect(parseSchedule(schedule)).toBeUndefined();
		const call = value(`select cron.schedule($1, 'x')`, [schedule]);
		await expect(call).rejects.toMatchObject({
			code: '22023',
			message: `invalid schedule: ${schedule}`,
			hint: `Use cron format (e.g. 5 4 * * *), or interval format '[1-59] seconds'`
		});
	});
});

describe('cron.unschedule', () => {
	test('raises for an unknown job', async () => {
		await expect(client.query('select cron.unschedule(0)')).rejects.toThrow(
			'could not find valid entry for job 0'
		);
	});
});
