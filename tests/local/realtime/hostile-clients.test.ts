import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newTopic, PUBLISHABLE_KEY, startRealtimeStack } from './fixture.ts';
import type { Stack } from './fixture.ts';
import { RawClient } from './raw-client.ts';

let stack: Stack;

beforeAll(async () => {
	stack = await startRealtimeStack();
}, 60_000);
afterAll(() => stack?.stop());

/** A seeded random number generator (mulberry32). */
function random(seed: number): () => number {
	return () => {
		seed = (seed + 0x6d2b79f5) | 0;
		let value = Math.imul(seed ^ (seed >>> 15), 1 | seed);
		value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value;
		return ((value ^ (value >>> 14)) >>> 0) / 2 ** 32;
	};
}

/** Expects that a well-behaved client can still join, send and receive. */
async function expectService(): Promise<void> {
	const topic = newTopic();
	const [one, other] = [await RawClient.open(stack.url), await RawClient.open(stack.url, '1.0.0')];
	await one.join(topic);
	await other.join(topic);
	one.broadcast(topic, 'still', { here: true });
	expect((await other.nextBroadcast()).payload.payload).toEqual({ here: true });
	await Promise.all([one.close(), other.close()]);
}

test.each(['1.0.0', '2.0.0'] as const)(
	'unreadable frames are ignored on version %s',
	async (version) => {
		const topic = newTopic();
		const client = await RawClient.open(stack.url, version);
		await client.join(topic);
		for (const text of ['', 'not json', '[]', '{}', 'null', '7', '[1,2,3]', '["1","2","t"]']) {
			client.socket.send(text);
		}
		for (const value of [
			[null, null, null, null, null],
			[1, 2, {}, [], 3],
			{ topic: 1, event: 2 }
		]) {
			client.socket.send(JSON.stringify(value));
		}
		const broken = [[], [3], [3, 1], [9, 9, 9, 9, 9, 9, 9], [3, 255, 255, 255, 255, 255, 1, 65]];
		for (const bytes of broken) client.socket.send(Buffer.from(bytes));
		client.socket.send('['.repeat(100_000));
		await client.settle();
		expect((await client.call(`realtime:${topic}`, 'phx_leave', {})).payload.status).toBe('ok');
		await client.close();
		await expectService();
	}
);

test('payloads of any type are survived', async () => {
	const topic = newTopic();
	const client = await RawClient.open(stack.url);
	for (const payload of [
		null,
		7,
		'x',
		[],
		[1],
		true,
		{ config: 7 },
		{ config: { broadcast: [] } }
	]) {
		const reply = await client.call(`realtime:${topic}`, 'phx_join', payload, '1');
		expect(reply.payload.status).toBe('ok');
		for (const event of ['broadcast', 'presence', 'access_token', 'unknown', '__proto__']) {
			client.push(`realtime:${topic}`, event, payload, '1');
		}
	}
	await client.settle();
	await client.close();
	await expectService();
});

test('topics named like object members are ordinary topics', async () => {
	const client = await RawClient.open(stack.url);
	for (const name of ['__proto__', 'constructor', 'toString', 'hasOwnProperty', '\u0000', '🎈']) {
		const unmatched = await client.call(name, 'broadcast', {});
		expect(unmatched.payload.response).toEqual({ reason: 'unmatched topic' });
		expect((await client.join(name, { broadcast: { self: true } })).payload.status).toBe('ok');
		client.broadcast(name, '__proto__', JSON.parse('{"__proto__":{"polluted":1}}'));
		expect((await client.nextBroadcast()).topic).toBe(`realtime:${name}`);
	}
	expect(({} as Record<string, unknown>).polluted).toBeUndefined();
	const refused = await client.join('with\u0000zero', { private: true });
	expect(refused.payload.response.reason).toContain('Unauthorized: ');
	await client.close();
});

test('a topic too long for a binary frame drops only its message', async () => {
	const long = 'x'.repeat(400);
	const [modern, old] = [await RawClient.open(stack.url), await RawClient.open(stack.url, '1.0.0')];
	await modern.join(long);
	await old.join(long);
	await stack.sql(`select realtime.send('{}', 'x', $1, false)`, [long]);
	await old.nextBroadcast('x');
	await modern.settle();
	expect(modern.frames).toEqual([]);
	await Promise.all([modern.close(), old.close()]);
});

test('invalid JSON is relayed to version 1 clients unchanged', async () => {
	const topic = newTopic();
	const [sender, old] = [await RawClient.open(stack.url), await RawClient.open(stack.url, '1.0.0')];
	await sender.join(topic);
	await old.join(topic);
	const body = Buffer.from('{},"injected":1');
	const fields = ['1', '5', `realtime:${topic}`, 'x', ''].map((text) => Buffer.from(text));
	const header = Buffer.from([3, ...fields.map((field) => field.length), 1]);
	sender.socket.send(Buffer.concat([header, ...fields, body]));
	const { payload } = await old.nextBroadcast();
	expect(payload).toMatchObject({ event: 'x', payload: {}, injected: 1 });
	await Promise.all([sender.close(), old.close()]);
});

test('a frame that is too large or not UTF-8 closes only its own socket', async () => {
	for (const [data, options, expected] of [
		['x'.repeat(5_000_001), {}, 1009],
		[Buffer.from([0xff, 0xfe, 0x80]), { binary: false }, 1007]
	] as const) {
		const client = await RawClient.open(stack.url);
		client.socket.send(data, options);
		const [code] = await once(client.socket, 'close');
		expect(code).toBe(expected);
	}
	await expectService();
});

test('invalid handshakes and aborted sockets are survived', async () => {
	const port = Number(new URL(stack.url).port);
	const path = `/realtime/v1/websocket?apikey=${PUBLISHABLE_KEY}&vsn=2.0.0`;
	const upgrade = `GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n`;
	const key = 'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n';
	const requests = [
		`${upgrade}\r\n`,
		`${upgrade}Sec-WebSocket-Key: short\r\n\r\n`,
		`${upgrade}${key}\r\n\x81\xff\xff\xff`,
		`${upgrade}${key}\r\n\xff\xff\xff\xff\xff\xff`,
		`${upgrade.replace(path, '//[')}${key}\r\n`,
		`${upgrade.replace(path, '*')}${key}\r\n`
	];
	for (const text of requests) {
		const socket = connect(port, '127.0.0.1');
		socket.on('error', () => {});
		socket.end(Buffer.from(text, 'latin1'));
		await once(socket.resume(), 'close');
	}
	await expectService();
});

test('the server survives three thousand random and damaged frames', async () => {
	const next = random(20_261_122);
	const below = (limit: number) => Math.floor(next() * limit);
	const topics = ['realtime:fuzz', 'phoenix', 'realtime:', '', 'realtime:__proto__'];
	const events = ['phx_join', 'phx_leave', 'broadcast', 'presence', 'access_token', 'heartbeat'];
	const values = [
		null,
		{},
		[],
		'x',
		1,
		{ config: { private: true } },
		{ event: 'track' },
		{ config: {} }
	];
	const pick = <T>(list: T[]) => list[below(list.length)] as T;
	let client = await RawClient.open(stack.url);
	for (let n = 0; n < 3_000; n++) {
		if (client.socket.readyState !== client.socket.OPEN) client = await RawClient.open(stack.url);
		const message = Buffer.from(
			JSON.stringify([pick(['1', null]), String(n), pick(topics), pick(events), pick(values)])
		);
		if (below(3) === 0) message[below(message.length)] = below(128);
		const noise = Buffer.from(Array.from({ length: below(40) }, () => below(256)));
		if (below(2) === 0 && noise.length > 0) noise[0] = 3;
		const binary = below(4) === 0;
		client.socket.send(binary ? noise : message.toString('latin1'), { binary });
		if (n % 100 === 0) await client.settle();
	}
	await client.settle();
	await client.close();
	await expectService();
}, 60_000);
