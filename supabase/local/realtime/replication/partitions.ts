import type { Database } from '../database.ts';

const DAY_MS = 86_400_000;
const DAYS_BEHIND = 1;
const DAYS_AHEAD = 3;
const RETENTION_MS = 72 * 3_600_000;

/**
 * Creates the partitions of realtime.messages from yesterday to three days ahead, in UTC, as each new
 * connection does (supabase/realtime lib/realtime/tenants.ex create_messages_partitions). Without a
 * partition for today every realtime.send is lost with a warning, and every private join is refused.
 * @param now milliseconds since 1970
 * @throws the database's error, also when the schema does not exist yet
 */
export async function createPartitions(
	database: Pick<Database, 'query'>,
	now = Date.now()
): Promise<void> {
	const existing = await partitionNames(database);
	for (let day = -DAYS_BEHIND; day <= DAYS_AHEAD; day++) {
		const name = partitionName(now + day * DAY_MS);
		// Checked first, because even a no-op on an existing partition would wait for a lock and
		// block everyone who writes to it.
		if (!existing.includes(name)) await createPartition(database, now + day * DAY_MS);
	}
}

/**
 * The janitor's task: drops the partitions older than 72 hours and creates those of the next days
 * (supabase/realtime lib/realtime/tenants/janitor/maintenance_task.ex, messages.ex).
 * @param now milliseconds since 1970
 * @throws the database's error, also when the schema does not exist yet
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
