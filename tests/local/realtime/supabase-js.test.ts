import { createClient } from '@supabase/supabase-js';
import type { RealtimeChannel, SupabaseClient } from '@supabase/supabase-js';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
	addMember,
	newPerson,
	newTopic,
	PUBLISHABLE_KEY,
	signToken,
	startRealtimeStack
} from './fixture.ts';
import type { Person, Stack } from './fixture.ts';

let stack: Stack;
const clients: SupabaseClient[] = [];

beforeAll(async () => {
	stack = await startRealtimeStack();
}, 60_000);
afterAll(async () => {
	for (const client of clients) await client.realtime.disconnect();
	await stack?.stop();
});

/** A supabase-js client, signed in as a person. */
function clientOf(person: Person): SupabaseClient {
	const client = createClient(stack.url, PUBLISHABLE_KEY, {
		accessToken: async () => person.token
	});
	clients.push(client);
	return client;
}

/** Subscribes; resolves with the first status and its error. */
function subscribed(channel: RealtimeChannel): Promise<{ status: string; error?: Error }> {
	return new Promise((resolve) => {
		channel.subscribe((status, error) => resolve({ status, error }));
	});
}

function received(channel: RealtimeChannel, event: string): Promise<Record<string, unknown>> {
	return new Promise((resolve) => channel.on('broadcast', { event }, resolve));
}

async function member(topic: string, sends = false, config = {}) {
	const person = newPerson();
	await addMember(stack, topic, person, { sends });
	const client = clientOf(person);
	await client.realtime.setAuth();
	return {
		person,
		client,
		channel: client.channel(topic, { config: { private: true, ...config } })
	};
}

test('a member subscribes to a private channel and receives database broadcasts', async () => {
	const topic = newTopic();
	const { channel } = await member(topic);
	const message = received(channel, 'note');
	expect((await subscribed(channel)).status).toBe('SUBSCRIBED');
	await stack.sql(`select realtime.send('{"text":"hi"}', 'note', $1)`, [topic]);
	expect(await message).toMatchObject({
		...{ type: 'broadcast', event: 'note', payload: { text: 'hi' } },
		meta: { id: expect.any(String) }
	});
});

test('a stranger gets CHANNEL_ERROR with the reason', async () => {
	const topic = newTopic();
	const client = clientOf(newPerson());
	await client.realtime.setAuth();
	const channel = client.channel(topic, { config: { private: true } });
	const { status, error } = await subscribed(channel);
	expect(status).toBe('CHANNEL_ERROR');
	expect(error?.message).toContain('Unauthorized: You do not have permissions');
	await client.removeChannel(channel);
});

test('members send to each other with acknowledgement', async () => {
	const topic = newTopic();
	const acknowledged = { broadcast: { ack: true } };
	const [one, other] = [await member(topic, true, acknowledged), await member(topic)];
	const sender = one.channel;
	await subscribed(sender);
	const arrived = received(other.channel, 'typing');
	await subscribed(other.channel);
	const sent = await sender.send({ type: 'broadcast', event: 'typing', payload: { on: true } });
	expect(sent).toBe('ok');
	expect((await arrived).payload).toEqual({ on: true });
});

test('presence is shared', async () => {
	const topic = newTopic();
	const one = await member(topic, true, { presence: { key: 'one' } });
	const other = await member(topic, true, { presence: { key: 'two' } });
	const [tracker, watcher] = [one.channel, other.channel];
	const joined = new Promise((resolve) => watcher.on('presence', { event: 'join' }, resolve));
	const left = new Promise((resolve) => watcher.on('presence', { event: 'leave' }, resolve));
	await subscribed(watcher);
	await subscribed(tracker);
	expect(await tracker.track({ open: true })).toBe('ok');
	expect(await joined).toMatchObject({ key: 'one', newPresences: [{ open: true }] });
	expect(watcher.presenceState().one).toMatchObject([{ open: true }]);
	await one.client.removeChannel(tracker);
	expect(await left).toMatchObject({ key: 'one', leftPresences: [{ open: true }] });
});

test('httpSend and send before a subscription go over HTTP', async () => {
	const topic = newTopic();
	const [one, other] = [await member(topic, true), await member(topic)];
	const arrived = received(other.channel, 'note');
	await subscribed(other.channel);
	expect(await one.channel.httpSend('note', { n: 1 })).toEqual({ success: true });
	expect((await arrived).payload).toEqual({ n: 1 });
	await expect(other.channel.httpSend('note', {})).rejects.toThrow();
});

test('replayed messages are marked', async () => {
	const topic = newTopic();
	await stack.sql(`select realtime.send('{"n":1}', 'old', $1)`, [topic]);
	const replay = { since: Date.now() - 60_000, limit: 5 };
	const { channel } = await member(topic, false, { broadcast: { replay } });
	const message = received(channel, 'old');
	await subscribed(channel);
	expect((await message).meta).toMatchObject({ replayed: true });
});

test('a refreshed token keeps the channel open past the expiry of the first', async () => {
	const topic = newTopic();
	const person = { id: newPerson().id, token: '' };
	person.token = signToken({ sub: person.id }, { expiresIn: 3 });
	await addMember(stack, topic, person);
	const stale = clientOf({ ...person });
	const fresh = clientOf(person);
	const statuses: string[] = [];
	const closed = new Promise<void>((resolve) => {
		void stale.realtime.setAuth().then(() =>
			stale.channel(topic, { config: { private: true } }).subscribe((status) => {
				if (status === 'CLOSED') resolve();
			})
		);
	});
	await fresh.realtime.setAuth();
	const channel = fresh.channel(topic, { config: { private: true } });
	const message = received(channel, 'after');
	await new Promise<void>((resolve) =>
		channel.subscribe((status) => {
			statuses.push(status);
			resolve();
		})
	);
	person.token = signToken({ sub: person.id, renewed: true });
	await fresh.realtime.setAuth();
	await closed;
	await stack.sql(`select realtime.send('{}', 'after', $1)`, [topic]);
	await message;
	expect(statuses).toEqual(['SUBSCRIBED']);
}, 20_000);

test('removing a channel returns ok', async () => {
	const topic = newTopic();
	const { client, channel } = await member(topic);
	await subscribed(channel);
	expect(await client.removeChannel(channel)).toBe('ok');
});
