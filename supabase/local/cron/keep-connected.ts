/**
 * A database session that reconnects, for the background workers cron and net: they run as long as the
 * stack, while Postgres may restart.
 */
import pg from 'pg';
import { wait } from './clock.ts';

const FIRST_DELAY_MS = 100;
const LONGEST_DELAY_MS = 5000;

export interface Session {
	databaseUrl: string;
	/** Shown in pg_stat_activity. */
	applicationName: string;
	/**
	 * The work of one connection. Must return soon after the signal aborts, which happens when the
	 * connection is lost or the session is stopped; what it throws is logged.
	 */
	work: (client: pg.Client, signal: AbortSignal) => Promise<void>;
	log?: ((line: string) => void) | undefined;
}

/**
 * Connects and runs `work` until stopped; reconnects, after 0.1 s and then up to 5 s, when the connection
 * or the work ends. Never rejects. `stop` resolves when the last work has returned.
 */
export function keepConnected(session: Session): { stop(): Promise<void> } {
	const stopping = new AbortController();
	const running = run(session, stopping.signal);
	return {
		stop() {
			stopping.abort();
			return running;
		}
	};
}

async function run(session: Session, stopping: AbortSignal): Promise<void> {
	let delay = FIRST_DELAY_MS;
	let logged = false;
	while (!stopping.aborted) {
		try {
			await connectAndWork(session, stopping, () => {
				delay = FIRST_DELAY_MS;
				logged = false;
			});
		} catch (error) {
			// One line per outage, not per attempt.
			if (!logged && !stopping.aborted) session.log?.(describe(session, error));
			logged = true;
		}
		await wait(delay, stopping);
		delay = Math.min(delay * 2, LONGEST_DELAY_MS);
	}
}

async function connectAndWork(
	session: Session,
	stopping: AbortSignal,
	onConnect: () => void
): Promise<void> {
	const lost = new AbortController();
	const client = new pg.Client({
		connectionString: session.databaseUrl,
		application_name: session.applicationName
	});
	// Without a listener, a lost connection would end the process.
	client.on('error', () => lost.abort());
	client.on('end', () => lost.abort());
	try {
		await client.connect();
		onConnect();
		await session.work(client, AbortSignal.any([stopping, lost.signal]));
	} finally {
		await client.end().catch(() => undefined);
	}
}

function describe(session: Session, error: unknown): string {
	return `${session.applicationName}: ${error instanceof Error ? error.message : String(error)}`;
}
