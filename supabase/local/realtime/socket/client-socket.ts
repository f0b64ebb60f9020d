import type { RawData, WebSocket } from 'ws';
import type { Channel, ChannelSocket } from '../channel/channel.ts';
import { greet } from '../channel/channel-greeting.ts';
import { admit, JoinRefused } from '../channel/join.ts';
import { decodeFrame, encodeFrame, FrameError } from './serializer.ts';
import type { ClientFrame, ServerFrame, Version } from './serializer.ts';
import type { Server } from '../server.ts';
import type { Claims } from '../channel/tokens.ts';

/** The protocol version, headers and API key claims of a socket. */
export interface Handshake {
	version: Version;
	headers: Record<string, string>;
	keyClaims: Claims;
}

/**
 * One client. Frames are handled one after another, and a join blocks its socket in both directions until
 * the reply: Phoenix runs it in the socket's own process (phoenix lib/phoenix/channel/server.ex join).
 */
export class ClientSocket implements ChannelSocket {
	readonly version: Version;
	readonly headers: Record<string, string>;
	readonly keyClaims: Claims;
	#server: Server;
	#socket: WebSocket;
	#channels = new Map<string, Channel>();
	#queue: { data: Buffer; isBinary: boolean }[] = [];
	#handling = false;
	/** Frames held back until the reply to a join; null when no join is pending. */
	#held: (Buffer | string)[] | null = null;
	#heldBytes = 0;
	#idle: NodeJS.Timeout;
	#backoff: { timer: NodeJS.Timeout; resolve: () => void } | null = null;

	constructor(server: Server, socket: WebSocket, handshake: Handshake) {
		this.#server = server;
		this.#socket = socket;
		this.version = handshake.version;
		this.headers = handshake.headers;
		this.keyClaims = handshake.keyClaims;
		const { idleTimeoutMs } = server.limits;
		this.#idle = setTimeout(() => socket.close(1000), idleTimeoutMs);
		socket.on('message', (data, isBinary) => this.#enqueue(data, isBinary));
		socket.on('ping', () => this.#idle.refresh());
		socket.on('pong', () => this.#idle.refresh());
		// A frame that violates the protocol closes the socket, and must not end the process.
		socket.on('error', (error) => server.log('info', `WebSocket: ${error.message}`));
		socket.on('close', () => this.#release());
	}

	/** Closes the socket from the server's side. */
	close(code: number): void {
		this.#socket.close(code);
	}

	/** Ends the socket at once. */
	terminate(): void {
		this.#socket.terminate();
	}

	send(frame: Buffer | string): void {
		if (this.#held) {
			this.#held.push(frame);
			this.#heldBytes += frame.length;
		} else if (this.#socket.readyState === this.#socket.OPEN) {
			this.#socket.send(frame, () => {});
		}
		if (this.#socket.bufferedAmount + this.#heldBytes > this.#server.limits.maxBufferedBytes) {
			this.#server.log('warning', 'a client that does not read was dropped');
			this.#socket.terminate();
		}
	}

	push(frame: ServerFrame): void {
		this.send(encodeFrame(this.version, frame));
	}

	forget(channel: Channel): void {
		if (this.#channels.get(channel.topic) === channel) this.#channels.delete(channel.topic);
	}

	#enqueue(data: RawData, isBinary: boolean): void {
		this.#idle.refresh();
		this.#queue.push({ data: data as Buffer, isBinary });
		if (!this.#handling) void this.#drain();
	}

	async #drain(): Promise<void> {
		this.#handling = true;
		for (let next = this.#queue.shift(); next; next = this.#queue.shift()) {
			try {
				const work = this.#handle(decodeFrame(this.version, next.data, next.isBinary));
				if (!work) continue;
				// Stop reading meanwhile, or a client could fill the queue without limit.
				this.#socket.pause();
				await work;
			} catch (error) {
				// Like the platform, log an unreadable frame and continue.
				const code = error instanceof FrameError ? 'MalformedWebSocketMessage' : 'UnknownError';
				this.#server.log('error', `${code}: ${String(error)}`);
			} finally {
				this.#socket.resume();
			}
		}
		this.#handling = false;
	}

	#handle(frame: ClientFrame): void | Promise<void> {
		const { topic, event, ref } = frame;
		const channel = this.#channels.get(topic);
		if (topic === 'phoenix' && event === 'heartbeat') {
			return this.#reply({ ...frame, joinRef: null }, 'ok', {});
		}
		if (event === 'phx_join' && topic.startsWith('realtime:')) {
			// A second join replaces the first.
			channel?.close();
			return this.#join(frame);
		}
		if (channel) return channel.receive(frame);
		if (event === 'phx_leave') return this.#reply({ ...frame, ref }, 'ok', {});
		this.#reply(frame, 'error', { reason: 'unmatched topic' });
	}

	async #join(frame: ClientFrame): Promise<void> {
		const { log } = this.#server;
		this.#held = [];
		try {
			const { channel, replayed } = await admit(this.#server, this, frame, this.#channels.size);
			if (this.#socket.readyState !== this.#socket.OPEN) return;
			this.#channels.set(frame.topic, channel);
			channel.open();
			this.#server.users.add(this);
			const changes = channel.config.postgresChanges.map((change, id) => ({ ...change, id }));
			this.#flush(() => this.#reply(frame, 'ok', { postgres_changes: changes }));
			greet(channel, replayed);
		} catch (error) {
			if (!(error instanceof JoinRefused)) log('error', `UnknownErrorOnChannel: ${String(error)}`);
			const reason = error instanceof JoinRefused ? error.message : 'Unknown Error on Channel';
			log('info', reason);
			await this.#pauseAfterRefusal();
			this.#flush(() => this.#reply(frame, 'error', { reason }));
			if (error instanceof JoinRefused && error.disconnects) this.close(1000);
		}
	}

	/** Replies to a join, then sends the frames held back until then. */
	#flush(answer: () => void): void {
		const held = this.#held ?? [];
		this.#held = null;
		this.#heldBytes = 0;
		answer();
		for (const frame of held) this.send(frame);
	}

	#pauseAfterRefusal(): Promise<void> {
		return new Promise((resolve) => {
			const timer = setTimeout(resolve, this.#server.limits.joinBackoffMs);
			this.#backoff = { timer, resolve };
		});
	}

	#reply(frame: ClientFrame, status: 'ok' | 'error', response: object): void {
		const { topic, ref, joinRef } = frame;
		this.push({ topic, ref, joinRef, event: 'phx_reply', payload: { status, response } });
	}

	#release(): void {
		clearTimeout(this.#idle);
		this.#server.users.delete(this);
		this.#queue.length = 0;
		if (this.#backoff) {
			clearTimeout(this.#backoff.timer);
			this.#backoff.resolve();
		}
		for (const channel of this.#channels.values()) channel.release();
		this.#channels.clear();
	}
}
