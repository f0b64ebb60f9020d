import { databaseFault } from './database.ts';
import { xHeaders } from './socket/handshake.ts';
import { topicKey } from './hub.ts';
import type { Message } from './hub.ts';
import { payloadFits } from './limits.ts';
import { probeWriteRight } from './channel/policies.ts';
import type { PolicyContext } from './channel/policies.ts';
import type { Server } from './server.ts';
import { isRecord, TokenError } from './channel/tokens.ts';
import type { Claims } from './channel/tokens.ts';

/** A request was refused. */
class RequestRefused extends Error {
	status: number;
	body: object;

	constructor(status: number, body: object) {
		super();
		this.status = status;
		this.body = body;
	}
}

interface BatchMessage {
	topic: string;
	event: string;
	payload: Record<string, unknown>;
	private: boolean;
}

const ROUTE = /\/api\/broadcast(?:\/([^/]+)\/events\/([^/]+))?\/?$/;

/**
 * Handles broadcasts over HTTP: many messages in one body, or one whose topic and event are in the path.
 * Responds with 202 and no body (supabase/realtime lib/realtime_web/router.ex,
 * lib/realtime/tenants/{batch,single}_broadcast.ex).
 */
export async function answerRequest(server: Server, request: Request): Promise<Response> {
	try {
		const url = new URL(request.url);
		const route = ROUTE.exec(url.pathname);
		if (!route) throw new RequestRefused(404, { message: 'Not Found' });
		if (request.method !== 'POST') throw new RequestRefused(405, { message: 'Method Not Allowed' });
		const claims = authenticate(server, request.headers);
		const caller = { claims, headers: xHeaders(request.headers) };
		const [, topic, event] = route;
		if (topic === undefined || event === undefined) {
			await broadcastBatch(server, caller, request);
		} else {
			const isPrivate = url.searchParams.get('private') === 'true';
			const place = { topic: decode(topic), event: decode(event), isPrivate };
			await broadcastOne(server, caller, place, request);
		}
		return new Response(null, { status: 202 });
	} catch (error) {
		if (error instanceof RequestRefused) return Response.json(error.body, { status: error.status });
		server.log('error', `broadcast over HTTP: ${String(error)}`);
		return Response.json({ message: 'Internal Server Error' }, { status: 500 });
	}
}

type Caller = Omit<PolicyContext, 'topic'>;

function authenticate(server: Server, headers: Headers): Claims {
	const token = bearerToken(headers.get('authorization'));
	try {
		return server.apiKeys(token ?? headers.get('apikey') ?? '');
	} catch (error) {
		if (error instanceof TokenError) throw new RequestRefused(401, { message: 'Unauthorized' });
		throw error;
	}
}

/** @throws Error, which becomes a 500, unless the header is two words (lib/realtime_web/plugs/auth_tenant.ex) */
function bearerToken(authorization: string | null): string | null {
	if (!authorization) return null;
	const [scheme = '', token, ...rest] = authorization.split(' ');
	if (token === undefined || rest.length > 0)
		throw new Error('the header authorization is malformed');
	return scheme.toLowerCase() === 'bearer' ? token : null;
}

function decode(segment: string): string {
	try {
		return decodeURIComponent(segment);
	} catch {
		throw new RequestRefused(400, { message: 'Bad Request' });
	}
}

/** Silently drops messages to private topics that the caller may not write to. */
async function broadcastBatch(server: Server, caller: Caller, request: Request): Promise<void> {
	const messages = parseBatch(await readJson(request));
	checkRate(server, messages.length);
	const rights = new Map<string, Promise<boolean>>();
	const mayWrite = (topic: string): Promise<boolean> => {
		const right = rights.get(topic) ?? probe(server, { ...caller, topic }).catch(() => false);
		rights.set(topic, right);
		return right;
	};
	for (const { topic, event, payload, private: isPrivate } of messages) {
		if (isPrivate && !(await mayWrite(topic))) continue;
		const body = { type: 'broadcast', event, payload };
		publish(server, topic, isPrivate, { kind: 'event', event: 'broadcast', payload: body });
	}
}

async function broadcastOne(
	server: Server,
	caller: Caller,
	{ topic, event, isPrivate }: { topic: string; event: string; isPrivate: boolean },
	request: Request
): Promise<void> {
	const isBinary = request.headers.get('content-type')?.startsWith('application/octet-stream');
	const bytes = Buffer.from(await request.arrayBuffer());
	const message: Message = isBinary
		? { kind: 'broadcast', broadcast: { event, encoding: 'binary', payload: bytes, meta: null } }
		: {
				kind: 'event',
				event: 'broadcast',
				payload: { type: 'broadcast', event, payload: parseJson(bytes.toString('utf8')) }
			};
	if (!payloadFits(server.limits, bytes.length)) {
		throw new RequestRefused(422, { errors: { payload: ['Payload size exceeds tenant limit'] } });
	}
	checkRate(server, 1);
	if (isPrivate && !(await probe(server, { ...caller, topic }))) {
		throw new RequestRefused(403, { message: 'Unauthorized' });
	}
	publish(server, topic, isPrivate, message);
}

async function probe(server: Server, context: PolicyContext): Promise<boolean> {
	try {
		return await probeWriteRight(server.database, context, 'broadcast');
	} catch (error) {
		server.log('error', `RlsPolicyError: ${String(error)}`);
		if (!databaseFault(error, server.database.busy)) return false;
		throw new RequestRefused(503, { message: 'Service Unavailable' });
	}
}

function publish(server: Server, topic: string, isPrivate: boolean, message: Message): void {
	server.rates.events.add();
	server.hub.publish(topicKey(topic, isPrivate), topic, message);
}

function checkRate({ rates, limits }: Server, messages: number): void {
	const { average } = rates.events;
	if (average > limits.maxEventsPerSecond) {
		throw new RequestRefused(429, { message: 'You have exceeded your rate limit' });
	}
	if (average + messages > limits.maxEventsPerSecond) {
		const message = 'Too many messages to broadcast, please reduce the batch size';
		throw new RequestRefused(429, { message });
	}
}

/** A body without a JSON content type counts as empty. */
async function readJson(request: Request): Promise<unknown> {
	const type = request.headers.get('content-type') ?? '';
	return /^application\/([^;]+\+)?json\b/i.test(type) ? parseJson(await request.text()) : {};
}

function parseJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		throw new RequestRefused(400, { message: 'Bad Request' });
	}
}

function parseBatch(body: unknown): BatchMessage[] {
	const messages = isRecord(body) ? body.messages : null;
	if (!Array.isArray(messages) || messages.length === 0) {
		throw new RequestRefused(422, { errors: { messages: ["can't be blank"] } });
	}
	const errors = messages.map(messageErrors);
	if (errors.some((fields) => Object.keys(fields).length > 0)) {
		throw new RequestRefused(422, { errors: { messages: errors } });
	}
	return messages.map((message) => ({ ...message, private: message.private === true }));
}

function messageErrors(message: unknown): Record<string, string[]> {
	const fields = isRecord(message) ? message : {};
	const valid = {
		topic: typeof fields.topic === 'string' && fields.topic !== '',
		event: typeof fields.event === 'string' && fields.event !== '',
		payload: isRecord(fields.payload)
	};
	const blank = Object.entries(valid).filter(([, isValid]) => !isValid);
	return Object.fromEntries(blank.map(([name]) => [name, ["can't be blank"]]));
}
