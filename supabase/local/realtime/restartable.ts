import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { createRealtime } from './realtime.ts';
import type { Realtime, RealtimeOptions } from './realtime.ts';

/** A Realtime that can restart while the gateway keeps routing requests to it. */
export interface RestartableRealtime extends Pick<Realtime, 'handleUpgrade' | 'fetch' | 'stop'> {
	/** Closes every socket and channel, and starts again after `downMs` milliseconds. */
	restart(downMs?: number): Promise<void>;
}

/** Starts Realtime. While it restarts, requests get 503, as from a gateway without its service. */
export async function createRestartableRealtime(
	options: RealtimeOptions
): Promise<RestartableRealtime> {
	let running: Realtime | null = await createRealtime(options);
	return {
		handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer) {
			if (running) running.handleUpgrade(request, socket, head);
			else socket.end('HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\n\r\n');
		},
		async fetch(request: Request) {
			return running ? running.fetch(request) : new Response(null, { status: 503 });
		},
		async restart(downMs = 0) {
			const old = running;
			running = null;
			await old?.stop();
			await new Promise((resolve) => setTimeout(resolve, downMs));
			running = await createRealtime(options);
		},
		async stop() {
			await running?.stop();
		}
	};
}
