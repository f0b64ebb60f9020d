/**
 * Forwards a request to a function's process and streams its response back. Uses node:http, because
 * `fetch` would decompress the body and time out after five minutes.
 */
import { request as httpRequest } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import type { ReadableStream as NodeStream } from 'node:stream/web';

/** Headers of one connection rather than the message (RFC 9110, section 7.6.1). */
const HOP_BY_HOP = new Set([
	...['connection', 'keep-alive', 'proxy-authenticate', 'proxy-authorization', 'proxy-connection'],
	...['te', 'trailer', 'transfer-encoding', 'upgrade']
]);
const WITHOUT_BODY = new Set([204, 205, 304]);

/**
 * @param path path and query that the function receives
 * @param signal aborts the exchange, including the body
 * @param onEnd called when the exchange is over: the last byte read or the connection closed
 * @returns the response, once its headers have arrived
 * @throws when the process closes the connection before that, or the signal aborts
 */
export function forward(
	request: Request,
	port: number,
	path: string,
	signal: AbortSignal,
	onEnd: () => void
): Promise<Response> {
	return new Promise((resolve, reject) => {
		const outgoing = httpRequest({
			host: '127.0.0.1',
			port,
			path,
			method: request.method,
			headers: keepEndToEnd([...request.headers]),
			// A keep-alive connection may be closed by the process just as it is reused.
			agent: false,
			signal
		});
		outgoing.on('error', reject);
		outgoing.on('close', onEnd);
		outgoing.on('response', (incoming) => resolve(toResponse(incoming)));
		if (!request.body) outgoing.end();
		else {
			const body = Readable.fromWeb(request.body as NodeStream);
			body.on('error', (error) => outgoing.destroy(error));
			body.pipe(outgoing);
		}
	});
}

function keepEndToEnd(headers: [string, string][]): Record<string, string> {
	const named = headers.find(([name]) => name === 'connection')?.[1] ?? '';
	const dropped = new Set([...HOP_BY_HOP, ...named.toLowerCase().split(/\s*,\s*/)]);
	return Object.fromEntries(headers.filter(([name]) => !dropped.has(name)));
}

function toResponse(incoming: IncomingMessage): Response {
	const headers = new Headers();
	for (const [name, values] of Object.entries(incoming.headersDistinct)) {
		if (HOP_BY_HOP.has(name)) continue;
		for (const value of values ?? []) headers.append(name, value);
	}
	const status = incoming.statusCode ?? 502;
	const hasBody = !WITHOUT_BODY.has(status);
	if (!hasBody) incoming.resume();
	return new Response(hasBody ? (Readable.toWeb(incoming) as ReadableStream) : null, {
		status,
		headers
	});
}
