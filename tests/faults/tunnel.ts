import type { RawData, WebSocket } from 'ws';
import type { Line } from './line.ts';

const DOUBLE_AFTER_MS = 300;

/** A client's Realtime socket, forwarded frame by frame through a line. */
export class Tunnel {
	readonly #client: WebSocket;
	readonly #server: WebSocket;
	readonly #line: Line;
	#deaf = false;
	/** Promise chains that keep the order of frames that have to wait. */
	#up: Promise<void> = Promise.resolve();
	#down: Promise<void> = Promise.resolve();

	constructor(client: WebSocket, server: WebSocket, line: Line) {
		this.#client = client;
		this.#server = server;
		this.#line = line;
		line.tunnels.add(this);
		client.on('message', (data, isBinary) => {
			this.#up = this.#up.then(() => this.#carryUp(data, isBinary));
		});
		server.on('message', (data, isBinary) => {
			this.#down = this.#down.then(() => this.#carryDown(data, isBinary));
		});
		client.on('close', () => this.#end(server));
		server.on('close', () => {
			// A half-open connection does not report its end either.
			if (!this.#deaf) this.#end(client);
		});
		for (const socket of [client, server]) socket.on('error', () => {});
	}

	/** Stops delivery to the client without closing its socket. */
	deafen(): void {
		this.#deaf = true;
	}

	destroy(): void {
		this.#client.terminate();
		this.#server.terminate();
		this.#line.tunnels.delete(this);
	}

	#end(other: WebSocket): void {
		this.#line.tunnels.delete(this);
		other.close();
	}

	async #carryUp(data: RawData, isBinary: boolean): Promise<void> {
		await this.#line.passable();
		const join = isBinary ? null : chatJoin(String(data));
		if (join && this.#line.takeJoin()) return send(this.#client, refusal(join), false);
		send(this.#server, data, isBinary);
	}

	async #carryDown(data: RawData, isBinary: boolean): Promise<void> {
		await this.#line.passable();
		if (this.#deaf) return;
		if (isBroadcast(data, isBinary)) {
			if (this.#line.losesFrames) return this.#line.happened('frames lost');
			if (this.#line.doublesFrames) {
				this.#line.happened('frames doubled');
				setTimeout(() => !this.#deaf && send(this.#client, data, isBinary), DOUBLE_AFTER_MS);
			}
		}
		send(this.#client, data, isBinary);
	}
}

type Frame = [joinRef: string, ref: string, topic: string, event: string, payload: object];

/** The parsed frame if it is a join of the chat's message channel. */
function chatJoin(text: string): Frame | null {
	if (!text.includes('"phx_join"') || !text.includes('"realtime:support_chat:')) return null;
	return JSON.parse(text) as Frame;
}

function refusal([joinRef, ref, topic]: Frame): string {
	const text = 'Unauthorized: You do not have permissions to read from this Channel topic: ';
	const response = { reason: text + topic.slice('realtime:'.length) };
	return JSON.stringify([joinRef, ref, topic, 'phx_reply', { status: 'error', response }]);
}

/** Whether a frame is a broadcast and not a reply. */
function isBroadcast(data: RawData, isBinary: boolean): boolean {
	return isBinary || String(data).includes('"broadcast"');
}

function send(socket: WebSocket, data: RawData | string, isBinary: boolean): void {
	if (socket.readyState === socket.OPEN) socket.send(data, { binary: isBinary }, () => {});
}
