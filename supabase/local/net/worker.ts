/**
 * Sends the requests that pg_net's functions queue, as its background worker does: only after commit,
 * since it sees only committed rows; in concurrent batches that end together; each request once, unless
 * the batch's transaction fails, which puts all of them back.
 */
import type { Client } from 'pg';
import { wait } from '../cron/clock.ts';
import { keepConnected } from '../cron/keep-connected.ts';
import { deleteExpired, isInstalled, prepareToStore, storeResponse, takeBatch } from './queue.ts';
import { send } from './send.ts';

const PAUSE_MS = 1000;
/** The maximum delay of a timer, about 25 days. */
const FOREVER_MS = 2 ** 31 - 1;
/** How long `stop` waits for the batch in progress. */
const LAST_BATCH_MS = 5000;

export interface NetOptions {
	/** Connects as a superuser. */
	databaseUrl: string;
	log?: (line: string) => void;
}

/**
 * Starts the worker, which waits for the database and the extension. Never throws.
 * `stop` waits up to 5 s for the batch in progress; an unfinished batch goes back to the queue.
 */
export function startNet({ databaseUrl, log }: NetOptions): { stop(): Promise<void> } {
	return keepConnected({
		databaseUrl,
		// net.check_worker_is_up() looks for this.
		applicationName: 'pg_net 0.20.4',
		log,
		work: (client, signal) => new Worker(client, signal).work()
	});
}

class Worker {
	readonly #client: Client;
	readonly #signal: AbortSignal;
	#wake = new AbortController();

	constructor(client: Client, signal: AbortSignal) {
		this.#client = client;
		this.#signal = signal;
	}

	async work(): Promise<void> {
		this.#client.on('notification', () => this.#wake.abort());
		await this.#client.query('listen pg_net_wake');
		await prepareToStore(this.#client);
		// Send what an earlier worker left in the queue, without waiting for a wake.
		this.#wake.abort();
		while (!this.#signal.aborted) {
			if (!(await isInstalled(this.#client))) await wait(PAUSE_MS, this.#signal);
			else if (!this.#wake.signal.aborted) await this.#pause(FOREVER_MS);
			else await this.#workThroughQueue();
		}
	}

	async #workThroughQueue(): Promise<void> {
		for (;;) {
			this.#wake = new AbortController();
			const expired = await deleteExpired(this.#client);
			const taken = await this.#sendBatch();
			await this.#pause(PAUSE_MS);
			if (this.#signal.aborted || (expired === 0 && taken === 0)) return;
		}
	}

	async #sendBatch(): Promise<number> {
		await this.#client.query('begin');
		const requests = await takeBatch(this.#client);
		const ending = this.#endOfPatience();
		const answers = await Promise.all(requests.map((request) => send(request, ending.signal)));
		ending.clear();
		if (ending.signal.aborted) throw new Error('stopped with requests under way');
		for (const [index, { id }] of requests.entries()) {
			await storeResponse(this.#client, id, answers[index]!);
		}
		await this.#client.query('commit');
		return requests.length;
	}

	/** A signal that aborts LAST_BATCH_MS after the worker's own. */
	#endOfPatience(): { signal: AbortSignal; clear(): void } {
		const controller = new AbortController();
		let timer: NodeJS.Timeout | undefined;
		const start = () => {
			timer = setTimeout(() => controller.abort(), LAST_BATCH_MS);
		};
		if (this.#signal.aborted) start();
		else this.#signal.addEventListener('abort', start, { once: true });
		return {
			signal: controller.signal,
			clear: () => {
				clearTimeout(timer);
				this.#signal.removeEventListener('abort', start);
			}
		};
	}

	#pause(milliseconds: number): Promise<void> {
		return wait(milliseconds, AbortSignal.any([this.#signal, this.#wake.signal]));
	}
}
