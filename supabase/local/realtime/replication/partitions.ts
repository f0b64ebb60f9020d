import type { Database } from '../database.ts';

const DAY_MS = 86_400_000;
const DAYS_BEHIND = 1;
const DAYS_AHEAD = 3;
const RETENTION_MS = 72 * 3_600_000;

/**
 * Makes the partitions of realtime.messages for yesterday to three days ahead, in UTC, as each new
 * connection does (supabase/realtime lib/realtime/tenants.ex create_messages_partitions). Without
 * a partition for today every realtime.send is lost with a warning, and every private join refused.
 * @param now clock in milliseconds
 * @throws what the database threw, also when the schema is not there yet
 */
export async function createPartitions(
	database: Pick<Database, 'query'>,
	now = Date.now()
): Promise<void> {
	const existing = await partitionNames(database);
	for (let day = -DAYS_BEHIND; day <= DAYS_AHEAD; day++) {
		const name = partitionName(now + day * DAY_MS);
		// Asked first, because even a no-op on an existing partition would wait for, and
		// then hold up, everyone who writes to it.
		if (!existing.includes(name)) await createPartition(database, now + day * DAY_MS);
	}
}

/**
 * What the janitor does: drops the partitions older than 72 hours and makes those of the days to
 * come (supabase/realtime lib/realtime/tenants/janitor/maintenance_task.ex, messages.ex).
 * @param now clock in milliseconds
 * @throws what the database threw, also when the schema is not there yet
 */
export async function maintainPartitions(
	database: Pick<Database, 'query'>,
	now = Date.now()
): Promise<void> {
	for (const name of await partitionNames(database)) {
		if (isDaily(name) && name < partitionName(now - RETENTION_MS)) {
			await database.query(`drop table if exists realtime.${name}`);
		}
	}
	await createPartitions(database, now);
}

async function partitionNames(database: Pick<Database, 'query'>): Promise<string[]> {
	const { rows } = await database.query(
		`select child.relname as name
		from pg_catalog.pg_inherits
		join pg_catalog.pg_class child on child.oid = inhrelid
		where inhparent = 'realtime.messages'::regclass`
	);
	return (rows as { name: string }[]).map((row) => row.name);
}

async function createPartition(database: Pick<Database, 'query'>, time: number): Promise<void> {
	const name = partitionName(time);
	await database.query(
		`create table if not exists realtime.${name} partition of realtime.messages
		for values from ('${utcDay(time)}') to ('${utcDay(time + DAY_MS)}')`
	);
	await database.query(`alter table realtime.${name} owner to supabase_realtime_admin`);
}

function isDaily(name: string): boolean {
	return /^messages_\d{4}_\d{2}_\d{2}$/.test(name);
}

function partitionName(time: number): string {
	return `messages_${utcDay(time).replaceAll('-', '_')}`;
}

function utcDay(time: number): string {
	return new Date(time).toISOString().slice(0, 10);
}
