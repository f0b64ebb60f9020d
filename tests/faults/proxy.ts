import { createServer, request as httpRequest } from 'node:http';
import type { IncomingMessage, OutgoingHttpHeaders, Server, ServerResponse } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { WebSocket, WebSocketServer } from 'ws';
import type { InsertFault, Line } from './line.ts';
import { Tunnel } from './tunnel.ts';

interface Answer {
	status: number;
	headers: OutgoingHttpHeaders;
	body: Buffer;
}

/** A gateway's response when the service behind it fails, including CORS. */
const FAILURE: Answer = {
	status: 500,
	headers: { 'access-control-allow-origin': '*', 'content-type': 'application/json' },
	body: Buffer.from('{"message":"An invalid response was received from the upstream server"}')
};

export interface Proxy {
	/** The project URL for the clients. */
	url: string;
	stop(): Promise<void>;
}

/**
 * Starts a proxy between the clients and the stack. Each client has its own line, selected by user agent;
 * requests without one (of the app's server) pass through.
 *
 * @param target the stack's URL
 * @param lineOf returns the line of a user agent
 */
export async function startProxy(
	target: string,
	lineOf: (userAgent: string) => Line | undefined
): Promise<Proxy> {
	const webSockets = new WebSocketServer({ noServer: true, perMessageDeflate: false });
	const find = (request: IncomingMessage) => lineOf(request.headers['user-agent'] ?? '');
	const server = createServer((request, response) => {
		handle(target, find(request), request, response).catch(() => request.socket.destroy());
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
	target: string,
	line: Line | undefined,
	request: IncomingMessage,
	response: ServerResponse
): Promise<void> {
	if (!line) return reply(response, await forward(target, request));
	const { socket } = request;
	if (!line.sockets.has(socket)) socket.once('close', () => line.sockets.delete(socket));
	line.sockets.add(socket);
	if (line.isCut) return void socket.destroy();
	await line.passable();
	// The client gave up while it waited: the request never reaches the stack.
	if (socket.destroyed) return;
	const fault = isInsert(request) ? line.insertFaults.shift() : undefined;
	if (fault === 'inserts refused with 500') {
		line.happened(fault);
		return reply(response, FAILURE);
	}
	const answer = await forward(target, request);
	await line.passable();
	if (!fault) return reply(response, answer);
	if (answer.status === 201) return spoil(line, fault, response);
	// Nothing was committed: the fault applies to the next insert.
	line.insertFaults.unshift(fault);
	reply(response, answer);
}

function isInsert({ method, url }: IncomingMessage): boolean {
	return method === 'POST' && url?.startsWith('/rest/v1/support_messages') === true;
}

/** Withholds or replaces the response of a committed insert. */
function spoil(line: Line, fault: InsertFault, response: ServerResponse): void {
	line.happened(fault);
	if (fault === 'inserts answered 500 after commit') reply(response, FAILURE);
}

function reply(response: ServerResponse, { status, headers, body }: Answer): void {
	response.writeHead(status, headers).end(body);
}

/** @throws the error of the connection to the stack */
async function forward(target: string, request: IncomingMessage): Promise<Answer> {
	const { method = 'GET', headers, url = '/' } = request;
	const outgoing = httpRequest(new URL(url, target), { method, headers });
	// Reported by the `once` below, or irrelevant after it.
	outgoing.on('error', () => {});
	outgoing.end(await buffer(request));
	const [incoming] = (await once(outgoing, 'response')) as [IncomingMessage];
	const body = await buffer(incoming);
	const kept = { ...incoming.headers };
	delete kept['transfer-encoding'];
	delete kept.connection;
	return { status: incoming.statusCode ?? 502, headers: kept, body };
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
