import pg from 'pg';
import type { Log } from './log.ts';

/** One connection, for the length of one transaction. */
export type Connection = pg.PoolClient;

/** The connections that policies are checked on. */
export interface Database {
	/**
	 * Runs `work` in a transaction that is always rolled back.
	 * @throws what the database or `work` threw; a lost connection included
	 */
	probe<T>(work: (connection: Connection) => Promise<T>): Promise<T>;
	/** Runs one statement. @throws when the database refuses it or cannot be reached */
	query(sql: string, values?: unknown[]): Promise<pg.QueryResult>;
	/** Asks once whether the database is there. @throws when it is not */
	reach(): Promise<void>;
	/** Whether every connection is in use. */
	readonly busy: boolean;
	close(): Promise<void>;
}

const CONNECTIONS = 5;
const CONNECT_TIMEOUT_MS = 5_000;
/** The pool tries again so often to reach a database that has gone. */
const RECONNECT_MS = 500;
/** So that a policy which never ends holds up one join and not all of them. */
const STATEMENT_TIMEOUT_MS = 10_000;

/**
 * A small pool. It connects again by itself: a connection that breaks is thrown away, and
 * the next query opens a new one. While the database is away a query waits for it, and is
 * given up after `patienceMs`.
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
	// The pool listens only while a connection is idle; without this one, losing the
	// database in the middle of a query would end the process.
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

/** What kept the database from answering, in the platform's words. */
export interface DatabaseFault {
	code: string;
	message: string;
}

const UNREACHABLE = {
	IncreaseConnectionPool: 'Please increase your connection pool size',
	DatabaseConnectionRateLimitReached: 'Too many database connections attempts per second',
	UnableToConnectToProject: 'Realtime was unable to connect to the project database'
};

/** No connection to the database could be had. */
export class Unreachable extends Error {
	fault: DatabaseFault;

	constructor(code: keyof typeof UNREACHABLE) {
		super(UNREACHABLE[code]);
		this.fault = { code, message: UNREACHABLE[code] };
	}
}

/**
 * Tells a database that cannot answer apart from one that answered with an error. Any error of Postgres
 * but these counts as an answer, also the end of a connection in the middle of a query: Realtime then
 * says "Unauthorized", as was seen with a terminated backend and with lock_timeout.
 * Codes: supabase/realtime lib/realtime_web/channels/realtime_channel.ex.
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
	// Errors of the statement carry an SQLSTATE; those of the network do not, and these few are of the
	// attempt to connect.
	if (/^[0-9A-Z]{5}$/.test(code) && !/^(08|57P03|3D|28)/.test(code)) return null;
	const isCrowded = busy && isTimeout(error);
	return new Unreachable(isCrowded ? 'IncreaseConnectionPool' : 'UnableToConnectToProject').fault;
}
