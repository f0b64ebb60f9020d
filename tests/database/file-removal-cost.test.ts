import { expect } from 'vitest';
import { test } from '../fixtures/database.ts';
import { dispatchRemovals, pathsIn } from './file-removals.ts';
import { workOf } from './plans.ts';

// What the jobs cost beside many files: in steps of a bounded size, by Storage's indexes.

const FILES = 20_000;

test('a bucket of 20,000 files is swept in bounded steps, and a folder found in it', async ({
	db
}) => {
	await db.rows('select support_private.lock_support_file_jobs()');
	// After the files of other tests.
	await db.rows(
		`insert into support_private.support_file_removal_progress (swept_until) values ('z')
		on conflict (id) do update set swept_until = excluded.swept_until`
	);
	await db.rows(
		`insert into storage.objects (bucket_id, name, created_at)
		select 'support-attachments', format('z%s/%s/a.png', md5((n / 20)::text)::uuid, md5(n::text)::uuid),
			now() - interval '2 days'
		from generate_series(1, $1) as n`,
		[FILES]
	);
	await db.rows('analyze storage.objects');

	const sweep = await workOf(db, () =>
		db.rows('select support_private.queue_unsent_support_files(500)')
	);
	expect(sweep.sequential).not.toHaveProperty('objects');
	expect(sweep.searches).toMatchObject({ idx_objects_bucket_id_name: 1 });
	expect(sweep.reads.idx_objects_bucket_id_name).toBeLessThanOrEqual(501);

	const folder = await db.value<string>("select 'z' || md5('7')::uuid || '/'");
	await db.rows('delete from support_private.support_file_removals');
	await db.rows('insert into support_private.support_file_removals (path) values ($1)', [folder]);
	const claim = await workOf(db, () => dispatchRemovals(db));
	expect(await pathsIn(db, folder)).toHaveLength(20);
	expect(claim.sequential).not.toHaveProperty('objects');
	expect(claim.reads.idx_objects_bucket_id_name).toBeLessThanOrEqual(20);
	expect(claim.reads.bucketid_objname).toBeLessThanOrEqual(20 * 2);
});
