import pg from 'pg';
import type { Log } from './log.ts';

/** A pooled connection. */
export type Connection = pg.PoolClient;

/** The connections used to check policies. */
export interface Database {
	/**
	 * Runs `work` in a transaction that is always rolled back.
	 * @throws the error of the database or of `work`, including a lost connection
	 */
	probe<T>(work: (connection: Connection) => Promise<T>): Promise<T>;
	/** Runs one statement. @throws when it fails or the database is unreachable */
	query(sql: string, values?: unknown[]): Promise<pg.QueryResult>;
	/** Checks once that the database is reachable. @throws when it is not */
	reach(): Promise<void>;
	/** Whether every connection is in use. */
	readonly busy: boolean;
	close(): Promise<void>;
}

const CONNECTIONS = 5;
const CONNECT_TIMEOUT_MS = 5_000;
/** Pause between attempts to reach an unreachable database. */
const RECONNECT_MS = 500;
/** So that a policy that never ends blocks one join and not all of them. */
const STATEMENT_TIMEOUT_MS = 10_000;

/**
 * Opens a small pool that reconnects by itself: a broken connection is discarded, and the next query opens
 * a new one. While the database is unreachable a query waits for it, for at most `patienceMs`.
 * @param databaseUrl a superuser's connection string
 */
export function openDatabase(databaseUrl: string, log: Log, patienceMs = 0): Database {
	let closed = false;
	const pool = new pg.Pool({
		connectionString: databaseUrl,
		application_name: 'realtime',
		max: CONNECTIONS,
		connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
		statement_timeout: STATEMENT_TIMEOUT_MS
	});
	pool.on('error', (error) => log('warning', `DatabaseConnectionDown: ${error.message}`));
	const patiently = async (): Promise<Connection> => {
		const deadline = Date.now() + patienceMs;
		for (;;) {
			try {
				return await pool.connect();
			} catch (error) {
				if (closed || isTimeout(error)) throw error;
				if (Date.now() >= deadline) throw new Unreachable('IncreaseConnectionPool');
			}
			await new Promise((resolve) => setTimeout(resolve, RECONNECT_MS));
		}
	};

	return {
		get busy() {
			return pool.totalCount >= CONNECTIONS && pool.idleCount === 0;
		},
		async reach() {
			await withConnection(
				() => pool.connect(),
				(connection) => connection.query('select 1')
			);
		},
		query: (sql, values) =>
			withConnection(patiently, (connection) => connection.query(sql, values)),
		probe: (work) =>
			withConnection(patiently, async (connection) => {
				await connection.query('begin');
				const result = await work(connection);
				await connection.query('rollback');
				return result;
			}),
		close: () => {
			closed = true;
			return pool.end();
		}
	};
}

async function withConnection<T>(
	connect: () => Promise<Connection>,
	work: (connection: Connection) => Promise<T>
): Promise<T> {
	const connection = await connect();
	// The pool handles errors only of idle connections; without this listener, losing the database
	// during a query would end the process.
	const ignore = () => {};
	connection.on('error', ignore);
	let healthy = false;
	try {
		const result = await work(connection);
		healthy = true;
		return result;
	} catch (error) {
		healthy = await connection.query('rollback').then(
			() => true,
			() => false
		);
		throw error;
	} finally {
		connection.off('error', ignore);
		connection.release(!healthy);
	}
}

function isTimeout(error: unknown): boolean {
	return String(error).includes('timeout exceeded when trying to connect');
}

/** Why the database did not respond, as the platform reports it. */
export interface DatabaseFault {
	code: string;
	message: string;
}

const UNREACHABLE = {
	IncreaseConnectionPool: 'Please increase your connection pool size',
	DatabaseConnectionRateLimitReached: 'Too many database connections attempts per second',
	UnableToConnectToProject: 'Realtime was unable to connect to the project database'
};

/** No connection to the database is available. */
export class Unreachable extends Error {
	fault: DatabaseFault;

	constructor(code: keyof typeof UNREACHABLE) {
		super(UNREACHABLE[code]);
		this.fault = { code, message: UNREACHABLE[code] };
	}
}

/**
 * Distinguishes a database that cannot respond from one that responded with an error. Any Postgres error
 * but these counts as a response, even a connection that ends during a query: Realtime then reports
 * "Unauthorized", as measured with a terminated backend and with lock_timeout.
 * Source of codes: supabase/realtime lib/realtime_web/channels/realtime_channel.ex.
 * @returns null when the error came from the statement itself
 */
export function databaseFault(error: unknown, busy: boolean): DatabaseFault | null {
	if (error instanceof Unreachable) return error.fault;
	const code = String((error as { code?: unknown } | null)?.code ?? '');
	const text = error instanceof Error ? error.message : String(error);
	if (code === '53300') {
		const message = "Database can't accept more connections, Realtime won't connect";
		return { code: 'DatabaseLackOfConnections', message };
	}
	if (code === '57014') return { code: 'QueryCanceled', message: text };
	if (code === '23514' && text.includes('no partition of relation')) {
		const message = 'Realtime was unable to find the expected messages partition';
		return { code: 'MissingPartition', message };
	}
	// Errors of a statement have an SQLSTATE; those of the network do not, and these few come from
	// connecting.
	if (/^[0-9A-Z]{5}$/.test(code) && !/^(08|57P03|3D|28)/.test(code)) return null;
	const isCrowded = busy && isTimeout(error);
	return new Unreachable(isCrowded ? 'IncreaseConnectionPool' : 'UnableToConnectToProject').fault;
}
