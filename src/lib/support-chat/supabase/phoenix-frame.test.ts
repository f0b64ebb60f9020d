import { describe, expect, it } from 'vitest';
import { decodeFrame } from './phoenix-frame.ts';

const topic = 'realtime:support_chat:1';

/** A broadcast as the server writes it. */
function binary(event: string, payload: string, metadata = '', kind = 4, encoding = 1) {
	const fields = [topic, event, metadata].map((text) => Buffer.from(text));
	const head = Buffer.from([kind, ...fields.map((field) => field.length), encoding]);
	return new Uint8Array(Buffer.concat([head, ...fields, Buffer.from(payload)])).buffer;
}

describe('decodeFrame', () => {
	it('reads a reply', () => {
		const frame = decodeFrame(`["1","2","${topic}","phx_reply",{"status":"ok","response":{}}]`);
		expect(frame).toEqual({
			topic,
			ref: '2',
			event: 'phx_reply',
			payload: { status: 'ok', response: {} }
		});
	});

	it('reads a broadcast in text form under its own name', () => {
		const payload = { type: 'broadcast', event: 'new_message', payload: { a: 1 } };
		const text = JSON.stringify([null, null, topic, 'broadcast', payload]);
		expect(decodeFrame(text)).toMatchObject({ event: 'new_message', payload: { a: 1 } });
	});

	it('reads a broadcast in binary form, with and without metadata', () => {
		for (const metadata of ['', '{"id":"é"}']) {
			expect(decodeFrame(binary('new_message', '{"text":"grüße"}', metadata))).toEqual({
				topic,
				ref: null,
				event: 'new_message',
				payload: { text: 'grüße' }
			});
		}
	});

	it('leaves what it does not understand', () => {
		expect(decodeFrame('not json')).toBeNull();
		expect(decodeFrame('null')).toBeNull();
		expect(decodeFrame(new ArrayBuffer(0))).toBeNull();
		expect(decodeFrame(binary('e', '{}', '', 2))).toBeNull();
		expect(decodeFrame(binary('e', '{}', '', 4, 0))).toBeNull();
		expect(decodeFrame(binary('e', '{broken'))).toBeNull();
	});
});
