import pg from 'pg';
import type { Caller } from './caller.ts';

/** What policies can read of a request, besides the caller. */
export interface RequestFacts {
	method: string;
	path: string;
	/** As JSON. */
	headers: string;
	/** What the service does, such as storage.object.upload: `storage.operation()`. */
	operation: string;
}

/** A transaction, in the rights of the caller given last. */
export interface Transaction {
	/** Continues in this caller's rights. */
	as(caller: Caller): Promise<void>;
	query<Row extends pg.QueryResultRow>(sql: string, values?: unknown[]): Promise<Row[]>;
}

export interface StorageDatabase {
	/** Runs `work` in a transaction, as the caller. @throws what the database or `work` throws */
	run<T>(facts: RequestFacts, caller: Caller, work: (tx: Transaction) => Promise<T>): Promise<T>;
	/** As `run`, and undoes everything: asks whether the caller may. */
	probe<T>(facts: RequestFacts, caller: Caller, work: (tx: Transaction) => Promise<T>): Promise<T>;
	stop(): Promise<void>;
}

const CONNECTIONS = 10;
const CONNECT_TIMEOUT_MS = 5_000;
/** As on the platform. */
const STATEMENT_TIMEOUT_MS = 30_000;

/** Source: supabase/storage, internal/database/postgres/scope.ts. */
const SCOPE = `
	select
		set_config('role', $1, true),
		set_config('request.jwt.claim.role', $1, true),
		set_config('request.jwt', $2, true),
		set_config('request.jwt.claim.sub', $3, true),
		set_config('request.jwt.claims', $4, true),
		set_config('request.headers', $5, true),
		set_config('request.method', $6, true),
		set_config('request.path', $7, true),
		set_config('storage.operation', $8, true),
		set_config('storage.allow_delete_query', 'true', true)`;

/** @param databaseUrl of the role supabase_storage_admin, which may become each caller's role */
export function openStorageDatabase(databaseUrl: string): StorageDatabase {
	const pool = new pg.Pool({
		connectionString: databaseUrl,
		application_name: 'storage',
		max: CONNECTIONS,
		connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
		statement_timeout: STATEMENT_TIMEOUT_MS,
		options: '-c search_path=storage,public,extensions'
	});
	pool.on('error', () => {
		// An idle connection that broke: the next request opens another.
	});
	return {
		run: (facts, caller, work) => transact(pool, 'commit', (it) => scoped(it, facts, caller, work)),
		probe: (facts, caller, work) =>
			transact(pool, 'rollback', (it) => scoped(it, facts, caller, work)),
		stop: () => pool.end()
	};
}

async function transact<T>(
	pool: pg.Pool,
	end: 'commit' | 'rollback',
	work: (client: pg.PoolClient) => Promise<T>
): Promise<T> {
	const client = await pool.connect();
	// The pool handles errors only of idle connections; without this listener, losing the database
	// during a query would end the process.
	const ignore = () => {};
	client.on('error', ignore);
	let isHealthy = false;
	try {
		await client.query('begin');
		const result = await work(client);
		await client.query(end);
		isHealthy = true;
		return result;
	} catch (error) {
		isHealthy = await client.query('rollback').then(
			() => true,
			() => false
		);
		throw error;
	} finally {
		client.off('error', ignore);
		client.release(!isHealthy);
	}
}

async function scoped<T>(
	client: pg.PoolClient,
	facts: RequestFacts,
	caller: Caller,
	work: (tx: Transaction) => Promise<T>
): Promise<T> {
	const tx: Transaction = {
		async as({ role, jwt, claims }) {
			await client.query(SCOPE, [
				...[role, jwt, claims.sub ?? '', JSON.stringify(claims)],
				...[facts.headers, facts.method, facts.path, facts.operation]
			]);
		},
		query: async (sql, values) => (await client.query(sql, values)).rows
	};
	await tx.as(caller);
	return work(tx);
}
