import { afterAll, beforeAll, expect, test } from 'vitest';
import { addMember, newPerson, newTopic, startRealtimeStack } from './fixture.ts';
import type { Person, Stack } from './fixture.ts';
import { RawClient } from './raw-client.ts';

let stack: Stack;

beforeAll(async () => {
	stack = await startRealtimeStack();
}, 60_000);
afterAll(() => stack?.stop());

const ENABLED = { presence: { enabled: true, key: '' } };
const state = (client: RawClient) => client.next((frame) => frame.event === 'presence_state');
const diff = (client: RawClient) => client.next((frame) => frame.event === 'presence_diff');

async function join(topic: string, config: object = ENABLED, person?: Person) {
	const client = await RawClient.open(stack.url);
	expect((await client.join(topic, config, person)).payload.status).toBe('ok');
	return client;
}

function track(client: RawClient, topic: string, payload?: unknown) {
	const call = { type: 'presence', event: 'track', ...(payload !== undefined && { payload }) };
	return client.call(`realtime:${topic}`, 'presence', call, '1');
}

function untrack(client: RawClient, topic: string) {
	return client.call(`realtime:${topic}`, 'presence', { type: 'presence', event: 'untrack' }, '1');
}

test('a join receives the presence state, and then every change', async () => {
	const topic = newTopic();
	const ann = await join(topic, { presence: { enabled: true, key: 'ann' } });
	expect((await state(ann)).payload).toEqual({});
	expect((await track(ann, topic, { mood: 'good' })).payload.status).toBe('ok');
	const own = (await diff(ann)).payload;
	expect(own).toEqual({
		joins: { ann: { metas: [{ mood: 'good', phx_ref: expect.any(String) }] } },
		leaves: {}
	});

	const bob = await join(topic, { presence: { enabled: true, key: 'bob' } });
	expect((await state(bob)).payload).toEqual(own.joins);

	await track(ann, topic, { mood: 'bad' });
	const changed = (await diff(bob)).payload;
	const before = own.joins.ann.metas[0];
	expect(changed.leaves.ann.metas).toEqual([before]);
	expect(changed.joins.ann.metas).toEqual([
		{ mood: 'bad', phx_ref: expect.any(String), phx_ref_prev: before.phx_ref }
	]);

	await untrack(ann, topic);
	expect((await diff(bob)).payload.leaves.ann.metas[0].mood).toBe('bad');
	await Promise.all([ann.close(), bob.close()]);
});

test('tracking the same payload again changes nothing, and a lost socket leaves', async () => {
	const topic = newTopic();
	const [ann, bob] = [await join(topic), await join(topic)];
	await track(ann, topic, { n: 1 });
	await diff(bob);
	expect((await track(ann, topic, { n: 1 })).payload.status).toBe('ok');
	ann.socket.terminate();
	const last = (await diff(bob)).payload;
	expect(last.joins).toEqual({});
	expect(Object.values(last.leaves)).toMatchObject([{ metas: [{ n: 1 }] }]);
	await bob.close();
});

test('two connections with one key have two metas', async () => {
	const topic = newTopic();
	const config = { presence: { enabled: true, key: 'same' } };
	const [one, two] = [await join(topic, config), await join(topic, config)];
	await track(one, topic, { n: 1 });
	await track(two, topic, { n: 2 });
	const late = await join(topic);
	expect((await state(late)).payload.same.metas).toMatchObject([{ n: 1 }, { n: 2 }]);
	await Promise.all([one.close(), two.close(), late.close()]);
});

test('a channel without presence receives no state, even when tracking turns it on', async () => {
	const topic = newTopic();
	const [ann, bob] = [await join(topic), await join(topic, {})];
	await track(ann, topic, { n: 1 });
	await diff(bob);
	await bob.settle();
	expect(bob.frames).toEqual([]);
	await track(bob, topic, { n: 2 });
	await diff(bob);
	await bob.settle();
	expect(bob.frames).toEqual([]);
	await Promise.all([ann.close(), bob.close()]);
});

test('a private channel allows only the presence that its policies permit', async () => {
	const topic = newTopic();
	const [host, guest, deaf] = [newPerson(), newPerson(), newPerson()];
	await addMember(stack, topic, host, { sends: true });
	await addMember(stack, topic, guest);
	await addMember(stack, topic, deaf, { extensions: ['broadcast'] });
	const config = { private: true, ...ENABLED };
	const clients = [
		await join(topic, config, host),
		await join(topic, config, guest),
		await join(topic, config, deaf)
	] as const;
	const [hosting, visiting, listening] = clients;
	expect((await track(visiting, topic, { n: 1 })).payload).toEqual({
		status: 'error',
		response: {}
	});
	expect((await track(hosting, topic, { n: 2 })).payload.status).toBe('ok');
	const { joins } = (await diff(visiting)).payload;
	expect(Object.values(joins)).toMatchObject([{ metas: [{ n: 2 }] }]);
	await listening.settle();
	expect(listening.frames).toEqual([]);
	await Promise.all(clients.map((client) => client.close()));
});

test('a payload that is not an object and an unknown call are refused', async () => {
	const topic = newTopic();
	const client = await join(topic);
	expect((await track(client, topic, 'here')).payload).toEqual({
		status: 'error',
		response: { reason: 'Presence track payload must be a map' }
	});
	const unknown = await client.call(`realtime:${topic}`, 'presence', { event: 'dance' }, '1');
	expect(unknown.payload.status).toBe('error');
	await client.close();
});

test('keys and payloads named like object members are ordinary names', async () => {
	const topic = newTopic();
	const client = await join(topic, { presence: { enabled: true, key: '__proto__' } });
	await track(client, topic, JSON.parse('{"__proto__":{"a":1},"constructor":2}'));
	const other = await join(topic);
	const { payload } = await state(other);
	expect(Object.keys(payload)).toEqual(['__proto__']);
	expect(({} as Record<string, unknown>).a).toBeUndefined();
	await Promise.all([client.close(), other.close()]);
});

test('the sixth presence call within half a minute closes the channel', async () => {
	const topic = newTopic();
	const client = await join(topic);
	for (let n = 0; n < 5; n++) expect((await track(client, topic, { n })).payload.status).toBe('ok');
	client.push(`realtime:${topic}`, 'presence', { event: 'track', payload: { n: 5 } }, '1');
	const { payload } = await client.next((frame) => frame.event === 'system');
	expect(payload).toMatchObject({
		status: 'error',
		message: 'Client presence rate limit exceeded'
	});
	await client.next((frame) => frame.event === 'phx_close');
	await client.close();
});
