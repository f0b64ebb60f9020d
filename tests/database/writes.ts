import type { Database } from '../fixtures/database.ts';

/**
 * How many rows a statement inserted, updated or deleted in each table, whatever became of them: the
 * difference that it makes in the transaction's own counters, which count what was undone as well.
 */
export async function writesOf(
	db: Database,
	run: () => Promise<unknown>
): Promise<Record<string, number>> {
	const before = await counters(db);
	await run();
	const after = await counters(db);
	const writes: Record<string, number> = {};
	for (const [name, count] of after) {
		const more = count - (before.get(name) ?? 0);
		if (more > 0) writes[name] = more;
	}
	return writes;
}

async function counters(db: Database): Promise<Map<string, number>> {
	const rows = await db.rows<{ name: string; count: number }>(
		`select
			relname as name,
			(
				pg_stat_get_xact_tuples_inserted(oid)
				+ pg_stat_get_xact_tuples_updated(oid)
				+ pg_stat_get_xact_tuples_deleted(oid)
			)::integer as count
		from pg_class
		where relkind = 'r'`
	);
	return new Map(rows.map(({ name, count }) => [name, count]));
}
