import { expect } from 'vitest';
import { test } from '../fixtures/database.ts';

// What \d+ shows in a host's database. Functions have their comments in the migrations (tests/migrations.test.ts).

test('every table, view and enum has a comment', async ({ db }) => {
	const bare = await db.rows<{ name: string }>(
		`select oid::regclass::text as name
		from pg_class
		where relnamespace in ('public'::regnamespace, 'support_private'::regnamespace)
			and relkind in ('r', 'v') and obj_description(oid, 'pg_class') is null
		union all
		select oid::regtype::text
		from pg_type
		where typnamespace in ('public'::regnamespace, 'support_private'::regnamespace)
			and typtype = 'e' and obj_description(oid, 'pg_type') is null`
	);
	expect(bare).toEqual([]);
});
