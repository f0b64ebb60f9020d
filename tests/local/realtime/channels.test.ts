import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
	addMember,
	newPerson,
	newTopic,
	SECRET_KEY,
	signToken,
	startRealtimeStack
} from './fixture.ts';
import type { Stack } from './fixture.ts';
import { RawClient } from './raw-client.ts';

let stack: Stack;

beforeAll(async () => {
	stack = await startRealtimeStack();
}, 60_000);
afterAll(() => stack?.stop());

describe.each(['1.0.0', '2.0.0'] as const)('on version %s', (version) => {
	test('a heartbeat is answered', async () => {
		const client = await RawClient.open(stack.url, version);
		const reply = await client.call('phoenix', 'heartbeat', {});
		expect(reply).toMatchObject({ topic: 'phoenix', payload: { status: 'ok', response: {} } });
		await client.close();
	});

	test('anyone joins a public channel and receives what others send, but not its own messages', async () => {
		const topic = newTopic();
		const [one, other] = [
			await RawClient.open(stack.url, version),
			await RawClient.open(stack.url)
		];
		const joined = await one.join(topic);
		expect(joined.payload).toEqual({ status: 'ok', response: { postgres_changes: [] } });
		await other.join(topic);
		const message = { type: 'broadcast', event: 'shout', payload: { n: 1 } };
		one.push(`realtime:${topic}`, 'broadcast', message, '1');
		expect((await other.nextBroadcast()).payload).toEqual(message);
		other.broadcast(topic, 'answer', { n: 2 });
		expect((await one.nextBroadcast()).payload).toMatchObject({
			event: 'answer',
			payload: { n: 2 }
		});
		await one.settle();
		expect(one.frames).toEqual([]);
		await Promise.all([one.close(), other.close()]);
	});

	test('a member joins a private channel and a stranger is refused', async () => {
		const topic = newTopic();
		const [member, stranger] = [newPerson(), newPerson()];
		await addMember(stack, topic, member);
		const client = await RawClient.open(stack.url, version);
		expect((await client.join(topic, { private: true }, stranger)).payload).toEqual({
			status: 'error',
			response: {
				reason: `Unauthorized: You do not have permissions to read from this Channel topic: ${topic}`
			}
		});
		expect((await client.join(topic, { private: true }, member)).payload.status).toBe('ok');
		await client.close();
	});

	test('leaving gets a reply and then closes the channel', async () => {
		const topic = newTopic();
		const client = await RawClient.open(stack.url, version);
		await client.join(topic);
		const reply = await client.call(`realtime:${topic}`, 'phx_leave', {}, '1');
		expect(reply.payload).toEqual({ status: 'ok', response: {} });
		const close = await client.next((frame) => frame.event === 'phx_close');
		expect(close).toMatchObject({ topic: `realtime:${topic}`, ref: '1', payload: {} });
		await stack.sql(`select realtime.send('{}', 'late', $1, false)`, [topic]);
		const pushed = await client.call(`realtime:${topic}`, 'broadcast', {}, '1');
		expect(pushed.payload).toEqual({ status: 'error', response: { reason: 'unmatched topic' } });
		expect(client.frames).toEqual([]);
		await client.close();
	});
});

test('pushes of a version 2 channel carry its join_ref, broadcasts carry none', async () => {
	const topic = newTopic();
	const client = await RawClient.open(stack.url);
	await client.call('phoenix', 'heartbeat', {});
	const joined = await client.join(topic, {
		broadcast: { self: true },
		presence: { enabled: true }
	});
	expect(joined).toMatchObject({ joinRef: '2', ref: '2' });
	const state = await client.next((frame) => frame.event === 'presence_state');
	expect(state).toMatchObject({ joinRef: '2', ref: null, payload: {} });
	client.broadcast(topic, 'x', {}, '2');
	expect(await client.nextBroadcast()).toMatchObject({ joinRef: null, ref: null, kind4: true });
	await client.close();
});

test('a second join of a topic replaces the first', async () => {
	const topic = newTopic();
	const client = await RawClient.open(stack.url);
	await client.join(topic, { broadcast: { self: true } });
	const second = await client.join(topic, { broadcast: { self: true } });
	const close = await client.next((frame) => frame.event === 'phx_close');
	expect(close.joinRef).toBe('1');
	expect(second).toMatchObject({ joinRef: '2', payload: { status: 'ok' } });
	client.broadcast(topic, 'once', {}, '2');
	await client.nextBroadcast('once');
	await client.settle();
	expect(client.frames).toEqual([]);
	await client.close();
});

test('a broadcast is acknowledged and echoed only on request', async () => {
	const topic = newTopic();
	const client = await RawClient.open(stack.url);
	await client.join(topic, { broadcast: { ack: 'true', self: 'true' } });
	const ref = client.broadcast(topic, 'x', { n: 1 });
	const answer = await client.next((frame) => frame.ref === ref);
	expect(answer.payload).toEqual({ status: 'ok', response: {} });
	expect((await client.nextBroadcast()).payload.payload).toEqual({ n: 1 });
	await client.close();
});

test('a broadcast without the right to write is dropped silently', async () => {
	const topic = newTopic();
	const [reader, writer] = [newPerson(), newPerson()];
	await addMember(stack, topic, reader);
	await addMember(stack, topic, writer, { sends: true });
	const config = { private: true, broadcast: { ack: true } };
	const [quiet, loud] = [await RawClient.open(stack.url), await RawClient.open(stack.url)];
	await quiet.join(topic, config, reader);
	await loud.join(topic, config, writer);
	const dropped = quiet.broadcast(topic, 'forged', {});
	await quiet.settle();
	const accepted = loud.broadcast(topic, 'real', {});
	await loud.next((frame) => frame.ref === accepted);
	expect((await quiet.nextBroadcast()).payload.event).toBe('real');
	await quiet.settle();
	expect(quiet.frames.filter((frame) => frame.ref === dropped)).toEqual([]);
	expect(loud.frames).toEqual([]);
	await Promise.all([quiet.close(), loud.close()]);
});

test('a person who may only send cannot join', async () => {
	const topic = newTopic();
	const person = newPerson();
	await stack.sql(`insert into public.members values ($1, $2, 'none', true)`, [topic, person.id]);
	const client = await RawClient.open(stack.url);
	expect((await client.join(topic, { private: true }, person)).payload.status).toBe('error');
	await client.close();
});

test('a reader of presence only joins and receives no broadcasts', async () => {
	const topic = newTopic();
	const person = newPerson();
	await addMember(stack, topic, person, { extensions: ['presence'] });
	const client = await RawClient.open(stack.url);
	const config = { private: true, presence: { enabled: true } };
	expect((await client.join(topic, config, person)).payload.status).toBe('ok');
	await client.next((frame) => frame.event === 'presence_state');
	const other = newPerson();
	await addMember(stack, topic, other);
	const witness = await RawClient.open(stack.url);
	await witness.join(topic, { private: true }, other);
	await stack.sql(`select realtime.send('{}', 'x', $1)`, [topic]);
	await witness.nextBroadcast();
	await client.settle();
	expect(client.frames).toEqual([]);
	await Promise.all([client.close(), witness.close()]);
});

test('the secret key bypasses every policy', async () => {
	const client = await RawClient.open(stack.url, '2.0.0', SECRET_KEY);
	expect((await client.join(newTopic(), { private: true })).payload.status).toBe('ok');
	await client.close();
});

test('an opaque key in a join counts as the socket’s key', async () => {
	const topic = newTopic();
	const person = newPerson();
	await addMember(stack, topic, person);
	const client = await RawClient.open(stack.url, '2.0.0', person.token);
	const payload = { config: { private: true }, access_token: SECRET_KEY };
	expect((await client.call(`realtime:${topic}`, 'phx_join', payload, '1')).payload.status).toBe(
		'ok'
	);
	const foreign = await client.call(`realtime:${newTopic()}`, 'phx_join', payload, '2');
	expect(foreign.payload.status).toBe('error');
	await client.close();
});

test('a policy that raises an error refuses the join and is logged', async () => {
	const topic = 'policy:not-a-uuid';
	await stack.sql(`create policy "Breaks" on realtime.messages for select to authenticated
		using (realtime.topic() like 'policy:%' and split_part(realtime.topic(), ':', 2)::uuid is not null)`);
	const client = await RawClient.open(stack.url);
	const { payload } = await client.join(topic, { private: true }, newPerson());
	expect(payload.response.reason).toBe(
		`Unauthorized: You do not have permissions to read from this Channel topic: ${topic}`
	);
	expect(stack.log.join('\n')).toContain('RlsPolicyError');
	await stack.sql(`drop policy "Breaks" on realtime.messages`);
	await client.close();
});

test('a policy that requires private or an event never matches, because probes have neither', async () => {
	const topic = newTopic();
	await stack.sql(`create policy "Too narrow" on realtime.messages for select to authenticated
		using (topic = '${topic}' and (private or event is not null or payload is not null))`);
	const client = await RawClient.open(stack.url);
	expect((await client.join(topic, { private: true }, newPerson())).payload.status).toBe('error');
	await stack.sql(`drop policy "Too narrow" on realtime.messages`);
	await client.close();
});

test('policies see the topic, the claims and the x- headers, and probes leave nothing behind', async () => {
	const topic = newTopic();
	await stack.sql(`create policy "Looks around" on realtime.messages for select to authenticated
		using (topic = '${topic}' and realtime.topic() = topic
			and current_setting('request.jwt.claim.sub') = 'someone'
			and current_setting('request.jwt.claims')::jsonb ->> 'shoe' = '42'
			and current_setting('request.headers')::jsonb is not null)`);
	const client = await RawClient.open(stack.url);
	const token = signToken({ sub: 'someone', shoe: '42' });
	const person = { id: 'someone', token };
	expect((await client.join(topic, { private: true }, person)).payload.status).toBe('ok');
	const { rows } = await stack.admin('select 1 from realtime.messages where topic = $1', [topic]);
	expect(rows).toEqual([]);
	await stack.sql(`drop policy "Looks around" on realtime.messages`);
	await client.close();
});

test('a join without a topic and a join of an unknown topic prefix are refused', async () => {
	const client = await RawClient.open(stack.url);
	expect((await client.join('')).payload.response).toEqual({
		reason: 'TopicNameRequired: You must provide a topic name'
	});
	const other = await client.call('room:1', 'phx_join', {}, '9');
	expect(other.payload.response).toEqual({ reason: 'unmatched topic' });
	await client.close();
});

test('a channel is notified on request when the replication stream is ready', async () => {
	const topic = newTopic();
	const client = await RawClient.open(stack.url);
	await client.join(topic, { broadcast: { replication_ready: true } });
	expect((await client.next((frame) => frame.event === 'system')).payload).toEqual({
		...{ extension: 'system', status: 'ok', channel: topic },
		message: 'Replication connection established'
	});
	await client.close();
});

test('Postgres Changes get an error, since they are not supported', async () => {
	const client = await RawClient.open(stack.url);
	const change = { event: '*', schema: 'public', table: 'x' };
	const { payload } = await client.join(newTopic(), { postgres_changes: [change] });
	expect(payload.response.postgres_changes).toMatchObject([change]);
	const system = await client.next((frame) => frame.event === 'system');
	expect(system.payload).toMatchObject({ extension: 'postgres_changes', status: 'error' });
	await client.close();
});
