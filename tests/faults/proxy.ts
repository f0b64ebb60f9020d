import { createServer, request as httpRequest } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { WebSocket, WebSocketServer } from 'ws';
import type { Line } from './line.ts';
import {
	effectOf,
	filesOf,
	type Answer,
	type ReceivedRequest,
	type RequestFault
} from './request-faults.ts';
import { Tunnel } from './tunnel.ts';

export interface Proxy {
	/** The project URL for the clients. */
	url: string;
	stop(): Promise<void>;
}

export interface ProxyOptions {
	/** The stack's URL. */
	target: string;
	/** Returns the line of a user agent. */
	lineOf: (userAgent: string) => Line | undefined;
	/**
	 * Removes unsent files of the bucket from Storage. Resolves with how many it removed: none when a message has
	 * them.
	 */
	removeFiles: (paths: string[]) => Promise<number>;
}

/**
 * Starts a proxy between the clients and the stack. Each client has its own line, selected by user agent;
 * requests without one (of the app's server) pass through.
 */
export async function startProxy(options: ProxyOptions): Promise<Proxy> {
	const { target, lineOf } = options;
	const webSockets = new WebSocketServer({ noServer: true, perMessageDeflate: false });
	const find = (request: IncomingMessage) => lineOf(request.headers['user-agent'] ?? '');
	const server = createServer((request, response) => {
		handle(options, find(request), request, response).catch(() => request.socket.destroy());
	});
	server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
		socket.on('error', () => socket.destroy());
		void openTunnel(target, webSockets, find(request), { request, socket, head });
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const { port } = server.address() as AddressInfo;
	return { url: `http://127.0.0.1:${port}`, stop: () => stop(server, webSockets) };
}

async function stop(server: Server, webSockets: WebSocketServer): Promise<void> {
	for (const socket of webSockets.clients) socket.terminate();
	server.closeAllConnections();
	await new Promise((resolve) => server.close(resolve));
}

async function handle(
	options: ProxyOptions,
	line: Line | undefined,
	request: IncomingMessage,
	response: ServerResponse
): Promise<void> {
	const { target } = options;
	if (!line) return reply(response, await forward(target, request));
	const { socket } = request;
	if (!line.sockets.has(socket)) socket.once('close', () => line.sockets.delete(socket));
	line.sockets.add(socket);
	if (line.isCut) return void socket.destroy();
	await line.passable();
	// The client gave up while it waited: the request never reaches the stack.
	if (socket.destroyed) return;
	const { method = 'GET', url = '' } = request;
	const received = { method, url, body: await buffer(request) };
	const fault = line.takeFault(received);
	if (fault && (await refuse(options, { line, fault, received, response }))) return;
	const answer = await forward(target, request, received.body);
	await line.passable();
	if (!fault || effectOf(fault).when === 'before') return reply(response, answer);
	if (answer.status < 300)
		return spoil(line, fault, response, () => forward(target, request, received.body));
	// Nothing was committed: the fault applies to the next one.
	line.requestFaults.unshift(fault);
	reply(response, answer);
}

interface FaultyRequest {
	line: Line;
	fault: RequestFault;
	received: ReceivedRequest;
	response: ServerResponse;
}

/** Lets a fault take effect before a request is forwarded. Returns whether it has been answered. */
async function refuse(
	{ removeFiles }: ProxyOptions,
	{ line, fault, received, response }: FaultyRequest
): Promise<boolean> {
	const { when, answer } = effectOf(fault);
	if (when !== 'before') return false;
	if (typeof answer === 'object') {
		line.happened(fault);
		reply(response, answer);
		return true;
	}
	// Fails while Postgres restarts.
	const removed = await removeFiles(filesOf(received)).catch(() => 0);
	if (removed > 0) line.happened(fault);
	else line.requestFaults.unshift(fault);
	return false;
}

/** Withholds or replaces the response of a request that had success. */
async function spoil(
	line: Line,
	fault: RequestFault,
	response: ServerResponse,
	again: () => Promise<Answer>
): Promise<void> {
	line.happened(fault);
	const { answer } = effectOf(fault);
	if (answer === 'cut') response.destroy();
	else if (answer !== 'nothing') reply(response, answer ?? (await again()));
}

function reply(response: ServerResponse, { status, headers, body }: Answer): void {
	response.writeHead(status, headers).end(body);
}

/** @throws the error of the connection to the stack */
async function forward(target: string, request: IncomingMessage, body?: Buffer): Promise<Answer> {
	const { method = 'GET', headers, url = '/' } = request;
	const outgoing = httpRequest(new URL(url, target), { method, headers });
	// Reported by the `once` below, or irrelevant after it.
	outgoing.on('error', () => {});
	outgoing.end(body ?? (await buffer(request)));
	const [incoming] = (await once(outgoing, 'response')) as [IncomingMessage];
	const content = await buffer(incoming);
	const kept = { ...incoming.headers };
	delete kept['transfer-encoding'];
	delete kept.connection;
	return { status: incoming.statusCode ?? 502, headers: kept, body: content };
}

interface Upgrade {
	request: IncomingMessage;
	socket: Duplex;
	head: Buffer;
}

async function openTunnel(
	target: string,
	webSockets: WebSocketServer,
	line: Line | undefined,
	{ request, socket, head }: Upgrade
): Promise<void> {
	if (!line || line.isCut) return void socket.destroy();
	await line.passable();
	const upstream = new WebSocket(new URL(request.url ?? '/', target.replace(/^http/, 'ws')));
	upstream.once('error', () => socket.end('HTTP/1.1 503 Service Unavailable\r\n\r\n'));
	upstream.once('open', () => {
		if (socket.destroyed || line.isCut) {
			socket.destroy();
			return upstream.terminate();
		}
		webSockets.handleUpgrade(request, socket, head, (client) => {
			new Tunnel(client, upstream, line);
		});
	});
}
