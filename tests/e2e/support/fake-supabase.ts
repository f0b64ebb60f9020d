import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** The fake's response to a request. */
export interface FakeAnswer {
	status: number;
	body: unknown;
	afterMs?: number;
}

/** Starts a fake Supabase, for responses that a real one cannot be made to give. */
export async function startFakeSupabase(
	answer: (path: string, body: Record<string, unknown>) => FakeAnswer
): Promise<{ url: string; stop(): Promise<void> }> {
	const respond = async (request: IncomingMessage, response: ServerResponse) => {
		const { status, body, afterMs = 0 } = answer(request.url ?? '', await readJson(request));
		setTimeout(() => {
			response.writeHead(status, { 'content-type': 'application/json' });
			response.end(JSON.stringify(body));
		}, afterMs);
	};
	const server = createServer((request, response) => void respond(request, response));
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		stop: async () => {
			server.closeAllConnections();
			server.close();
			await once(server, 'close');
		}
	};
}

async function readJson(request: IncomingMessage): Promise<Record<string, unknown>> {
	const chunks: Buffer[] = [];
	for await (const chunk of request) chunks.push(chunk as Buffer);
	const text = Buffer.concat(chunks).toString();
	return text ? (JSON.parse(text) as Record<string, unknown>) : {};
}
