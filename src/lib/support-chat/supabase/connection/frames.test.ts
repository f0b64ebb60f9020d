import Serializer from '@supabase/realtime-js/dist/module/lib/serializer.js';
import { expect, test } from 'vitest';
import { decodeFrame, encodeFrame } from './frames.ts';

/** A broadcast as Realtime sends it. */
function broadcast(
	topic: string,
	event: string,
	payload: string,
	{ meta = '', kind = 4, encoding = 1 } = {}
) {
	const parts = [topic, event, meta].map((text) => new TextEncoder().encode(text));
	const body = new TextEncoder().encode(payload);
	const bytes = [
		kind,
		...parts.map((part) => part.length),
		encoding,
		...parts.flatMap((part) => [...part]),
		...body
	];
	return new Uint8Array(bytes).buffer;
}

const decoded = (data: string | ArrayBuffer) =>
	new Promise<Record<string, unknown>>((resolve) =>
		new Serializer().decode(data, resolve as never)
	);

test.each([
	['short', broadcast('realtime:a', 'typing', '{"on":true}')],
	['with metadata', broadcast('realtime:a', 'note', '{"text":"é 日本"}', { meta: '{"id":"1"}' })],
	['with long names', broadcast(`realtime:${'a'.repeat(240)}`, 'e'.repeat(250), '[]')]
])('reads a broadcast as realtime-js does: %s', async (_name, data) => {
	const theirs = await decoded(data);
	const { event, payload } = theirs.payload as Record<string, unknown>;
	expect(decodeFrame(data)).toEqual({
		topic: theirs.topic,
		event: 'broadcast',
		payload: { event, payload }
	});
});

test('reads and writes text', async () => {
	const frame = {
		join_ref: '1',
		ref: '2',
		topic: 'realtime:a',
		event: 'phx_join',
		payload: { a: 1 }
	};
	const text = encodeFrame(frame);
	expect(text).toBe('["1","2","realtime:a","phx_join",{"a":1}]');
	expect(decodeFrame(text)).toEqual(frame);
	expect(await decoded(text)).toEqual(frame);
});

test.each([
	['no JSON', 'hello'],
	['null', 'null'],
	['nothing', new ArrayBuffer(0)],
	['another kind', broadcast('a', 'b', '{}', { kind: 0 })],
	['bytes as a payload', broadcast('a', 'b', '{}', { encoding: 0 })],
	['a broken payload', broadcast('a', 'b', '{"a":')]
])('ignores %s', (_name, data) => {
	expect(decodeFrame(data)).toBeNull();
});
