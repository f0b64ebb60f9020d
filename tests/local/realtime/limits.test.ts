import { once } from 'node:events';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { defaultLimits, planLimits } from '../../../supabase/local/realtime/limits.ts';
import { RateCounter } from '../../../supabase/local/realtime/rate-counter.ts';
import { newTopic, PUBLISHABLE_KEY, startRealtimeStack, wakeUp } from './fixture.ts';
import type { Stack } from './fixture.ts';
import { RawClient } from './raw-client.ts';

let stack: Stack;

beforeAll(async () => {
	stack = await startRealtimeStack({ limits: planLimits.team });
}, 60_000);
afterAll(() => stack?.stop());

const system = (client: RawClient) => client.next((frame) => frame.event === 'system');

/** A manual clock. */
function clock() {
	let time = 1_000_000;
	return { now: () => time, pass: (ms: number) => (time += ms) };
}

test('a rate is a one-minute average that moves every five seconds', () => {
	const { now, pass } = clock();
	const counter = new RateCounter(100, 5_000, now);
	counter.add(999);
	expect(counter.average).toBe(0);
	pass(5_000);
	expect(counter.average).toBeCloseTo(99.9);
	expect(counter.exceeded).toBe(false);
	counter.add(1_001);
	pass(5_000);
	expect(counter.average).toBeCloseTo(2_000 / 15);
	expect(counter.exceeded).toBe(true);
	pass(3_600_000);
	expect(counter.average).toBe(0);
	expect(counter.exceeded).toBe(false);
});

test('a counter unused for five minutes starts over', () => {
	const { now, pass } = clock();
	const counter = new RateCounter(100, 5_000, now);
	pass(60_000);
	counter.add(1_001);
	pass(5_000);
	expect(counter.exceeded).toBe(false);
	pass(400_000);
	counter.add(1_001);
	pass(5_000);
	expect(counter.exceeded).toBe(true);
});

test('the default limits are those of the Free plan', () => {
	expect(defaultLimits).toMatchObject({
		...{ maxSockets: 200, maxChannelsPerSocket: 100, maxPayloadKb: 256 },
		...{ maxEventsPerSecond: 100, maxJoinsPerSecond: 100, maxPresenceEventsPerSecond: 20 }
	});
});

test('over its message rate a project loses database broadcasts', async () => {
	const { url, realtime } = await stack.serve({ maxEventsPerSecond: 50, rateTickMs: 50 });
	await wakeUp(url, realtime);
	const [flood, topic] = [newTopic(), newTopic()];
	const client = await RawClient.open(url);
	await client.join(topic);
	const flooding = `select realtime.send('{}', 'x', $1, false) from generate_series(1, 100)`;
	const dropped = () => stack.log.some((line) => line.endsWith('too_many_requests'));
	while (!dropped()) await stack.sql(flooding, [flood]);
	expect(client.frames).toEqual([]);
	// The average falls again without traffic.
	let arrived = false;
	void client.nextBroadcast('after').then(() => (arrived = true));
	while (!arrived) await stack.sql(`select realtime.send('{}', 'after', $1, false)`, [topic]);
	await client.close();
});

test('a channel over the limit is refused', async () => {
	const { url } = await stack.serve({ maxChannelsPerSocket: 2 });
	const client = await RawClient.open(url);
	const [first, second] = [newTopic(), newTopic()];
	await client.join(first);
	await client.join(second);
	expect((await client.join(newTopic())).payload.response.reason).toBe(
		'ChannelRateLimitReached: Too many channels'
	);
	await client.call(`realtime:${first}`, 'phx_leave', {}, '1');
	expect((await client.join(newTopic())).payload.status).toBe('ok');
	await client.close();
});

test('a socket over the limit is refused with 429', async () => {
	const { url } = await stack.serve({ maxSockets: 1 });
	const [client, early] = [await RawClient.open(url), await RawClient.open(url)];
	await client.join(newTopic());
	expect((await early.join(newTopic())).payload.response.reason).toBe(
		'ConnectionRateLimitReached: Too many connected users'
	);
	const late = new RawClient(url);
	const [, response] = await once(late.socket, 'unexpected-response');
	expect(response.statusCode).toBe(429);
	await client.close();
	expect((await early.join(newTopic())).payload.status).toBe('ok');
	await early.close();
});

test('joining too fast closes the whole socket', async () => {
	const limits = { maxJoinsPerSecond: 1, rateTickMs: 20, maxChannelsPerSocket: 100_000 };
	const { url } = await stack.serve(limits);
	const client = await RawClient.open(url);
	const closed = once(client.socket, 'close');
	let reason: string | undefined;
	while (!reason) reason = (await client.join(newTopic())).payload.response.reason;
	expect(reason).toBe('ClientJoinRateLimitReached: Too many joins per second');
	await closed;
});

test('a project over its message rate loses the channels that receive', async () => {
	const { url } = await stack.serve({ maxEventsPerSecond: 1, rateTickMs: 20 });
	const topic = newTopic();
	const client = await RawClient.open(url);
	await client.join(topic, { broadcast: { self: true } });
	const shutdown = system(client);
	let done = false;
	void shutdown.then(() => (done = true));
	while (!done) {
		client.broadcast(topic, 'x', {});
		await client.settle();
	}
	expect((await shutdown).payload.message).toBe('Too many messages per second');
	await client.next((frame) => frame.event === 'phx_close');
	await client.close();
});

test('a message that is too large gets an error if an acknowledgement was requested', async () => {
	const { url } = await stack.serve({ maxPayloadKb: 1 });
	const topic = newTopic();
	const client = await RawClient.open(url);
	await client.join(topic, { broadcast: { ack: true, self: true } });
	const ref = client.broadcast(topic, 'big', { x: 'x'.repeat(1_600) });
	const { payload } = await client.next((frame) => frame.ref === ref);
	expect(payload).toEqual({ status: 'error', response: 'payload_size_exceeded' });
	client.broadcast(topic, 'small', {});
	expect((await client.nextBroadcast()).payload.event).toBe('small');
	const track = { event: 'track', payload: { x: 'x'.repeat(1_600) } };
	client.push(`realtime:${topic}`, 'presence', track, '1');
	expect((await system(client)).payload.message).toBe('Track message size exceeded');
	await client.close();
});

test('a batch over the message rate is refused with 429', async () => {
	const { url } = await stack.serve({ maxEventsPerSecond: 2 });
	const messages = [1, 2, 3].map(() => ({ topic: 't', event: 'e', payload: {} }));
	const response = await fetch(`${url}/realtime/v1/api/broadcast`, {
		method: 'POST',
		headers: { apikey: PUBLISHABLE_KEY, 'content-type': 'application/json' },
		body: JSON.stringify({ messages })
	});
	expect(response.status).toBe(429);
});

test('a refused join delays its whole socket, as on the platform', async () => {
	const { url } = await stack.serve({ joinBackoffMs: 300 });
	const topic = newTopic();
	const client = await RawClient.open(url);
	const other = await RawClient.open(url);
	await client.join(topic);
	await other.join(topic);
	const refused = client.join(newTopic(), { private: true });
	const beat = client.call('phoenix', 'heartbeat', {});
	await other.settle();
	other.broadcast(topic, 'meanwhile', {});
	const expected = [await refused, await client.nextBroadcast('meanwhile'), await beat];
	expect(client.history.slice(-3)).toEqual(expected);
	await Promise.all([client.close(), other.close()]);
});

test('an idle socket is closed', async () => {
	const { url } = await stack.serve({ idleTimeoutMs: 50 });
	const client = await RawClient.open(url);
	const [code] = await once(client.socket, 'close');
	expect(code).toBe(1000);
});

test('a server that stops closes sockets with the code for a restart', async () => {
	const { url, realtime } = await stack.serve({});
	const client = await RawClient.open(url);
	const closed = once(client.socket, 'close');
	await realtime.stop();
	expect((await closed)[0]).toBe(1012);
});

test('a client that does not read is dropped without affecting others', async () => {
	const { url, realtime } = await stack.serve({ maxBufferedBytes: 500_000 });
	const topic = newTopic();
	const [slow, good, sender] = [
		await RawClient.open(url),
		await RawClient.open(url),
		await RawClient.open(url)
	];
	await slow.join(topic);
	await good.join(topic);
	await sender.join(topic);
	slow.socket.pause();
	for (let n = 0; realtime.socketCount === 3; n++) {
		sender.broadcast(topic, 'n', { n, filler: 'x'.repeat(100_000) });
		expect((await good.nextBroadcast()).payload.payload.n).toBe(n);
	}
	expect(realtime.socketCount).toBe(2);
	slow.socket.terminate();
	await Promise.all([good.close(), sender.close()]);
});

test('a thousand sockets join a private topic and all receive one message', async () => {
	const topic = newTopic();
	await stack.sql(`create policy "Everyone" on realtime.messages for select to anon using (true)`);
	const open = () => RawClient.open(stack.url);
	const clients = await Promise.all(Array.from({ length: 1_000 }, open));
	const joins = await Promise.all(clients.map((client) => client.join(topic, { private: true })));
	expect(joins.filter((join) => join.payload.status !== 'ok')).toEqual([]);
	expect(stack.realtime.socketCount).toBe(1_000);
	const broadcasts = clients.map((client) => client.nextBroadcast('one'));
	await stack.sql(`select realtime.send('{"n":1}', 'one', $1)`, [topic]);
	const ids = (await Promise.all(broadcasts)).map((frame) => frame.payload.meta.id);
	expect(new Set(ids).size).toBe(1);
	await Promise.all(clients.map((client) => client.close()));
	await stack.sql(`drop policy "Everyone" on realtime.messages`);
}, 60_000);
