import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import { createApiKeys } from './api-keys.ts';
import { ClientSocket } from './client-socket.ts';
import { openDatabase } from './database.ts';
import { HandshakeRefused, readHandshake, refuseHandshake } from './handshake.ts';
import { Hub } from './hub.ts';
import { defaultLimits } from './limits.ts';
import type { Limits } from './limits.ts';
import { logToConsole } from './log.ts';
import type { Log } from './log.ts';
import { MessageStream } from './message-stream.ts';
import { maintainPartitions } from './partitions.ts';
import { Presence } from './presence.ts';
import { publishRow } from './publish-row.ts';
import { RateCounter } from './rate-counter.ts';
import { answerRequest } from './rest.ts';
import type { Server } from './server.ts';

export interface RealtimeOptions {
	/** A superuser's connection string. The schema of schema.sql must be there. */
	databaseUrl: string;
	/** The HS256 secret that signs users' tokens and key JWTs. */
	jwtSecret: string;
	/** Opaque key that stands for the role anon. */
	publishableKey: string;
	/** Opaque key that stands for the role service_role. */
	secretKey: string;
	limits?: Partial<Limits>;
	/** Defaults to warnings and errors on standard error. */
	log?: Log;
}

export interface Realtime {
	/** Takes over a request for `/realtime/v1/websocket`. Never throws. */
	handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
	/** Answers a request for `/realtime/v1/api/broadcast`. Never rejects. */
	fetch(request: Request): Promise<Response>;
	/** Whether a row committed now would be delivered. */
	readonly ready: boolean;
	/** Resolves with true when `ready` turns true, with false after `timeoutMs`. */
	whenReady(timeoutMs: number): Promise<boolean>;
	/** Sockets open now. */
	readonly socketCount: number;
	/** Closes every socket and connection. */
	stop(): Promise<void>;
}

const PARTITION_CHECK_MS = 3_600_000;
const GOING_AWAY = 1001;
const CLOSE_PATIENCE_MS = 500;

/**
 * Starts the stand-in for Supabase Realtime: channels with Broadcast and Presence, private
 * ones authorised by the policies on realtime.messages, and broadcasts from the database.
 * A database that is not there is no error: it is looked for until it comes.
 * @returns after the first attempt to reach the database
 */
export async function createRealtime(options: RealtimeOptions): Promise<Realtime> {
	const server = createServer(options);
	const { limits, log, database, stream } = server;
	const webSockets = new WebSocketServer({
		noServer: true,
		maxPayload: limits.maxFrameBytes,
		perMessageDeflate: false,
		clientTracking: false
	});
	const sockets = new Set<ClientSocket>();
	const partitionTimer = setInterval(() => {
		maintainPartitions(database).catch((error) => log('error', `partitions: ${String(error)}`));
	}, PARTITION_CHECK_MS);
	await stream.start();

	return {
		get ready() {
			return stream.running;
		},
		get socketCount() {
			return sockets.size;
		},
		whenReady: (timeoutMs) => stream.whenRunning(timeoutMs),
		fetch: (request) => answerRequest(server, request),
		handleUpgrade: (request, socket, head) =>
			upgrade(server, webSockets, sockets, { request, socket, head }),
		async stop() {
			clearInterval(partitionTimer);
			stream.stop();
			for (const socket of sockets) socket.close(GOING_AWAY);
			await allClosed(sockets);
			for (const socket of sockets) socket.terminate();
			await database.close();
		}
	};
}

function createServer(options: RealtimeOptions): Server {
	const limits = { ...defaultLimits, ...options.limits };
	const log = options.log ?? logToConsole;
	const database = openDatabase(options.databaseUrl, log);
	const server: Server = {
		...{ limits, log, database },
		apiKeys: createApiKeys(options),
		jwtSecret: options.jwtSecret,
		stream: new MessageStream({
			...{ databaseUrl: options.databaseUrl, database, limits, log },
			onRow: (row) => publishRow(server, row)
		}),
		hub: new Hub(),
		presence: new Presence(),
		rates: {
			events: new RateCounter(limits.maxEventsPerSecond, limits.rateTickMs),
			joins: new RateCounter(limits.maxJoinsPerSecond, limits.rateTickMs),
			presence: new RateCounter(limits.maxPresenceEventsPerSecond, limits.rateTickMs)
		}
	};
	return server;
}

interface Upgrade {
	request: IncomingMessage;
	socket: Duplex;
	head: Buffer;
}

function upgrade(
	server: Server,
	webSockets: WebSocketServer,
	sockets: Set<ClientSocket>,
	{ request, socket, head }: Upgrade
): void {
	socket.on('error', () => socket.destroy());
	try {
		if (sockets.size >= server.limits.maxSockets) {
			throw new HandshakeRefused(429, 'Too many connected users');
		}
		if (server.rates.joins.exceeded) {
			throw new HandshakeRefused(429, 'Too many joins per second');
		}
		const handshake = readHandshake(request, server.apiKeys);
		webSockets.handleUpgrade(request, socket, head, (webSocket) => {
			const client = new ClientSocket(server, webSocket, handshake);
			sockets.add(client);
			webSocket.on('close', () => sockets.delete(client));
		});
	} catch (error) {
		const { status, message } =
			error instanceof HandshakeRefused ? error : new HandshakeRefused(500, 'Internal error');
		const timer = setTimeout(
			refuseHandshake,
			server.limits.handshakeBackoffMs,
			socket,
			status,
			message
		);
		socket.on('close', () => clearTimeout(timer));
	}
}

async function allClosed(sockets: Set<ClientSocket>): Promise<void> {
	const deadline = Date.now() + CLOSE_PATIENCE_MS;
	while (sockets.size > 0 && Date.now() < deadline) {
		await new Promise((resolve) => setTimeout(resolve, 10));
	}
}
