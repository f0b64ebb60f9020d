import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { Limits } from '../../supabase/local/realtime/limits.ts';
import type { Log } from '../../supabase/local/realtime/log.ts';
import type { Kind } from './plan.ts';

/**
 * Averages rates over seconds instead of a minute: a project over its limit would otherwise lose every
 * event of the wave, which would hide all other faults.
 */
export const LIMITS = { rateTickMs: 250 } satisfies Partial<Limits>;
const FLOOD = 2_000;

/** Realtime usually reconnects within this time. */
const STREAM_PATIENCE_MS = 30_000;

/** Faults between the database and Realtime, which no client is notified of. */
export class LiveEvents {
	readonly #onFault: (kind: Kind) => void;
	readonly #note: (text: string) => void;
	#flooding = false;

	/**
	 * @param onFault called for each fault that takes effect
	 * @param note called with Realtime's log messages
	 */
	constructor(onFault: (kind: Kind) => void, note: (text: string) => void) {
		this.#onFault = onFault;
		this.#note = note;
	}

	/** Receives Realtime's log, the only place that reports dropped events and their end. */
	readonly log: Log = (level, message) => {
		if (!message.endsWith('too_many_requests')) {
			if (level !== 'info' || message.startsWith('replication')) this.#note(message);
			return;
		}
		if (!this.#flooding) return;
		this.#flooding = false;
		this.#note(message);
		this.#onFault('live events over the limit');
	};

	/** Terminates Realtime's replication connection, once there is one. */
	async cutReplication(superuserUrl: string): Promise<void> {
		const deadline = Date.now() + STREAM_PATIENCE_MS;
		const sql = 'select pg_terminate_backend(pid) from pg_stat_replication';
		while (Date.now() < deadline) {
			if (await run(superuserUrl, sql).catch(() => 0)) return this.#onFault('replication lost');
			await sleep(100);
		}
	}

	/** Sends events from the database until Realtime drops some. */
	async flood(superuserUrl: string): Promise<void> {
		const deadline = Date.now() + STREAM_PATIENCE_MS;
		const sql = `select realtime.send('{}', 'flood', 'flood') from generate_series(1, ${FLOOD})`;
		this.#flooding = true;
		while (this.#flooding && Date.now() < deadline) {
			// Fails while Postgres restarts.
			await run(superuserUrl, sql).catch(() => 0);
			await sleep(2 * LIMITS.rateTickMs);
		}
		this.#flooding = false;
	}
}

/** @returns the number of rows */
async function run(url: string, sql: string): Promise<number> {
	const client = new pg.Client({ connectionString: url });
	client.on('error', () => {});
	await client.connect();
	try {
		return (await client.query(sql)).rowCount ?? 0;
	} finally {
		await client.end();
	}
}
