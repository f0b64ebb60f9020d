import { Backoff } from '../backoff.ts';
import type { Database } from '../database.ts';
import type { Limits } from '../limits.ts';
import type { Log } from '../log.ts';
import { PgOutput } from './pgoutput.ts';
import type { Row } from './pgoutput.ts';
import { startWalsender } from './walsender.ts';
import type { Walsender } from './walsender.ts';

const PUBLICATION = 'supabase_realtime_messages_publication';

export interface MessageStreamOptions {
	databaseUrl: string;
	database: Database;
	limits: Limits;
	log: Log;
	/** Called with each row inserted into realtime.messages, in commit order. */
	onRow: (row: Row) => void;
}

/**
 * Keeps the replication stream of realtime.messages running: starts it, and restarts it after a pause
 * whenever it ends. Rows committed in between are lost, and the channels stay open without being notified
 * (supabase/realtime lib/realtime/tenants/connect.ex).
 */
export class MessageStream {
	#options: MessageStreamOptions;
	#backoff: Backoff;
	#walsender: Walsender | null = null;
	#retry: NodeJS.Timeout | null = null;
	#stopped = false;

	constructor(options: MessageStreamOptions) {
		this.#options = options;
		const { minReconnectMs, maxReconnectMs } = options.limits;
		this.#backoff = new Backoff(minReconnectMs, maxReconnectMs);
	}

	/** Whether a committed row would be delivered now. */
	get running(): boolean {
		return this.#walsender !== null;
	}

	/** Attempts to start; resolves when that has succeeded or failed. */
	async start(): Promise<void> {
		const { database, databaseUrl, log } = this.#options;
		try {
			await ensurePublication(database);
			const output = new PgOutput();
			const walsender = await startWalsender({
				databaseUrl,
				publication: PUBLICATION,
				onMessage: (message) => this.#receive(output, message),
				onEnd: (reason) => this.#restart(reason)
			});
			if (this.#stopped) return walsender.stop();
			this.#walsender = walsender;
			this.#backoff.reset();
			log('info', 'replication stream is running');
		} catch (error) {
			this.#restart(error instanceof Error ? error.message : String(error));
		}
	}

	/** Stops it for good. */
	stop(): void {
		this.#stopped = true;
		if (this.#retry) clearTimeout(this.#retry);
		this.#walsender?.stop();
		this.#walsender = null;
	}

	#restart(reason: string): void {
		this.#walsender = null;
		if (this.#stopped) return;
		this.#options.log('warning', `ReplicationConnectionDown: ${reason}`);
		this.#retry = setTimeout(() => void this.start(), this.#backoff.next());
	}

	#receive(output: PgOutput, message: Buffer): void {
		try {
			const change = output.decode(message);
			if (change.kind === 'insert' && change.schema === 'realtime') {
				this.#options.onRow(change.row);
			}
		} catch (error) {
			// An unreadable row must not stop the rows after it.
			this.#options.log('error', `UnableToBroadcastChanges: ${String(error)}`);
		}
	}
}

async function ensurePublication(database: Database): Promise<void> {
	const { rows } = await database.query('select 1 from pg_publication where pubname = $1', [
		PUBLICATION
	]);
	if (rows.length === 0) {
		await database.query(`create publication ${PUBLICATION} for table realtime.messages`);
	}
}
