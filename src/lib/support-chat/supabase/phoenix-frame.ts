/** What a realtime socket said. */
export interface Frame {
	/** With the `realtime:` prefix. */
	topic: string;
	/** Of a broadcast: the broadcast's own name. */
	event: string;
	payload: unknown;
	ref: string | null;
}

const USER_BROADCAST = 4;
const JSON_ENCODING = 1;

/**
 * Reads a frame of Realtime's protocol 2.0.0: JSON text, or the binary form that broadcasts come
 * in. Returns null for what it cannot read.
 */
export function decodeFrame(data: string | ArrayBuffer): Frame | null {
	try {
		if (typeof data !== 'string') return decodeBroadcast(new Uint8Array(data));
		const [, ref, topic, event, payload] = JSON.parse(data);
		if (event !== 'broadcast') return { topic, event, payload, ref };
		return { topic, event: payload.event, payload: payload.payload, ref };
	} catch {
		return null;
	}
}

/** Five bytes: kind, three lengths, encoding; then topic, event, metadata and payload. */
function decodeBroadcast(bytes: Uint8Array): Frame | null {
	const [kind, topicLength = 0, eventLength = 0, metadataLength = 0, encoding] = bytes;
	if (kind !== USER_BROADCAST || encoding !== JSON_ENCODING) return null;
	let at = 5;
	const text = (length?: number) =>
		new TextDecoder().decode(bytes.subarray(at, length === undefined ? length : (at += length)));
	const topic = text(topicLength);
	const event = text(eventLength);
	at += metadataLength;
	return { topic, event, payload: JSON.parse(text()), ref: null };
}
