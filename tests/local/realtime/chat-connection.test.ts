import { afterAll, beforeAll, expect, test } from 'vitest';
import { RealtimeConnection } from '../../../src/lib/support-chat/supabase/connection/realtime-connection.ts';
import type {
	RealtimeTopic,
	TopicOptions
} from '../../../src/lib/support-chat/supabase/connection/realtime-topic.ts';
import {
	addMember,
	newPerson,
	newTopic,
	PUBLISHABLE_KEY,
	signToken,
	startRealtimeStack
} from './fixture.ts';
import type { Person, Stack } from './fixture.ts';

// The chat's own client of Realtime, as the tests of supabase-js beside this: each test there that the chat
// depends on, and what realtime-js would do for it.

let stack: Stack;
const sockets: WebSocket[] = [];
const left: (() => void)[] = [];
const Real = globalThis.WebSocket;

beforeAll(async () => {
	globalThis.WebSocket = class extends Real {
		constructor(...args: ConstructorParameters<typeof Real>) {
			super(...args);
			sockets.push(this);
		}
	};
	stack = await startRealtimeStack();
}, 60_000);
afterAll(async () => {
	for (const leave of left) leave();
	for (const socket of sockets) socket.close();
	globalThis.WebSocket = Real;
	await stack?.stop();
});

const FROM_DATABASE = { broadcast: { replication_ready: true } } as const;

function connectionOf(person: Person): RealtimeConnection {
	return new RealtimeConnection({
		project: { url: stack.url, publishableKey: PUBLISHABLE_KEY },
		token: async () => person.token,
		reconnectAfterMs: () => 20
	});
}

async function member(topic: string, sends = false, config: TopicOptions = {}) {
	const person = newPerson();
	await addMember(stack, topic, person, { sends });
	const connection = connectionOf(person);
	await connection.setAuth();
	const channel = connection.channel(topic, { config });
	left.push(() => connection.removeChannel(channel));
	return { person, connection, channel };
}

/** Subscribes, and has each status so far; `next` resolves at the next one of a kind. */
function follow(channel: RealtimeTopic) {
	const statuses: string[] = [];
	const errors: (Error | undefined)[] = [];
	const waiting: { status: string; done: () => void }[] = [];
	channel.subscribe((status, error) => {
		statuses.push(status);
		errors.push(error);
		for (const wait of waiting.splice(0)) {
			if (wait.status === status) wait.done();
			else waiting.push(wait);
		}
	});
	const next = (status: string) => new Promise<void>((done) => waiting.push({ status, done }));
	return { statuses, errors, next };
}

async function joined(channel: RealtimeTopic) {
	const followed = follow(channel);
	await followed.next('SUBSCRIBED');
	return followed;
}

function received(channel: RealtimeTopic, event: string): Promise<{ payload: unknown }> {
	return new Promise((resolve) => channel.on('broadcast', { event }, resolve as () => void));
}

const sendFromDatabase = (topic: string, event: string) =>
	stack.sql(`select realtime.send('{"text":"hi"}', $2, $1)`, [topic, event]);

test('a member joins, is told that the database streams, and receives what it sends', async () => {
	const topic = newTopic();
	const { channel } = await member(topic, false, FROM_DATABASE);
	const streams = new Promise((resolve) => channel.on('system', {}, resolve as () => void));
	const [other, message] = [received(channel, 'other'), received(channel, 'note')];
	await joined(channel);
	expect(await streams).toMatchObject({ extension: 'system', status: 'ok' });
	await sendFromDatabase(topic, 'note');
	expect((await message).payload).toMatchObject({ text: 'hi' });
	expect(await Promise.race([other, Promise.resolve('none')])).toBe('none');
});

test('a stranger is told why', async () => {
	const connection = connectionOf(newPerson());
	await connection.setAuth();
	const channel = connection.channel(newTopic(), { config: {} });
	const { errors, next } = follow(channel);
	await next('CHANNEL_ERROR');
	connection.removeChannel(channel);
	expect(errors[0]!.message).toMatch(/^Unauthorized: You do not have permissions/);
});

test('an expired token is called one', async () => {
	const person = newPerson();
	const connection = connectionOf({
		...person,
		token: signToken({ sub: person.id }, { expiresIn: -60 })
	});
	await connection.setAuth();
	const channel = connection.channel(newTopic(), { config: {} });
	const { errors, next } = follow(channel);
	await next('CHANNEL_ERROR');
	connection.removeChannel(channel);
	expect(errors[0]!.message).toMatch(/jwt|token/i);
});

test('members send to each other, over one socket each', async () => {
	const topic = newTopic();
	const before = sockets.length;
	const [one, other] = [await member(topic, true), await member(topic)];
	const arrived = received(other.channel, 'typing');
	await joined(other.channel);
	await joined(one.channel);
	const second = newTopic();
	await addMember(stack, second, one.person);
	const further = one.connection.channel(second, { config: {} });
	await joined(further);
	expect(sockets).toHaveLength(before + 2);
	one.channel.send({ type: 'broadcast', event: 'typing', payload: { on: true } });
	expect((await arrived).payload).toEqual({ on: true });
	one.connection.removeChannel(further);
});

test('presence is shared, until a channel is left', async () => {
	const topic = newTopic();
	const one = await member(topic, true, { presence: { key: 'one' } });
	const other = await member(topic, true, { presence: { key: '' } });
	const changes: string[][] = [];
	const waiting = new Map<string, () => void>();
	const until = (keys: string) => new Promise<void>((done) => waiting.set(keys, done));
	other.channel.on('presence', { event: 'sync' }, () => {
		changes.push(Object.keys(other.channel.presenceState()));
		waiting.get(changes.at(-1)!.join())?.();
	});
	one.channel.on('presence', { event: 'sync' }, () => {});
	await joined(other.channel);
	await joined(one.channel);
	const present = until('one');
	one.channel.track({ open: true });
	await present;
	expect(other.channel.presenceState().one).toMatchObject([{ open: true }]);
	const gone = until('');
	one.channel.untrack();
	await gone;
	const again = until('one');
	one.channel.track({ open: false });
	await again;
	const left = until('');
	one.connection.removeChannel(one.channel);
	await left;
});

test('a lost socket is opened again, and its channels joined with the present token', async () => {
	const topic = newTopic();
	const { channel, person } = await member(topic);
	const message = received(channel, 'after');
	const { next, statuses } = await joined(channel);
	person.token = signToken({ sub: person.id, renewed: true });
	const [lost, back] = [next('CHANNEL_ERROR'), next('SUBSCRIBED')];
	sockets.at(-1)!.close();
	await lost;
	await back;
	await sendFromDatabase(topic, 'after');
	await message;
	expect(statuses).toEqual(['SUBSCRIBED', 'CHANNEL_ERROR', 'SUBSCRIBED']);
});

test('a topic that was just left is joined again', async () => {
	const topic = newTopic();
	const { channel, connection } = await member(topic);
	const first = await joined(channel);
	connection.removeChannel(channel);
	const second = connection.channel(topic, { config: {} });
	const message = received(second, 'note');
	const { statuses } = await joined(second);
	await sendFromDatabase(topic, 'note');
	await message;
	expect(statuses).toEqual(['SUBSCRIBED']);
	expect(first.statuses).toEqual(['SUBSCRIBED', 'CLOSED']);
	connection.removeChannel(second);
});

test('a renewed token keeps the channel open past the expiry of the first', async () => {
	const topic = newTopic();
	const person = { id: newPerson().id, token: '' };
	person.token = signToken({ sub: person.id }, { expiresIn: 3 });
	await addMember(stack, topic, person);
	const [stale, fresh] = [connectionOf({ ...person }), connectionOf(person)];
	await stale.setAuth();
	await fresh.setAuth();
	const ending = stale.channel(topic, { config: {} });
	const { next } = await joined(ending);
	const ended = next('CLOSED');
	const channel = fresh.channel(topic, { config: {} });
	const message = received(channel, 'after');
	const { statuses } = await joined(channel);
	person.token = signToken({ sub: person.id, renewed: true });
	await fresh.setAuth();
	await ended;
	await sendFromDatabase(topic, 'after');
	await message;
	expect(statuses).toEqual(['SUBSCRIBED']);
	fresh.removeChannel(channel);
	stale.removeChannel(ending);
}, 20_000);
