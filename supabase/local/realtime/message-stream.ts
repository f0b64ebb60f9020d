import type { Database } from './database.ts';
import type { Limits } from './limits.ts';
import type { Log } from './log.ts';
import { maintainPartitions } from './partitions.ts';
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
	/** Called with each row that is inserted into realtime.messages, in commit order. */
	onRow: (row: Row) => void;
}

/**
 * Keeps the stream of realtime.messages running: starts it, and starts it again after a
 * pause whenever it ends. Rows committed in between are lost, as on the platform. Channels
 * stay open meanwhile, as there too (supabase/realtime lib/realtime/tenants/connect.ex).
 */
export class MessageStream {
	#options: MessageStreamOptions;
	#walsender: Walsender | null = null;
	#retry: NodeJS.Timeout | null = null;
	#failures = 0;
	#stopped = false;
	#waiting = new Set<(running: boolean) => void>();

	constructor(options: MessageStreamOptions) {
		this.#options = options;
	}

	/** Whether a committed row would be delivered now. */
	get running(): boolean {
		return this.#walsender !== null;
	}

	/** Makes the first attempt; resolves when it has succeeded or failed. */
	async start(): Promise<void> {
		const { database, databaseUrl, log } = this.#options;
		try {
			await maintainPartitions(database);
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
			this.#failures = 0;
			log('info', 'replication stream is running');
			for (const resolve of this.#waiting) resolve(true);
			this.#waiting.clear();
		} catch (error) {
			this.#restart(error instanceof Error ? error.message : String(error));
		}
	}

	/** Resolves with true when the stream runs, with false when `timeoutMs` have passed. */
	whenRunning(timeoutMs: number): Promise<boolean> {
		if (this.running) return Promise.resolve(true);
		return new Promise((resolve) => {
			const settle = (running: boolean) => {
				clearTimeout(timer);
				this.#waiting.delete(settle);
				resolve(running);
			};
			const timer = setTimeout(settle, timeoutMs, false);
			this.#waiting.add(settle);
		});
	}

	stop(): void {
		this.#stopped = true;
		if (this.#retry) clearTimeout(this.#retry);
		this.#walsender?.stop();
		this.#walsender = null;
		for (const resolve of this.#waiting) resolve(false);
	}

	#restart(reason: string): void {
		this.#walsender = null;
		if (this.#stopped) return;
		const { limits, log } = this.#options;
		log('warning', `ReplicationConnectionDown: ${reason}`);
		const pause = Math.min(limits.minReconnectMs * 2 ** this.#failures, limits.maxReconnectMs);
		this.#failures++;
		this.#retry = setTimeout(() => void this.start(), pause);
	}

	#receive(output: PgOutput, message: Buffer): void {
		try {
			const change = output.decode(message);
			if (change.kind === 'insert' && change.schema === 'realtime') {
				this.#options.onRow(change.row);
			}
		} catch (error) {
			// One row that cannot be read must not cost the rows after it.
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
