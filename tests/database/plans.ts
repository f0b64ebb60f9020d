import pg from 'pg';
import type { Database } from '../fixtures/database.ts';

/** The tables that grow with use, besides storage.objects. */
const LARGE = ['support_messages', 'support_chats', 'support_reply_notifications'];

interface PlanNode extends Record<string, unknown> {
	'Node Type': string;
	'Relation Name'?: string;
	'Index Name'?: string;
	Plans?: PlanNode[];
}

export interface Plan {
	/** Large tables that are read from end to end. */
	sequential: string[];
	/** Nodes that sort. */
	sorts: string[];
	indexes: string[];
}

/**
 * How Postgres would answer the query of the present caller, policies included; prepared, as PostgREST
 * has it.
 */
export async function planOf(db: Database, sql: string, values: string[]): Promise<Plan> {
	const literals = values.map((value) => pg.escapeLiteral(value)).join(', ');
	await db.rows(`prepare planned as ${sql}`);
	const execute = `execute planned ${literals && `(${literals})`}`;
	const [row] = await db.rows<pg.QueryResultRow>(`explain (format json) ${execute}`);
	await db.rows('deallocate planned');
	const plan: Plan = { sequential: [], sorts: [], indexes: [] };
	visit(row?.['QUERY PLAN'][0].Plan, plan);
	return plan;
}

function visit(node: PlanNode, plan: Plan): void {
	const table = node['Relation Name'] ?? '';
	if (node['Node Type'] === 'Seq Scan' && LARGE.includes(table)) plan.sequential.push(table);
	if (node['Node Type'].includes('Sort')) plan.sorts.push(node['Node Type']);
	if (node['Index Name']) plan.indexes.push(node['Index Name']);
	for (const child of node.Plans ?? []) visit(child, plan);
}

export interface Work {
	/** How often each large table was read from end to end. */
	sequential: Record<string, number>;
	/** How many rows or index entries of the large tables were read. */
	read: number;
	/** The same of each table and index. */
	reads: Record<string, number>;
	/** How often each index of the large tables was searched. */
	searches: Record<string, number>;
}

/**
 * What a statement really did, with all that its functions, policies and triggers run inside: the
 * difference that it makes in the transaction's own counters.
 */
export async function workOf(db: Database, run: () => Promise<unknown>): Promise<Work> {
	const before = await counters(db);
	await run();
	const after = await counters(db);
	const work: Work = { sequential: {}, read: 0, reads: {}, searches: {} };
	for (const [name, { scans, read, isIndex }] of after) {
		const newScans = scans - (before.get(name)?.scans ?? 0);
		const newReads = read - (before.get(name)?.read ?? 0);
		work.read += newReads;
		if (newReads > 0) work.reads[name] = newReads;
		if (newScans > 0) (isIndex ? work.searches : work.sequential)[name] = newScans;
	}
	return work;
}

interface Counter {
	isIndex: boolean;
	scans: number;
	read: number;
}

async function counters(db: Database): Promise<Map<string, Counter>> {
	const rows = await db.rows<{ name: string } & Counter>(
		`select
			relation.relname as name,
			relation.relkind = 'i' as "isIndex",
			pg_stat_get_xact_numscans(relation.oid)::integer as scans,
			pg_stat_get_xact_tuples_returned(relation.oid)::integer as read
		from pg_class as relation
		left join pg_index as index on index.indexrelid = relation.oid
		join pg_class as owner on owner.oid = coalesce(index.indrelid, relation.oid)
		where owner.relname = any($1) and owner.relnamespace = 'public'::regnamespace
			or owner.oid = 'storage.objects'::regclass`,
		[LARGE]
	);
	return new Map(rows.map((row) => [row.name, row]));
}
