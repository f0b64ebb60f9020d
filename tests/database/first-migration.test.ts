import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connected, install, startEmptyPostgres } from '../fixtures/empty-postgres.ts';
import type { DatabaseUrls } from '../fixtures/empty-postgres.ts';

// What the first migration of a version refuses before anything is made: a push that stops half-way leaves a part
// of the chat behind.

const MIGRATIONS = join(import.meta.dirname, '../../supabase/migrations');

/** The first migration of 1.0.0, and those of later versions that need or take more. */
const REQUIREMENTS = [
	'20261122000100_requirements.sql',
	'20261129000000_guest_requirements.sql',
	'20261130000000_team_requirements.sql',
	'20261130001000_alert_requirements.sql',
	'20261130002000_owner_requirements.sql',
	'20261130003000_widget_requirements.sql',
	'20261130004000_report_requirements.sql',
	'20261201000000_file_requirements.sql'
];

/** Takes from `postgres` what it has here as a member of the owner. */
const RESTRICTED = 'revoke supabase_storage_admin from postgres;';

let postgres: Awaited<ReturnType<typeof startEmptyPostgres>>;
let empty: DatabaseUrls;
let superuser: pg.Client;
let sql: string;
beforeAll(async () => {
	postgres = await startEmptyPostgres();
	empty = await postgres.create();
	superuser = new pg.Client({ connectionString: empty.superuserUrl });
	await superuser.connect();
	const files = REQUIREMENTS.map((file) => readFile(join(MIGRATIONS, file), 'utf8'));
	sql = (await Promise.all(files)).join('\n');
}, 120_000);
afterAll(async () => {
	await superuser?.end();
	await postgres?.stop();
});

/** What these migrations say, as `postgres`, to a database that was prepared so; nothing of it remains. */
async function refusal(prepare: string): Promise<string> {
	await superuser.query('begin');
	try {
		await superuser.query(prepare);
		await superuser.query('set local role postgres');
		await superuser.query(sql);
		return 'installed';
	} catch (error) {
		const { message, code } = error as pg.DatabaseError;
		expect(code, message).toBe('55000');
		return message.replace(/^The support chat is not (installed|upgraded)\. /, '');
	} finally {
		await superuser.query('rollback');
	}
}

test('an empty project is not refused', async () => {
	expect(await refusal('select')).toBe('installed');
});

describe('a project is refused', () => {
	test.for([
		['drop function auth.role()', 'The function auth.role() is missing'],
		[
			'drop function realtime.send',
			'The function realtime.send(jsonb, text, text, boolean) is missing'
		],
		['drop function realtime.topic() cascade', 'The function realtime.topic() is missing'],
		['drop schema extensions cascade', 'The schema extensions is missing'],
		['drop table realtime.messages cascade', 'The table realtime.messages is missing'],
		['drop table auth.users cascade', 'The table auth.users is missing'],
		[
			'alter table auth.users drop column deleted_at',
			'The column deleted_at of auth.users is missing'
		],
		[
			'alter table auth.users drop column is_anonymous cascade',
			'The column is_anonymous of auth.users is missing'
		],
		[
			'alter table realtime.messages drop column payload cascade',
			'The column payload of realtime.messages is missing'
		],
		[
			`create extension pg_cron;
			alter extension pg_cron drop function cron.schedule(text, text, text);
			drop function cron.schedule(text, text, text)`,
			'The extension pg_cron is installed without cron.schedule(text,text,text): update it.'
		],
		[
			`create extension pg_net;
			alter extension pg_net drop function net.http_post;
			drop function net.http_post`,
			'The extension pg_net is installed without net.http_post(text,jsonb,jsonb,jsonb,integer): update it.'
		],
		['drop table storage.objects cascade', 'The table storage.objects is missing'],
		[
			'alter table storage.objects drop column version',
			'The column version of storage.objects is missing'
		],
		[
			'alter table storage.buckets drop column allowed_mime_types',
			'The column allowed_mime_types of storage.buckets is missing'
		],
		[
			`${RESTRICTED} revoke all on storage.buckets from postgres, authenticated, anon, service_role`,
			'postgres may not make buckets.'
		],
		[
			`${RESTRICTED} revoke update on storage.objects from postgres, authenticated, anon, service_role`,
			'postgres may not lock files.'
		],
		[
			`insert into storage.buckets (id, name) values ('support-attachments', 'support-attachments');
			insert into storage.objects (bucket_id, name) values ('support-attachments', 'logo.png')`,
			'There is a bucket support-attachments already, whose name the chat uses.'
		],
		['create schema cron', 'There is a schema cron already, which pg_cron is to make.'],
		['revoke trigger on auth.users from postgres', 'postgres may not put triggers on auth.users.'],
		['revoke references on auth.users from postgres', 'postgres may not refer to auth.users.'],
		['create schema support_private', 'There is a schema support_private already']
	])('%s', async ([prepare = '', message = '']) => {
		expect(await refusal(prepare)).toContain(message);
	});
});

describe('a name that is taken is refused', () => {
	/** Every name that the chat uses outside of its own schema, and what takes it. */
	async function names(): Promise<{ name: string; taking: string }[]> {
		const installed = await postgres.create();
		await install(installed);
		return connected(installed.url, async (client) => {
			const { rows } = await client.query<{ name: string; taking: string }>(`
				select relname as name, format('create table public.%I ()', relname) as taking
				from pg_class where relnamespace = 'public'::regnamespace
				union all
				select typname, format('create type public.%I as enum ()', typname)
				from pg_type where typnamespace = 'public'::regnamespace and typtype = 'e'
				union all
				select proname, format('create function public.%I(other money) returns int return 1', proname)
				from pg_proc where pronamespace = 'public'::regnamespace
				union all
				select tgname, format(
					'create trigger %I before delete on auth.users execute function suppress_redundant_updates_trigger()',
					tgname
				)
				from pg_trigger join pg_proc on pg_proc.oid = tgfoid
				where tgrelid = 'auth.users'::regclass and pronamespace = 'support_private'::regnamespace
				union all
				select polname, format('create policy %I on realtime.messages for delete using (false)', polname)
				from pg_policy where polrelid = 'realtime.messages'::regclass
				union all
				select polname, format('create policy %I on storage.objects for delete using (false)', polname)
				from pg_policy where polrelid = 'storage.objects'::regclass
				union all
				select jobname, format(
					'create extension pg_cron; select cron.schedule(%L, ''0 0 * * *'', ''select 1'')', jobname
				)
				from cron.job
			`);
			return rows;
		});
	}

	test('be it of a relation, type, function, trigger, policy or job', async () => {
		const taken = await names();
		expect(taken.length).toBeGreaterThan(50);
		for (const { name, taking } of taken) {
			const message = await refusal(taking);
			expect(message, taking).toContain(name);
			expect(message, taking).toContain('already, whose name the chat uses.');
		}
	});
});
