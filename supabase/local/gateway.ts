import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { getRequestListener } from '@hono/node-server';
import { StackError } from './errors.ts';

/** The services behind the gateway; each receives the request unchanged. */
export interface Services {
	rest(request: Request, peerAddress: string | null): Promise<Response>;
	auth(request: Request, peerAddress: string | null): Promise<Response>;
	functions(request: Request): Promise<Response>;
	storage(request: Request): Promise<Response>;
	/** Injects faults into Storage, for tests (storage/faults.ts); a path that Supabase does not have. */
	storageFaults(request: Request): Promise<Response>;
	realtime(request: Request): Promise<Response>;
	realtimeSocket(request: IncomingMessage, socket: Duplex, head: Buffer): void;
}

const CORS_HEADERS = {
	'access-control-allow-origin': '*',
	// From PostgREST (src/PostgREST/Cors.hs) and Auth.
	'access-control-expose-headers':
		'Content-Encoding, Content-Location, Content-Range, Content-Type, Date, Location, Server, ' +
		'Transfer-Encoding, Range-Unit, X-Supabase-Api-Version'
};

/**
 * Serves all services on one port, with the paths and CORS headers of Supabase's gateway.
 *
 * @param port on 127.0.0.1
 * @throws StackError when the port is taken
 */
export async function startGateway(
	port: number,
	services: Services
): Promise<{ stop(): Promise<void> }> {
	const answer = getRequestListener(async (request, env) => {
		if (request.method === 'OPTIONS') return preflight(request);
		const peer =
			'incoming' in env ? ((env.incoming as IncomingMessage).socket.remoteAddress ?? null) : null;
		return withCors(await route(request, peer, services));
	});
	const server = createServer((request, response) => void answer(request, response));
	const sockets = new Set<Duplex>();
	server.on('connection', (socket) => {
		sockets.add(socket);
		socket.on('close', () => sockets.delete(socket));
	});
	server.on('upgrade', (request, socket, head) => {
		if (pathOf(request) === '/realtime/v1/websocket') {
			services.realtimeSocket(request, socket, head);
		} else {
			socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\n\r\n');
		}
	});
	await listen(server, port);
	return {
		stop: () =>
			new Promise((resolve) => {
				server.close(() => resolve());
				for (const socket of sockets) socket.destroy();
			})
	};
}

async function route(request: Request, peer: string | null, services: Services): Promise<Response> {
	const { pathname } = new URL(request.url);
	if (pathname.startsWith('/rest/v1/')) return services.rest(request, peer);
	if (pathname.startsWith('/auth/v1/')) return services.auth(request, peer);
	if (pathname.startsWith('/functions/v1/')) return services.functions(request);
	if (pathname.startsWith('/storage/v1/')) return services.storage(request);
	if (pathname === '/storage-faults') return services.storageFaults(request);
	if (pathname.startsWith('/realtime/v1/api/')) return services.realtime(request);
	return Response.json({ message: 'no Route matched with those values' }, { status: 404 });
}

function preflight(request: Request): Response {
	return new Response(null, {
		status: 204,
		headers: {
			...CORS_HEADERS,
			'access-control-allow-methods': 'GET, HEAD, PUT, PATCH, POST, DELETE, OPTIONS',
			'access-control-allow-headers':
				request.headers.get('access-control-request-headers') ??
				'authorization, apikey, content-type',
			'access-control-max-age': '3600'
		}
	});
}

function withCors(response: Response): Response {
	const headers = new Headers(response.headers);
	for (const [name, value] of Object.entries(CORS_HEADERS)) headers.set(name, value);
	return new Response(response.body, {
		status: response.status,
		statusText: response.statusText,
		headers
	});
}

function pathOf(request: IncomingMessage): string {
	return (request.url ?? '').split('?', 1)[0] ?? '';
}

function listen(server: Server, port: number): Promise<AddressInfo> {
	return new Promise((resolve, reject) => {
		server.once('error', (cause: NodeJS.ErrnoException) => {
			reject(
				cause.code === 'EADDRINUSE'
					? new StackError(`Port ${port} (API) is taken.`, { cause })
					: cause
			);
		});
		server.listen(port, '127.0.0.1', () => resolve(server.address() as AddressInfo));
	});
}
