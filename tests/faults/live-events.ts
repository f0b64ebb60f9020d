import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { Limits } from '../../supabase/local/realtime/limits.ts';
import type { Log } from '../../supabase/local/realtime/log.ts';
import type { Kind } from './plan.ts';

/**
 * Rates are averages over three seconds, not over a minute: or a project that was over its limit once
 * would lose every event of the wave, and no other fault could be seen.
 */
export const LIMITS = { rateTickMs: 250 } satisfies Partial<Limits>;
const FLOOD = 2_000;

/** Realtime connects again within this time, mostly. */
const STREAM_PATIENCE_MS = 30_000;

/** What goes wrong between the database and Realtime, where no client is told of it. */
export class LiveEvents {
	readonly #tell: (kind: Kind) => void;
	readonly #note: (text: string) => void;
	#flooding = false;

	/** `tell` hears of each fault that has hit something, `note` of what Realtime says. */
	constructor(tell: (kind: Kind) => void, note: (text: string) => void) {
		this.#tell = tell;
		this.#note = note;
	}

	/** Takes what Realtime logs: only there is said that events are dropped, and when they come again. */
	readonly log: Log = (level, message) => {
		if (!message.endsWith('too_many_requests')) {
			if (level !== 'info' || message.startsWith('replication')) this.#note(message);
			return;
		}
		if (!this.#flooding) return;
		this.#flooding = false;
		this.#note(message);
		this.#tell('live events over the limit');
	};

	/** Ends the connection that Realtime streams from, once there is one. */
	async cutReplication(superuserUrl: string): Promise<void> {
		const deadline = Date.now() + STREAM_PATIENCE_MS;
		const sql = 'select pg_terminate_backend(pid) from pg_stat_replication';
		while (Date.now() < deadline) {
			if (await run(superuserUrl, sql).catch(() => 0)) return this.#tell('replication lost');
			await sleep(100);
		}
	}

	/** Has the database send so much that Realtime drops what comes next, once it streams at all. */
	async flood(superuserUrl: string): Promise<void> {
		const deadline = Date.now() + STREAM_PATIENCE_MS;
		const sql = `select realtime.send('{}', 'flood', 'flood') from generate_series(1, ${FLOOD})`;
		this.#flooding = true;
		while (this.#flooding && Date.now() < deadline) {
			// While Postgres restarts there is nothing to flood.
			await run(superuserUrl, sql).catch(() => 0);
			await sleep(2 * LIMITS.rateTickMs);
		}
		this.#flooding = false;
	}
}

/** @returns how many rows it gave */
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
