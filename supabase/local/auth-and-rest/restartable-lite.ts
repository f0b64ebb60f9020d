import { setTimeout as sleep } from 'node:timers/promises';
import type { Lite, LiteOptions } from './lite.ts';
import { startLite } from './lite.ts';

/** PostgREST's response without a database (PGRST001), which Auth's callers retry too. */
const NO_DATABASE = {
	code: 'PGRST001',
	details: null,
	hint: null,
	message: 'Could not connect with the database. Retrying the connection.'
};

/** A lite that can be stopped while Postgres restarts. */
export interface RestartableLite extends Lite {
	/** Runs `work` while lite has no open connection; requests get 503 meanwhile. */
	whileDown(work: () => Promise<void>): Promise<void>;
}

/** A query that has not finished by then is aborted with its connection. */
const PATIENCE_MS = 2_000;

/**
 * Starts lite so that it survives restarts of Postgres. Its driver (postgres 3.4.9) does not: when a
 * connection closes while a query is about to be written, it throws an uncaught exception and never uses
 * that connection again. So each restart gets a new lite.
 */
export async function startRestartableLite(options: LiteOptions): Promise<RestartableLite> {
	let running: Lite | null = await startLite(options);
	return {
		async fetch(request, peerAddress) {
			if (running) return running.fetch(request, peerAddress);
			return Response.json(NO_DATABASE, { status: 503 });
		},
		async whileDown(work) {
			const old = running;
			running = null;
			process.on('uncaughtException', ignoreLostWrite);
			try {
				await Promise.race([old?.stop(), sleep(PATIENCE_MS)]);
				await work();
				running = await startLite(options);
			} finally {
				process.off('uncaughtException', ignoreLostWrite);
			}
		},
		async stop() {
			await Promise.race([running?.stop(), sleep(PATIENCE_MS)]);
		}
	};
}

function ignoreLostWrite(error: Error): void {
	if (/nextWrite .*postgres.src.connection\.js/.test(error.stack ?? '')) return;
	process.stderr.write(`${error.stack}\n`);
	process.exit(1);
}
