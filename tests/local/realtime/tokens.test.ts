import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addMember, newPerson, newTopic, signToken, startRealtimeStack } from './fixture.ts';
import type { Person, Stack } from './fixture.ts';
import { RawClient } from './raw-client.ts';

let stack: Stack;

beforeAll(async () => {
	stack = await startRealtimeStack();
}, 60_000);
afterAll(() => stack?.stop());

const system = (client: RawClient) => client.next((frame) => frame.event === 'system');
const closed = (client: RawClient) => client.next((frame) => frame.event === 'phx_close');

/** Joins a private topic as a new member. */
async function joined(person: Person = newPerson(), sends = false) {
	const topic = newTopic();
	await addMember(stack, topic, person, { sends });
	const client = await RawClient.open(stack.url);
	const reply = await client.join(topic, { private: true }, person);
	expect(reply.payload.status).toBe('ok');
	return { topic, client, person };
}

/** Sends a handshake; resolves with its status and body, 101 for an upgrade. */
function handshake(query: string, headers = {}): Promise<{ status?: number; body: string }> {
	return new Promise((resolve, reject) => {
		const outgoing = request(`${stack.url}/realtime/v1/websocket?${query}`, {
			headers: {
				...{ connection: 'Upgrade', upgrade: 'websocket', 'sec-websocket-version': '13' },
				...{ 'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==', ...headers }
			}
		});
		outgoing.on('upgrade', (_, socket) => {
			socket.destroy();
			resolve({ status: 101, body: '' });
		});
		outgoing.on('response', (response) => {
			text(response).then((body) => resolve({ status: response.statusCode, body }), reject);
		});
		outgoing.on('error', reject);
		outgoing.end();
	});
}

test('a handshake needs a valid key', async () => {
	const expired = signToken({ role: 'anon' }, { expiresIn: -5 });
	for (const [query, reason] of [
		['vsn=2.0.0', 'API key is missing'],
		['vsn=2.0.0&apikey=sb_publishable_unknown', 'The token provided is not a valid JWT'],
		[`vsn=2.0.0&apikey=${signToken({}, { secret: 'other' })}`, 'Failed to validate JWT signature'],
		[`vsn=2.0.0&apikey=${expired}`, 'Token has expired'],
		[`vsn=2.0.0&apikey=${signToken({ role: undefined })}`, 'Fields `role` and `exp`']
	]) {
		const { status, body } = await handshake(query ?? '');
		expect(status).toBe(401);
		expect(Object.keys(JSON.parse(body))).toEqual(['error']);
		expect(JSON.parse(body).error).toContain(reason);
	}
});

test('a signed key is read from the query or from the header x-api-key', async () => {
	const key = signToken({ role: 'anon' });
	expect((await handshake(`vsn=1.0.0&apikey=${key}`)).status).toBe(101);
	expect((await handshake('vsn=2.0.0', { 'x-api-key': key })).status).toBe(101);
	expect((await handshake(`apikey=${key}`)).status).toBe(101);
	expect(await handshake(`vsn=3.0.0&apikey=${key}`)).toEqual({ status: 403, body: '' });
});

test('a join with an invalid token is refused with the reason', async () => {
	const client = await RawClient.open(stack.url);
	const reason = async (token: string) => {
		const reply = await client.join(newTopic(), {}, { id: '', token });
		expect(reply.payload.status).toBe('error');
		return reply.payload.response.reason;
	};
	expect(await reason(signToken({}, { expiresIn: -60 }))).toMatch(
		/^InvalidJWTToken: Token has expired 6\d seconds ago$/
	);
	expect(await reason('nonsense')).toBe('MalformedJWT: The token provided is not a valid JWT');
	expect(await reason('a.b.c')).toBe('MalformedJWT: The token provided is not a valid JWT');
	expect(await reason(signToken({}, { secret: 'other' }))).toBe(
		'JwtSignatureError: Failed to validate JWT signature'
	);
	expect(await reason(signToken({}, { alg: 'none' }))).toContain('JwtSignerError: ');
	expect(await reason(signToken({ exp: undefined }))).toBe(
		'InvalidJWTToken: Fields `role` and `exp` are required in JWT'
	);
	await client.close();
});

test('a channel closes when its token expires', async () => {
	const id = newPerson().id;
	const { client, topic } = await joined({ id, token: signToken({ sub: id }, { expiresIn: 2 }) });
	expect((await system(client)).payload).toEqual({
		...{ extension: 'system', status: 'error', channel: topic },
		message: expect.stringMatching(/^Token has expired \d+ seconds ago$/)
	});
	await closed(client);
	await client.close();
});

test('a new token before the expiry keeps the channel open', async () => {
	const id = newPerson().id;
	const { client, topic } = await joined({ id, token: signToken({ sub: id }, { expiresIn: 2 }) });
	const fresh = signToken({ sub: id, fresh: true });
	client.push(`realtime:${topic}`, 'access_token', { access_token: fresh }, '1');
	const other = await joined({ id, token: signToken({ sub: id }, { expiresIn: 3 }) });
	await closed(other.client);
	await stack.sql(`select realtime.send('{}', 'still here', $1)`, [topic]);
	await client.nextBroadcast('still here');
	await Promise.all([client.close(), other.client.close()]);
});

test('a new token repeats the policy check, and a lost right closes the channel', async () => {
	const { client, topic, person } = await joined();
	await stack.sql('delete from public.members where topic = $1', [topic]);
	await stack.sql(`select realtime.send('{}', 'not asked yet', $1)`, [topic]);
	await client.nextBroadcast('not asked yet');
	const token = signToken({ sub: person.id, n: 2 });
	client.push(`realtime:${topic}`, 'access_token', { access_token: token }, '1');
	const { payload } = await system(client);
	expect(payload).toMatchObject({
		status: 'error',
		message: `You do not have permissions to read from this Channel topic: ${topic}`
	});
	await closed(client);
	await client.close();
});

test('losing one of two read rights closes the channel as well', async () => {
	const topic = newTopic();
	const person = newPerson();
	await addMember(stack, topic, person);
	const client = await RawClient.open(stack.url);
	await client.join(topic, { private: true, presence: { enabled: true } }, person);
	await stack.sql(`delete from public.members where topic = $1 and extension = 'presence'`, [
		topic
	]);
	const token = signToken({ sub: person.id, n: 2 });
	client.push(`realtime:${topic}`, 'access_token', { access_token: token }, '1');
	expect((await system(client)).payload.message).toBe(
		`You no longer have permission to read from this Channel topic: ${topic}`
	);
	await client.close();
});

test('the right to write is kept until a new token arrives', async () => {
	const { client, topic, person } = await joined(newPerson(), true);
	const other = newPerson();
	await addMember(stack, topic, other);
	const witness = await RawClient.open(stack.url);
	await witness.join(topic, { private: true }, other);
	client.broadcast(topic, 'first', {});
	await witness.nextBroadcast('first');
	await stack.sql('update public.members set sends = false where topic = $1', [topic]);
	client.broadcast(topic, 'cached', {});
	await witness.nextBroadcast('cached');
	const token = signToken({ sub: person.id, n: 2 });
	client.push(`realtime:${topic}`, 'access_token', { access_token: token }, '1');
	client.broadcast(topic, 'too late', {});
	await client.settle();
	await stack.sql(`select realtime.send('{}', 'last', $1)`, [topic]);
	expect((await witness.nextBroadcast()).payload.event).toBe('last');
	await Promise.all([client.close(), witness.close()]);
});

test('an invalid token on a joined channel closes it, and keys and nulls change nothing', async () => {
	const { client, topic } = await joined();
	for (const token of [null, 'sb_publishable_x', 7, undefined]) {
		client.push(`realtime:${topic}`, 'access_token', { access_token: token }, '1');
	}
	await stack.sql(`select realtime.send('{}', 'still here', $1)`, [topic]);
	await client.nextBroadcast('still here');
	client.push(`realtime:${topic}`, 'access_token', { access_token: 'nonsense' }, '1');
	expect((await system(client)).payload.message).toBe('The token provided is not a valid JWT');
	await closed(client);
	await client.close();
});
