import { isRecord } from '../channel/tokens.ts';

/** The two protocol versions: objects (1.0.0), or arrays and binary frames (2.0.0). */
export type Version = 1 | 2;

/** A broadcast whose payload is forwarded unparsed: bytes, or the text of a JSON value. */
export interface UserBroadcast {
	event: string;
	encoding: 'binary' | 'json';
	payload: Buffer;
	meta: Record<string, unknown> | null;
}

/** A frame from a client. `broadcast` is set only for a binary frame of kind 3. */
export interface ClientFrame {
	joinRef: string | null;
	ref: string | null;
	topic: string;
	event: string;
	payload: unknown;
	broadcast: UserBroadcast | null;
}

/** A JSON frame from the server. */
export interface ServerFrame {
	joinRef?: string | null;
	ref?: string | null;
	topic: string;
	event: string;
	payload: object;
}

/** A client's frame is malformed. */
export class FrameError extends Error {}

const KIND_PUSH = 3;
const KIND_BROADCAST = 4;
const MAX_FIELD_BYTES = 255;

/**
 * The version requested in the handshake, by default 1.0.0.
 * @returns null for an unsupported version
 */
export function parseVersion(vsn: string | null): Version | null {
	if (vsn === null || /^1\.0\.\d+$/.test(vsn)) return 1;
	return /^2\.0\.\d+$/.test(vsn) ? 2 : null;
}

/**
 * Decodes one frame.
 * @throws FrameError when it does not match the version's format
 */
export function decodeFrame(version: Version, data: Buffer, isBinary: boolean): ClientFrame {
	if (isBinary) {
		if (version === 1) throw new FrameError('binary frames need vsn 2.0.0');
		return decodePush(data);
	}
	const value = parseJson(data);
	const [joinRef, ref, topic, event, payload] = version === 1 ? objectFields(value) : value;
	if (typeof topic !== 'string' || typeof event !== 'string') {
		throw new FrameError('topic and event must be strings');
	}
	return { joinRef: toRef(joinRef), ref: toRef(ref), topic, event, payload, broadcast: null };
}

function parseJson(data: Buffer): unknown[] {
	try {
		const value: unknown = JSON.parse(data.toString('utf8'));
		if (Array.isArray(value) && value.length >= 5) return value;
		if (isRecord(value)) return [value];
	} catch {
		// Reported below, like JSON of the wrong shape.
	}
	throw new FrameError('not a message');
}

function objectFields([message]: unknown[]): unknown[] {
	if (!isRecord(message)) throw new FrameError('not an object');
	return [message.join_ref, message.ref, message.topic, message.event, message.payload];
}

function toRef(value: unknown): string | null {
	return typeof value === 'string' || typeof value === 'number' ? String(value) : null;
}

/**
 * Decodes kind 3: lengths of join_ref, ref, topic, event and metadata, the encoding, then those fields and
 * the payload (realtime-js src/lib/serializer.ts).
 */
function decodePush(data: Buffer): ClientFrame {
	if (data.length < 7 || data[0] !== KIND_PUSH) throw new FrameError('unknown binary frame');
	let offset = 7;
	const take = (index: number): string => {
		const end = offset + data.readUInt8(index);
		if (end > data.length) throw new FrameError('binary frame is cut short');
		const text = data.toString('utf8', offset, end);
		offset = end;
		return text;
	};
	const [joinRef = '', ref = '', topic = '', event = ''] = [1, 2, 3, 4].map(take);
	// The only metadata a client can send requests persistence, which 2.129 does not support.
	take(5);
	const encoding = data[6] === 0 ? 'binary' : 'json';
	const broadcast: UserBroadcast = { event, encoding, payload: data.subarray(offset), meta: null };
	const refs = { joinRef: joinRef || null, ref: ref || null };
	return { ...refs, topic, event: 'broadcast', payload: null, broadcast };
}

/** Encodes one JSON frame; version 1 has no field for the join_ref. */
export function encodeFrame(version: Version, frame: ServerFrame): string {
	const { topic, event, payload, ref = null, joinRef = null } = frame;
	return version === 1
		? JSON.stringify({ topic, event, payload, ref })
		: JSON.stringify([joinRef, ref, topic, event, payload]);
}

/**
 * Encodes a broadcast as a binary frame of kind 4 for version 2, or as JSON for version 1.
 * @returns null when the version cannot encode it: bytes in version 1, or a field over 255 bytes
 */
export function encodeBroadcast(
	version: Version,
	topic: string,
	message: UserBroadcast
): Buffer | string | null {
	if (version === 2) return encodeKind4(topic, message);
	if (message.encoding === 'binary') return null;
	// Inserted into the frame unchecked, even if it is not JSON: the platform does not check either.
	const text = message.payload.toString('utf8');
	return broadcastJson(version, { topic, joinRef: null }, message, text);
}

/** Encodes a broadcast as JSON around the text of its payload, so that no digit is lost. */
export function broadcastJson(
	version: Version,
	place: { topic: string; joinRef: string | null },
	message: Pick<UserBroadcast, 'event' | 'meta'>,
	payloadText: string
): string {
	const meta = message.meta ? `,"meta":${JSON.stringify(message.meta)}` : '';
	const event = JSON.stringify(message.event);
	const payload = `{"type":"broadcast","event":${event},"payload":${payloadText}${meta}}`;
	const topic = JSON.stringify(place.topic);
	return version === 1
		? `{"topic":${topic},"event":"broadcast","payload":${payload},"ref":null}`
		: `[${JSON.stringify(place.joinRef)},null,${topic},"broadcast",${payload}]`;
}

function encodeKind4(topic: string, message: UserBroadcast): Buffer | null {
	const fields = [topic, message.event, message.meta ? JSON.stringify(message.meta) : ''].map(
		(text) => Buffer.from(text, 'utf8')
	);
	if (fields.some((field) => field.length > MAX_FIELD_BYTES)) return null;
	const encoding = message.encoding === 'json' ? 1 : 0;
	const header = Buffer.from([KIND_BROADCAST, ...fields.map((field) => field.length), encoding]);
	return Buffer.concat([header, ...fields, message.payload]);
}
