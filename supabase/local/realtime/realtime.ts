import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import { createApiKeys } from './api-keys.ts';
import { ClientSocket } from './socket/client-socket.ts';
import { openDatabase } from './database.ts';
import type { Database } from './database.ts';
import { HandshakeRefused, readHandshake, refuseHandshake } from './socket/handshake.ts';
import { Hub } from './hub.ts';
import { defaultLimits } from './limits.ts';
import type { Limits } from './limits.ts';
import { logToConsole } from './log.ts';
import type { Log } from './log.ts';
import type { MessageStreamOptions } from './replication/message-stream.ts';
import { maintainPartitions } from './replication/partitions.ts';
import { Presence } from './channel/presence.ts';
import { publishRow } from './replication/publish-row.ts';
import { RateCounter } from './rate-counter.ts';
import { answerRequest } from './rest.ts';
import type { Server } from './server.ts';
import { Tenant } from './tenant.ts';
import { until } from './until.ts';

export interface RealtimeOptions {
	/** A superuser's connection string, to a database with the schema of schema.sql. */
	databaseUrl: string;
	/** The HS256 secret that signs users' tokens and key JWTs. */
	jwtSecret: string;
	/** Opaque key of the role anon. */
	publishableKey: string;
	/** Opaque key of the role service_role. */
	secretKey: string;
	limits?: Partial<Limits>;
	/**
	 * Whether to create the partitions of realtime.messages at the start, as in a project in use (default);
	 * otherwise the first connection creates them.
	 */
	janitor?: boolean;
	/** Defaults to warnings and errors on standard error. */
	log?: Log;
}

export interface Realtime {
	/** Handles an upgrade request for `/realtime/v1/websocket`. Never throws. */
	handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
	/** Handles a request for `/realtime/v1/api/broadcast`. Never rejects. */
	fetch(request: Request): Promise<Response>;
	/** Whether a row committed now would be delivered. */
	readonly ready: boolean;
	/** Resolves to true once `ready` is true, to false after `timeoutMs`. */
	whenReady(timeoutMs: number): Promise<boolean>;
	/** Number of open sockets. */
	readonly socketCount: number;
	/** Closes every socket and connection. */
	stop(): Promise<void>;
}

const JANITOR_MS = 4 * 3_600_000;
const READY_CHECK_MS = 10;
const SERVICE_RESTART = 1012;
const CLOSE_PATIENCE_MS = 500;

/**
 * Starts the stand-in for Supabase Realtime: channels with Broadcast and Presence, private ones
 * authorised by the policies on realtime.messages, and broadcasts from the database. The replication
 * stream starts shortly after the first use of the database.
 */
export async function createRealtime(options: RealtimeOptions): Promise<Realtime> {
	const limits = { ...defaultLimits, ...options.limits };
	const log = options.log ?? logToConsole;
	const pool = openDatabase(options.databaseUrl, log, limits.databasePatienceMs);
	const server = createServer(options, { limits, log, database: pool });
	const tenant = server.database;
	const webSockets = new WebSocketServer({
		noServer: true,
		maxPayload: limits.maxFrameBytes,
		perMessageDeflate: false,
		clientTracking: false
	});
	const sockets = new Set<ClientSocket>();
	let stopping: Promise<void> | undefined;
	const stopJanitor = options.janitor === false ? () => {} : await startJanitor(pool, server.log);

	return {
		get ready() {
			return tenant.streaming;
		},
		get socketCount() {
			return sockets.size;
		},
		whenReady: (timeoutMs) => until(() => tenant.streaming, { timeoutMs, everyMs: READY_CHECK_MS }),
		fetch: (request) => answerRequest(server, request),
		handleUpgrade: (request, socket, head) =>
			upgrade(server, webSockets, sockets, { request, socket, head }),
		stop: () =>
			(stopping ??= (async () => {
				stopJanitor();
				tenant.close();
				for (const socket of sockets) socket.close(SERVICE_RESTART);
				await allClosed(sockets);
				for (const socket of sockets) socket.terminate();
				await pool.close();
			})())
	};
}

/** Maintains the partitions now and every four hours. @returns a function that stops it */
async function startJanitor(database: Database, log: Log): Promise<() => void> {
	const run = () =>
		maintainPartitions(database).catch((error) => log('error', `Janitor: ${String(error)}`));
	await run();
	const timer = setInterval(() => void run(), JANITOR_MS);
	return () => clearInterval(timer);
}

function createServer(
	options: RealtimeOptions,
	{ limits, log, database }: Pick<MessageStreamOptions, 'limits' | 'log' | 'database'>
): Server {
	const users = new Set<object>();
	const server: Server = {
		...{ limits, log, users },
		apiKeys: createApiKeys(options),
		jwtSecret: options.jwtSecret,
		database: new Tenant({
			...{ databaseUrl: options.databaseUrl, database, limits, log },
			userCount: () => users.size,
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
		const handshake = readHandshake(request, server.apiKeys);
		if (server.users.size >= server.limits.maxSockets) {
			throw new HandshakeRefused(429, 'Too many connected users');
		}
		if (server.rates.joins.exceeded) {
			throw new HandshakeRefused(429, 'Too many joins per second');
		}
		webSockets.handleUpgrade(request, socket, head, (webSocket) => {
			const client = new ClientSocket(server, webSocket, handshake);
			sockets.add(client);
			webSocket.on('close', () => sockets.delete(client));
		});
	} catch (error) {
		const { status, message } =
			error instanceof HandshakeRefused
				? error
				: new HandshakeRefused(500, 'Error connecting to Realtime');
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
