/** A message of Phoenix's protocol. */
export interface Frame {
	join_ref?: string | null;
	ref?: string | null;
	topic: string;
	event: string;
	payload: unknown;
}

/** What begins a frame with a broadcast: its kind, the lengths of topic, event and metadata, and the encoding. */
const HEADER = 5;
const BROADCAST = 4;
const JSON_ENCODING = 1;

/** A message as text, in version 2.0.0 of the protocol. */
export function encodeFrame({ join_ref, ref, topic, event, payload }: Frame): string {
	return JSON.stringify([join_ref, ref, topic, event, payload]);
}

/**
 * Reads a frame of version 2.0.0: JSON, or bytes for a broadcast (https://supabase.com/docs/guides/realtime/protocol).
 * Null for anything else: what others broadcast may be anything.
 */
export function decodeFrame(data: string | ArrayBuffer): Frame | null {
	try {
		if (typeof data !== 'string') return decodeBroadcast(new Uint8Array(data));
		const [join_ref, ref, topic, event, payload] = JSON.parse(data);
		return { join_ref, ref, topic, event, payload };
	} catch {
		return null;
	}
}

function decodeBroadcast(bytes: Uint8Array): Frame | null {
	const [kind, topicLength, eventLength, metaLength, encoding] = bytes as unknown as number[];
	if (kind !== BROADCAST || encoding !== JSON_ENCODING) return null;
	const [eventAt, metaAt] = [HEADER + topicLength!, HEADER + topicLength! + eventLength!];
	const text = (from: number, to?: number) => new TextDecoder().decode(bytes.subarray(from, to));
	const payload = JSON.parse(text(metaAt + metaLength!));
	return {
		topic: text(HEADER, eventAt),
		event: 'broadcast',
		payload: { event: text(eventAt, metaAt), payload }
	};
}
