import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startStorage, type StorageStack } from './fixture.ts';

let stack: StorageStack;
let bucket: string;

beforeAll(async () => {
	stack = await startStorage();
	({ id: bucket } = await stack.bucket());
}, 60_000);
afterAll(() => stack?.stop());

/** Runs SQL as a role; returns the rows, or the SQLSTATE. */
async function as(role: string, text: string): Promise<unknown> {
	return stack.as(role, text).catch((error: pg.DatabaseError) => error.code);
}

describe('a migration', () => {
	test('makes buckets, policies and triggers, and gives rights', async () => {
		await stack.sql(`
			insert into storage.buckets (id, name) values ('migrated', 'migrated')
			on conflict (id) do update set file_size_limit = 1;
			create policy "Try" on storage.objects for select to authenticated using (false);
			alter policy "Try" on storage.objects using (true);
			drop policy "Try" on storage.objects;
			create policy "Try" on storage.buckets for select to anon using (false);
			drop policy "Try" on storage.buckets;
			create function public.try_it() returns trigger language plpgsql as
			$$ begin return new; end $$;
			create trigger try_it before insert on storage.objects
			for each row execute function public.try_it();
			drop trigger try_it on storage.objects;
			grant select on storage.objects to anon;
		`);
	});

	test.each([
		'alter table storage.objects disable row level security',
		'alter table storage.objects add column extra text',
		'alter table storage.objects disable trigger protect_objects_delete',
		'alter table storage.objects owner to postgres',
		'drop table storage.objects',
		'drop function storage.extension(text)',
		'create table storage.mine (id int)',
		'create index on storage.objects (created_at)',
		`comment on table storage.objects is 'x'`,
		'create or replace function storage.operation() returns text language sql as $$ select null $$',
		'drop schema storage cascade'
	])('may not: %s', async (statement) => {
		await expect(stack.sql(statement)).rejects.toMatchObject({ code: '42501' });
	});

	test('takes no right from a client role: what the owner granted stays', async () => {
		await stack.sql('revoke insert on storage.objects from anon');
		const [row] = await stack.sql(
			`select has_table_privilege('anon', 'storage.objects', 'insert') as inserts`
		);
		expect(row).toEqual({ inserts: true });
	});

	test('may not delete rows, unless it says that it means it', async () => {
		await expect(stack.sql('delete from storage.buckets')).rejects.toThrow(
			'Direct deletion from storage tables is not allowed. Use the Storage API instead.'
		);
		await stack.sql(`
			begin; set local storage.allow_delete_query = 'true';
			delete from storage.buckets where id = 'migrated'; commit`);
		expect(await stack.sql(`select from storage.buckets where id = 'migrated'`)).toEqual([]);
	});
});

describe('a client role without a policy', () => {
	test.each(['anon', 'authenticated'])('%s neither sees nor adds rows', async (role) => {
		await stack.sql(`insert into storage.objects (bucket_id, name) values ($1, $2)`, [
			...[bucket, `${role}.txt`]
		]);
		expect(await as(role, 'select from storage.buckets')).toEqual([]);
		const insert = `insert into storage.objects (bucket_id, name) values ('${bucket}', 'x')`;
		expect(await as(role, insert)).toBe('42501');
		expect(await as(role, 'delete from storage.objects')).toBe('42501');
		expect(await as(role, `create policy "x" on storage.objects for select using (true)`)).toBe(
			'42501'
		);
	});
});

describe('the functions', () => {
	test('take names apart', async () => {
		const parts = (name: string) =>
			stack.sql(
				`select storage.foldername($1) as folder, storage.filename($1) as file,
				storage.extension($1) as extension`,
				[name]
			);
		expect(await parts('a/b/c.tar.gz')).toEqual([
			{ folder: ['a', 'b'], file: 'c.tar.gz', extension: 'gz' }
		]);
		expect(await parts('plain')).toEqual([{ folder: [], file: 'plain', extension: 'plain' }]);
		expect(await parts('a//b')).toEqual([{ folder: ['a', ''], file: 'b', extension: 'b' }]);
		expect(await parts('/')).toEqual([{ folder: [''], file: '', extension: '' }]);
	});

	test('know the operation, with and without its prefix', async () => {
		const [row] = await stack.sql(`
			select set_config('storage.operation', 'storage.object.upload', false) as operation,
				storage.operation() as operation,
				storage.allow_only_operation('object.upload') as short,
				storage.allow_only_operation('storage.object.upload') as long,
				storage.allow_only_operation('object.list') as other,
				storage.allow_only_operation('') as nothing,
				storage.allow_any_operation(array['object.list', 'object.upload']) as any`);
		expect(row).toMatchObject({ short: true, long: true, other: false, nothing: false, any: true });
		const [outside] = await stack.sql(`select storage.allow_only_operation('object.list') as it`);
		expect(outside).toEqual({ it: false });
	});

	test('add up a bucket', async () => {
		const { id } = await stack.bucket();
		const storage = stack.service.storage.from(id);
		for (const size of [3, 4]) await storage.upload(`${size}`, new Blob(['x'.repeat(size)]));
		const rows = await stack.sql(
			'select size::int from storage.get_size_by_bucket() where bucket_id = $1',
			[id]
		);
		expect(rows).toEqual([{ size: 7 }]);
	});
});

describe('a row', () => {
	test('has its path in parts, its name once in a bucket, and the time of its change', async () => {
		const insert = `insert into storage.objects (bucket_id, name) values ($1, 'p/q.txt') returning *`;
		const [row] = await stack.sql(insert, [bucket]);
		expect(row?.path_tokens).toEqual(['p', 'q.txt']);
		await expect(stack.sql(insert, [bucket])).rejects.toMatchObject({ code: '23505' });
		const [changed] = await stack.sql(
			`update storage.objects set version = 'x' where id = $1 returning updated_at`,
			[row?.id]
		);
		expect(changed?.updated_at.getTime()).toBeGreaterThan(row?.updated_at.getTime() - 1);
		expect(changed?.updated_at).not.toEqual(row?.updated_at);
	});

	test('of a bucket has a name of at most 100 characters', async () => {
		const name = 'x'.repeat(101);
		await expect(
			stack.sql('insert into storage.buckets (id, name) values ($1, $1)', [name])
		).rejects.toThrow('is too long');
	});
});

describe('a start on an existing data folder', () => {
	test('keeps rows and policies', async () => {
		const { id, service } = await stack.bucket();
		await service.upload('kept.txt', new Blob(['kept']));
		await stack.updateSchema();
		expect((await service.info('kept.txt')).error).toBeNull();
		expect((await stack.service.storage.getBucket(id)).error).toBeNull();
		const policies = await stack.sql(`select from pg_policies where schemaname = 'storage'`);
		expect(policies).toHaveLength(4);
	});

	test('that has no Storage yet gives it one', async () => {
		await stack.as('supabase_admin', 'drop schema storage cascade');
		await stack.updateSchema();
		const { service } = await stack.bucket();
		expect((await service.upload('new.txt', new Blob(['new']))).error).toBeNull();
		await expect(stack.sql('drop table storage.objects')).rejects.toMatchObject({ code: '42501' });
	});
});
