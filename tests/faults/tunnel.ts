import type { RawData, WebSocket } from 'ws';
import type { Line } from './line.ts';

const DOUBLE_AFTER_MS = 300;

/** A client's Realtime socket, led through a line frame by frame. */
export class Tunnel {
	readonly #client: WebSocket;
	readonly #server: WebSocket;
	readonly #line: Line;
	#deaf = false;
	/** Frames keep their order also when they have to wait. */
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
			// Whoever is on a half-open connection is not told of its end either.
			if (!this.#deaf) this.#end(client);
		});
		for (const socket of [client, server]) socket.on('error', () => {});
	}

	/** The client receives nothing any more, and is not told. */
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

/** The frame, if it is a join of the chat itself. */
function chatJoin(text: string): Frame | null {
	if (!text.includes('"phx_join"') || !text.includes('"realtime:support_chat:')) return null;
	return JSON.parse(text) as Frame;
}

function refusal([joinRef, ref, topic]: Frame): string {
	const text = 'Unauthorized: You do not have permissions to read from this Channel topic: ';
	const response = { reason: text + topic.slice('realtime:'.length) };
	return JSON.stringify([joinRef, ref, topic, 'phx_reply', { status: 'error', response }]);
}

/** News of the chat, and not an answer to what the client asked. */
function isBroadcast(data: RawData, isBinary: boolean): boolean {
	return isBinary || String(data).includes('"broadcast"');
}

function send(socket: WebSocket, data: RawData | string, isBinary: boolean): void {
	if (socket.readyState === socket.OPEN) socket.send(data, { binary: isBinary }, () => {});
}
