import { afterEach, beforeEach, expect, test } from 'vitest';
import { addMember, newPerson, newTopic, startRealtimeStack } from './fixture.ts';
import type { Stack } from './fixture.ts';
import { RawClient } from './raw-client.ts';

let stack: Stack;

// Long enough to act while the stream is down.
const RECONNECT_MS = 700;

beforeEach(async () => {
	stack = await startRealtimeStack({
		limits: { minReconnectMs: RECONNECT_MS, maxReconnectMs: RECONNECT_MS }
	});
}, 60_000);
afterEach(() => stack?.stop());

async function listener(topic: string) {
	const person = newPerson();
	await addMember(stack, topic, person, { sends: true });
	const client = await RawClient.open(stack.url);
	expect((await client.join(topic, { private: true }, person)).payload.status).toBe('ok');
	return { client, person };
}

/** Terminates the replication connection and waits until it is gone. */
async function cutStream(): Promise<void> {
	await stack.admin('select pg_terminate_backend(pid) from pg_stat_replication');
	for (let rows = 1; rows > 0;) {
		rows = (await stack.admin('select from pg_stat_replication')).rowCount ?? 0;
	}
}

test('messages committed while the stream is down are lost, and later ones arrive once', async () => {
	const topic = newTopic();
	const { client } = await listener(topic);
	await stack.sql(`select realtime.send('{}', 'before', $1)`, [topic]);
	await client.nextBroadcast('before');
	await cutStream();
	await stack.sql(`select realtime.send('{}', 'lost', $1)`, [topic]);
	expect(await stack.realtime.whenReady(10_000)).toBe(true);
	await stack.sql(`select realtime.send('{}', 'after', $1)`, [topic]);
	expect((await client.nextBroadcast()).payload.event).toBe('after');
	await client.settle();
	expect(client.frames).toEqual([]);
	const slots = await stack.admin('select temporary, active from pg_replication_slots');
	expect(slots.rows).toEqual([{ temporary: true, active: true }]);
	await client.close();
}, 30_000);

test('channels survive a restart of Postgres and receive later messages', async () => {
	const topic = newTopic();
	const { client, person } = await listener(topic);
	await stack.postgres.restart();
	expect(await stack.realtime.whenReady(10_000)).toBe(true);
	await stack.sql(`select realtime.send('{}', 'after', $1)`, [topic]);
	expect((await client.nextBroadcast()).payload.event).toBe('after');
	const late = await RawClient.open(stack.url);
	expect((await late.join(topic, { private: true }, person)).payload.status).toBe('ok');
	client.broadcast(topic, 'hello', {});
	await late.nextBroadcast('hello');
	await Promise.all([client.close(), late.close()]);
}, 30_000);

test('while Postgres is down private joins are refused, channels stay, and sends with unknown rights are dropped', async () => {
	const topic = newTopic();
	const [one, two] = [await listener(topic), await listener(topic)];
	one.client.broadcast(topic, 'known', {});
	await two.client.nextBroadcast('known');
	await stack.postgres.stop();
	const refused = await two.client.join(newTopic(), { private: true }, two.person);
	const reason = 'IncreaseConnectionPool: Please increase your connection pool size';
	expect(refused.payload).toEqual({ status: 'error', response: { reason } });
	// A public channel needs no database.
	expect((await two.client.join(newTopic())).payload.status).toBe('ok');
	two.client.broadcast(topic, 'unknown', {});
	await two.client.settle();
	one.client.broadcast(topic, 'still known', {});
	await two.client.nextBroadcast('still known');
	await one.client.settle();
	expect(one.client.frames).toEqual([]);

	const early = await stack.serve({});
	const first = await RawClient.open(early.url);
	const join = async () => (await first.join(newTopic())).payload.response.reason;
	for (let n = 0; n < 3; n++) {
		expect(await join()).toBe(
			'UnableToConnectToProject: Realtime was unable to connect to the project database'
		);
	}
	expect(await join()).toBe(
		'DatabaseConnectionRateLimitReached: Too many database connections attempts per second'
	);
	await first.close();
	await stack.postgres.restart();
	expect(await stack.realtime.whenReady(10_000)).toBe(true);
	await stack.sql(`select realtime.send('{}', 'back', $1)`, [topic]);
	await Promise.all([one.client.nextBroadcast('back'), two.client.nextBroadcast('back')]);
	await Promise.all([one.client.close(), two.client.close()]);
}, 30_000);

test('a connection lost during a policy check refuses one join as unauthorized', async () => {
	const topic = newTopic();
	const { client, person } = await listener(topic);
	const lock = await stack.connect();
	await lock.query('begin');
	await lock.query('lock table public.members in access exclusive mode');
	const other = await RawClient.open(stack.url);
	const join = other.join(topic, { private: true }, person);
	for (let rows = 0; rows === 0;) {
		const waiting = `select pg_terminate_backend(pid) from pg_stat_activity
			where application_name = 'realtime' and wait_event_type = 'Lock'`;
		rows = (await stack.admin(waiting)).rowCount ?? 0;
	}
	expect((await join).payload.response.reason).toMatch(/^Unauthorized: /);
	await lock.query('rollback');
	expect((await other.join(topic, { private: true }, person)).payload.status).toBe('ok');
	await Promise.all([lock.end(), client.close(), other.close()]);
}, 30_000);
