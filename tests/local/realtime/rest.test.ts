import { afterAll, beforeAll, expect, test } from 'vitest';
import {
	addMember,
	newPerson,
	newTopic,
	PUBLISHABLE_KEY,
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

function post(path: string, body: unknown, token = PUBLISHABLE_KEY, headers = {}) {
	return fetch(`${stack.url}/realtime/v1/api/broadcast${path}`, {
		method: 'POST',
		headers: { 'content-type': 'application/json', authorization: `Bearer ${token}`, ...headers },
		body: body instanceof Uint8Array ? new Blob([body as BlobPart]) : JSON.stringify(body)
	});
}

test('a batch reaches public channels as JSON', async () => {
	const topic = newTopic();
	const client = await RawClient.open(stack.url);
	await client.join(topic);
	const messages = [1, 2].map((n) => ({ topic, event: 'n', payload: { n } }));
	const response = await post('', { messages });
	expect(response.status).toBe(202);
	expect(await response.text()).toBe('');
	for (const n of [1, 2]) {
		const frame = await client.nextBroadcast();
		expect(frame.kind4).toBe(false);
		expect(frame.payload).toEqual({ type: 'broadcast', event: 'n', payload: { n } });
	}
	await client.close();
});

test('a batch to a private topic without the right is accepted and dropped', async () => {
	const topic = newTopic();
	const [reader, writer] = [newPerson(), newPerson()];
	await addMember(stack, topic, reader);
	await addMember(stack, topic, writer, { sends: true });
	const client = await RawClient.open(stack.url);
	await client.join(topic, { private: true }, reader);
	const messages = (event: string) => [{ topic, event, payload: {}, private: true }];
	expect((await post('', { messages: messages('forged') }, reader.token)).status).toBe(202);
	expect((await post('', { messages: messages('real') }, writer.token)).status).toBe(202);
	expect((await client.nextBroadcast()).payload.event).toBe('real');
	await client.close();
});

test('a single message gets 403 without the right, and carries JSON or bytes with it', async () => {
	const topic = newTopic();
	const [reader, writer] = [newPerson(), newPerson()];
	await addMember(stack, topic, reader);
	await addMember(stack, topic, writer, { sends: true });
	const client = await RawClient.open(stack.url);
	await client.join(topic, { private: true }, reader);
	const path = `/${encodeURIComponent(topic)}/events/${encodeURIComponent('a b')}?private=true`;
	expect((await post(path, { n: 1 }, reader.token)).status).toBe(403);
	expect((await post(path, { n: 2 }, writer.token)).status).toBe(202);
	const json = await client.nextBroadcast();
	expect(json.payload).toEqual({ type: 'broadcast', event: 'a b', payload: { n: 2 } });
	const bytes = new Uint8Array([1, 0, 2]);
	const octets = { 'content-type': 'application/octet-stream' };
	expect((await post(path, bytes, writer.token, octets)).status).toBe(202);
	expect([...(await client.nextBroadcast()).payload.payload]).toEqual([1, 0, 2]);
	expect((await post(path, { n: 3 }, SECRET_KEY)).status).toBe(202);
	await client.nextBroadcast();
	await client.close();
});

test('a caller without a valid key or token is refused', async () => {
	const expired = signToken({}, { expiresIn: -1 });
	for (const token of ['nonsense', expired, signToken({}, { secret: 'other' })]) {
		expect((await post('', { messages: [] }, token)).status).toBe(401);
	}
	expect((await post('', { messages: [] }, '')).status).toBe(500);
	const headers = { authorization: '', apikey: PUBLISHABLE_KEY };
	const topic = newTopic();
	const messages = [{ topic, event: 'e', payload: {} }];
	expect((await post('', { messages }, '', headers)).status).toBe(202);
});

test('a batch without a JSON content type counts as empty', async () => {
	const messages = [{ topic: newTopic(), event: 'e', payload: {} }];
	const headers = { 'content-type': 'text/plain' };
	const response = await post('', { messages }, PUBLISHABLE_KEY, headers);
	expect(response.status).toBe(422);
	expect(await response.json()).toEqual({ errors: { messages: ["can't be blank"] } });
});

test('bodies that are not messages are refused with the missing fields', async () => {
	expect((await post('', {})).status).toBe(422);
	expect((await post('', null)).status).toBe(422);
	const response = await post('', { messages: [{ topic: 't' }, 'x'] });
	expect(response.status).toBe(422);
	const blank = ["can't be blank"];
	expect(await response.json()).toEqual({
		errors: {
			messages: [
				{ event: blank, payload: blank },
				{ topic: blank, event: blank, payload: blank }
			]
		}
	});
	const broken = new TextEncoder().encode('{');
	expect((await post('', broken)).status).toBe(400);
	expect((await post('/%E0%A4%A/events/x', {})).status).toBe(400);
	expect((await fetch(`${stack.url}/realtime/v1/api/broadcast`)).status).toBe(405);
	expect((await post('/other', {})).status).toBe(404);
});
