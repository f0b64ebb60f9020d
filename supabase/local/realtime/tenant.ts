import type { Connection, Database } from './database.ts';
import { Unreachable } from './database.ts';
import { watchForIdleness } from './socket/idle-watch.ts';
import { MessageStream } from './replication/message-stream.ts';
import type { MessageStreamOptions } from './replication/message-stream.ts';
import { createPartitions } from './replication/partitions.ts';

/** After this many failed attempts to connect within the time below, the next is refused. */
const MAX_CONNECT_ERRORS = 3;
const CONNECT_ERRORS_MS = 5_000;

export interface TenantOptions extends MessageStreamOptions {
	/** Number of sockets that have joined a channel. */
	userCount: () => number;
}

/**
 * The project's connection to its database. The first use opens it and can then proceed at once;
 * partitions and replication stream follow a moment later, so messages sent in between are lost. It closes
 * after about twelve minutes without users (supabase/realtime lib/realtime/tenants/connect.ex).
 */
export class Tenant implements Pick<Database, 'probe' | 'query'> {
	#options: TenantOptions;
	#opening: Promise<void> | null = null;
	#stream: MessageStream | null = null;
	#stopWatching: () => void = () => {};
	#provisioning: NodeJS.Timeout | undefined;
	#connectErrors: number[] = [];

	constructor(options: TenantOptions) {
		this.#options = options;
	}

	/** Whether a committed row would be delivered now. */
	get streaming(): boolean {
		return this.#stream?.running === true;
	}

	get busy(): boolean {
		return this.#options.database.busy;
	}

	/** Connects, if not connected. @throws Unreachable */
	open(): Promise<void> {
		this.#opening ??= this.#connect().catch((error) => {
			this.#opening = null;
			throw error;
		});
		return this.#opening;
	}

	async query(sql: string, values?: unknown[]) {
		await this.open();
		return this.#options.database.query(sql, values);
	}

	async probe<T>(work: (connection: Connection) => Promise<T>): Promise<T> {
		await this.open();
		return this.#options.database.probe(work);
	}

	/** Stops the stream; the next use opens the connection again. */
	close(): void {
		clearTimeout(this.#provisioning);
		this.#stopWatching();
		this.#stream?.stop();
		this.#stream = null;
		this.#opening = null;
	}

	async #connect(): Promise<void> {
		const { database, limits, log, userCount } = this.#options;
		const now = Date.now();
		this.#connectErrors = this.#connectErrors.filter((time) => time > now - CONNECT_ERRORS_MS);
		if (this.#connectErrors.length >= MAX_CONNECT_ERRORS) {
			throw new Unreachable('DatabaseConnectionRateLimitReached');
		}
		try {
			await database.reach();
		} catch (error) {
			this.#connectErrors.push(now);
			log('error', `UnableToConnectToTenantDatabase: ${String(error)}`);
			throw new Unreachable('UnableToConnectToProject');
		}
		this.#stopWatching = watchForIdleness(limits.userCheckMs, userCount, () => {
			log('info', 'Tenant has no connected users, database connection will be terminated');
			this.close();
		});
		this.#provisioning = setTimeout(() => void this.#provision(), limits.provisionMs);
	}

	async #provision(): Promise<void> {
		const { database, log } = this.#options;
		const stream = new MessageStream(this.#options);
		this.#stream = stream;
		try {
			await createPartitions(database);
			if (this.#stream === stream) await stream.start();
		} catch (error) {
			log('error', `MigrationsFailedToRun: ${String(error)}`);
			if (this.#stream === stream) this.close();
		}
	}
}
