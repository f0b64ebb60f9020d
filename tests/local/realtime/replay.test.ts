import { afterAll, beforeAll, expect, test } from 'vitest';
import { addMember, newPerson, newTopic, startRealtimeStack } from './fixture.ts';
import type { Person, Stack } from './fixture.ts';
import { RawClient } from './raw-client.ts';

let stack: Stack;

beforeAll(async () => {
	stack = await startRealtimeStack();
}, 60_000);
afterAll(() => stack?.stop());

async function newMember(topic: string): Promise<Person> {
	const person = newPerson();
	await addMember(stack, topic, person);
	return person;
}

/** Sends `count` messages, each in its own transaction. */
async function send(topic: string, count: number): Promise<void> {
	const connection = await stack.connect();
	for (let n = 1; n <= count; n++) {
		const payload = JSON.stringify({ n });
		await connection.query(`select realtime.send($2::jsonb, 'n', $1)`, [topic, payload]);
	}
	await connection.end();
}

const replay = (since: unknown, limit?: unknown) => ({
	private: true,
	broadcast: { replay: { since, limit } }
});

test('the newest messages follow the reply, oldest first, each marked as replayed', async () => {
	const topic = newTopic();
	await send(topic, 5);
	const client = await RawClient.open(stack.url);
	await client.join(topic, replay(Date.now() - 60_000, 3), await newMember(topic));
	for (const n of [3, 4, 5]) {
		const { payload, joinRef } = await client.nextBroadcast();
		expect(payload.payload.n).toBe(n);
		expect(payload.meta).toEqual({ replayed: true, id: payload.payload.id });
		expect(joinRef).toBe('1');
	}
	await client.settle();
	expect(client.frames).toEqual([]);
	await client.close();
});

test('at most 25 are replayed, and none from before the requested time', async () => {
	const topic = newTopic();
	await send(topic, 30);
	const person = await newMember(topic);
	const client = await RawClient.open(stack.url);
	await client.join(topic, replay(0, 1_000), person);
	await client.settle();
	expect(client.frames.map((frame) => frame.payload.payload.n)).toEqual(
		Array.from({ length: 25 }, (_, index) => index + 6)
	);
	client.frames = [];
	await client.join(topic, replay(Date.now() + 60_000), person);
	await client.settle();
	expect(client.frames.filter((frame) => frame.event === 'broadcast')).toEqual([]);
	await client.close();
});

test('a version 1 client receives replays as JSON, without binary ones', async () => {
	const topic = newTopic();
	await stack.sql(`select realtime.send_binary('\\x0102', 'bytes', $1)`, [topic]);
	await stack.sql(`select realtime.send('{"n":1}', 'json', $1)`, [topic]);
	const person = await newMember(topic);
	const old = await RawClient.open(stack.url, '1.0.0');
	await old.join(topic, replay(0), person);
	expect((await old.nextBroadcast()).payload.event).toBe('json');
	const modern = await RawClient.open(stack.url);
	await modern.join(topic, replay(0), person);
	const bytes = await modern.nextBroadcast();
	expect([...bytes.payload.payload]).toEqual([1, 2]);
	expect(bytes.payload.meta.replayed).toBe(true);
	await Promise.all([old.close(), modern.close()]);
});

test('a replayed message does not arrive again from the stream', async () => {
	const topic = newTopic();
	const person = await newMember(topic);
	const clients = await Promise.all(Array.from({ length: 20 }, () => RawClient.open(stack.url)));
	const joins: Promise<unknown>[] = [];
	const connection = await stack.connect();
	// Each join races with the messages around it, each of which is either replayed or live.
	for (const [n, client] of clients.entries()) {
		await connection.query(`select realtime.send($2::jsonb, 'n', $1)`, [topic, `{"n":${n}}`]);
		joins.push(client.join(topic, replay(0), person));
	}
	await Promise.all(joins);
	await connection.query(`select realtime.send('{}', 'last', $1)`, [topic]);
	for (const client of clients) {
		await client.nextBroadcast('last');
		const ids = client.frames.map((frame) => frame.payload.meta?.id).filter(Boolean);
		expect(new Set(ids).size).toBe(ids.length);
	}
	await Promise.all([connection.end(), ...clients.map((client) => client.close())]);
});

test('replay is refused on public channels and with invalid numbers', async () => {
	const topic = newTopic();
	const person = await newMember(topic);
	const client = await RawClient.open(stack.url);
	const reason = async (config: object) =>
		(await client.join(topic, config, person)).payload.response.reason;
	expect(await reason({ ...replay(0), private: false })).toBe(
		'UnableToReplayMessages: Replay is not allowed for public channels'
	);
	for (const [since, limit] of [
		['soon', 1],
		[0, 'many'],
		[1.5, 1],
		[1e300, 1]
	]) {
		expect(await reason(replay(since, limit))).toBe(
			'UnableToReplayMessages: Replay params are not valid'
		);
	}
	await client.close();
});
