import { STATUS_CODES } from 'node:http';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { ApiKeys } from '../api-keys.ts';
import type { Handshake } from './client-socket.ts';
import { parseVersion } from './serializer.ts';
import { TokenError } from '../channel/tokens.ts';

/** A handshake was refused. */
export class HandshakeRefused extends Error {
	status: number;

	/** @param message the error in the body; empty means no body */
	constructor(status: number, message = '') {
		super(message);
		this.status = status;
	}
}

/**
 * Reads version, headers and API key from an upgrade request. The key is read from the header `x-api-key`,
 * else from the query (supabase/realtime lib/realtime_web/channels/user_socket.ex).
 * @throws HandshakeRefused
 */
export function readHandshake(request: IncomingMessage, apiKeys: ApiKeys): Handshake {
	const { searchParams } = new URL(request.url ?? '/', 'http://localhost');
	const version = parseVersion(searchParams.get('vsn'));
	if (!version) throw new HandshakeRefused(403);
	const headers = xHeaders(Object.entries(request.headers));
	const key = headers['x-api-key'] ?? searchParams.get('apikey');
	if (!key) throw new HandshakeRefused(401, 'API key is missing');
	try {
		return { version, headers, keyClaims: apiKeys(key) };
	} catch (error) {
		if (!(error instanceof TokenError)) throw error;
		// Only a refused join includes how long ago the token expired.
		throw new HandshakeRefused(401, error.message.replace(/ \d+ seconds ago$/, ''));
	}
}

/** The headers that policies can read as request.headers. */
export function xHeaders(
	headers: Iterable<[string, string | string[] | undefined]>
): Record<string, string> {
	const kept: [string, string][] = [];
	for (const [name, value] of headers) {
		if (name.startsWith('x-') && value !== undefined) kept.push([name, String(value)]);
	}
	return Object.fromEntries(kept);
}

/** Responds to an upgrade request with an HTTP error, and closes the connection. */
export function refuseHandshake(socket: Duplex, status: number, message: string): void {
	const body = message && JSON.stringify({ error: message });
	socket.end(
		[
			`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`,
			'Connection: close',
			...(body ? ['Content-Type: application/json; charset=utf-8'] : []),
			`Content-Length: ${Buffer.byteLength(body)}`,
			'',
			body
		].join('\r\n')
	);
}
