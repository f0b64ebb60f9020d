import { afterEach, expect, test, vi } from 'vitest';
import { Backoff } from '../../../supabase/local/realtime/backoff.ts';
import { watchForIdleness } from '../../../supabase/local/realtime/socket/idle-watch.ts';
import { addMember, newPerson, newTopic, startRealtimeStack } from './fixture.ts';
import type { FixtureOptions, Stack } from './fixture.ts';
import { RawClient } from './raw-client.ts';

// The connection to the database: opened by the first join, ready a moment before messages are streamed,
// and closed again after a long time without users.

let stack: Stack;
async function start(options: FixtureOptions): Promise<void> {
	stack = await startRealtimeStack({ atRest: true, ...options });
}
afterEach(() => stack?.stop());

const system = (client: RawClient) => client.next((frame) => frame.event === 'system');

async function member(topic: string) {
	const person = newPerson();
	await addMember(stack, topic, person);
	return { person, client: await RawClient.open(stack.url) };
}

test('messages sent right after the first join are lost until a system message reports the stream', async () => {
	await start({ limits: { provisionMs: 300 } });
	const topic = newTopic();
	const { client, person } = await member(topic);
	expect(stack.realtime.ready).toBe(false);
	const config = { private: true, broadcast: { replication_ready: true } };
	expect((await client.join(topic, config, person)).payload.status).toBe('ok');
	await stack.sql(`select realtime.send('{}', 'early', $1)`, [topic]);
	expect((await system(client)).payload).toMatchObject({
		status: 'ok',
		message: 'Replication connection established'
	});
	await stack.sql(`select realtime.send('{}', 'in time', $1)`, [topic]);
	expect((await client.nextBroadcast()).payload.event).toBe('in time');
	await client.close();
}, 60_000);

test('channels that request the stream close if it does not start in time', async () => {
	await start({ limits: { provisionMs: 60_000, replicationReadyMs: 100 } });
	const client = await RawClient.open(stack.url);
	await client.join(newTopic(), { broadcast: { replication_ready: true } });
	expect((await system(client)).payload).toMatchObject({
		status: 'error',
		message: 'Replication connection was not established in time'
	});
	await client.next((frame) => frame.event === 'phx_close');
	await client.close();
}, 60_000);

test('without a partition for today the first private joins are refused until it is created', async () => {
	await start({ janitor: false, limits: { provisionMs: 300 } });
	const topic = newTopic();
	const { client, person } = await member(topic);
	await stack.sql(`select realtime.send('{}', 'nowhere', $1)`, [topic]);
	const config = { private: true };
	expect((await client.join(topic, config, person)).payload.response.reason).toBe(
		'MissingPartition: Realtime was unable to find the expected messages partition'
	);
	expect(await stack.realtime.whenReady(10_000)).toBe(true);
	expect((await client.join(topic, config, person)).payload.status).toBe('ok');
	await stack.sql(`select realtime.send('{}', 'here', $1)`, [topic]);
	expect((await client.nextBroadcast()).payload.event).toBe('here');
	await client.close();
}, 60_000);

test('the connection closes after twelve checks without users, and the next join reopens it', async () => {
	await start({ limits: { userCheckMs: 20 } });
	const streams = async (count: number) => {
		for (let rows = -1; rows !== count;) {
			rows = (await stack.admin('select from pg_stat_replication')).rowCount ?? 0;
		}
	};
	for (let round = 0; round < 2; round++) {
		const client = await RawClient.open(stack.url);
		await client.join(newTopic());
		expect(await stack.realtime.whenReady(10_000)).toBe(true);
		await client.close();
		await streams(0);
		expect(stack.realtime.ready).toBe(false);
	}
}, 60_000);

test('eleven checks without users and one more interval close it, even if a user joins meanwhile', () => {
	vi.useFakeTimers();
	try {
		let users = 0;
		const ended = vi.fn();
		watchForIdleness(60_000, () => users, ended);
		vi.advanceTimersByTime(10 * 60_000);
		users = 1;
		vi.advanceTimersByTime(60_000);
		users = 0;
		vi.advanceTimersByTime(11 * 60_000);
		users = 1;
		vi.advanceTimersByTime(59_000);
		expect(ended).not.toHaveBeenCalled();
		vi.advanceTimersByTime(1_000);
		expect(ended).toHaveBeenCalledOnce();
	} finally {
		vi.useRealTimers();
	}
});

test('a lost stream reconnects after five to fifteen seconds, then up to three times as late', () => {
	const shortest = new Backoff(5_000, 300_000, () => 0);
	expect([shortest.next(), shortest.next()]).toEqual([5_000, 5_000]);
	const longest = new Backoff(5_000, 300_000, () => 1);
	const pauses = Array.from({ length: 5 }, () => longest.next());
	expect(pauses).toEqual([15_000, 45_000, 135_000, 300_000, 300_000]);
	longest.reset();
	expect(longest.next()).toBe(15_000);
});

test('a pending join holds the messages of its socket’s other channels', async () => {
	await start({ atRest: false });
	const [topic, locked] = [newTopic(), newTopic()];
	const { client, person } = await member(topic);
	await client.join(topic, { private: true }, person);
	const other = await RawClient.open(stack.url);
	await other.join(topic);
	const lock = await stack.connect();
	await lock.query('begin');
	await lock.query('lock table public.members in access exclusive mode');
	const join = client.join(locked, { private: true }, person);
	const waiting = `select from pg_stat_activity
		where application_name = 'realtime' and wait_event_type = 'Lock'`;
	while (((await stack.admin(waiting)).rowCount ?? 0) === 0);
	await stack.sql(`select realtime.send('{}', 'meanwhile', $1)`, [topic]);
	await stack.sql(`select realtime.send('{}', 'meanwhile', $1, false)`, [topic]);
	await other.nextBroadcast('meanwhile');
	expect(client.frames).toEqual([]);
	await lock.query('rollback');
	const expected = [await join, await client.nextBroadcast('meanwhile')];
	expect(client.history.slice(-2)).toEqual(expected);
	await Promise.all([lock.end(), client.close(), other.close()]);
}, 60_000);
