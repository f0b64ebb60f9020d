import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SECRET_KEY, startStorage, type StorageStack, textFile } from './fixture.ts';
import { newPerson, signToken } from './people.ts';
import { NO_BUCKET, NO_OBJECT } from './refusals.ts';

let stack: StorageStack;
let bucket: string;
const [alice, bob] = [newPerson(), newPerson()];

beforeAll(async () => {
	stack = await startStorage();
	const { id, service } = await stack.bucket();
	bucket = id;
	await service.upload(`${alice.id}/hers.txt`, textFile('hers'));
}, 60_000);
afterAll(() => stack?.stop());

describe('a token', () => {
	const call = (headers: Record<string, string>, path = 'object/authenticated') =>
		fetch(`${stack.url}/storage/v1/${path}/${bucket}/${alice.id}/hers.txt`, { headers });

	test.each([
		['that ended', () => signToken({ sub: alice.id, role: 'authenticated' }, { expiresIn: -60 })],
		[
			'signed with another key',
			() => signToken({ role: 'service_role' }, { secret: 'x'.repeat(32) })
		],
		['signed another way', () => signToken({ role: 'service_role' }, { alg: 'HS512' })],
		['without a signature', () => `${signToken({}).split('.').slice(0, 2).join('.')}.`],
		['that is none', () => 'nonsense']
	])('%s is refused', async (_what, token) => {
		const response = await call({ authorization: `Bearer ${token()}` });
		expect(response.status).toBe(400);
		expect(await response.json()).toMatchObject({ statusCode: '403', error: 'Unauthorized' });
	});

	test('that ended has the words of the platform', async () => {
		const token = signToken({ role: 'authenticated' }, { expiresIn: -60 });
		const response = await call({ authorization: `Bearer ${token}` });
		expect(await response.json()).toMatchObject({
			message: '"exp" claim timestamp check failed'
		});
	});

	test('without a role is asked as anon', async () => {
		const response = await call({ authorization: `Bearer ${signToken({ sub: alice.id })}` });
		expect(await response.json()).toMatchObject(NO_OBJECT);
	});

	test('that is missing is named', async () => {
		const response = await call({});
		expect(response.status).toBe(400);
		expect(await response.json()).toEqual({
			...{ statusCode: '400', code: 'InvalidRequest', error: 'Error' },
			message: `headers must have required property 'authorization'`
		});
	});

	test('may be missing or wrong on the address without a name, which shows public buckets only', async () => {
		const wrong: Record<string, string> = { authorization: 'Bearer nonsense' };
		for (const headers of [{}, wrong]) {
			expect(await (await call(headers, 'object')).json()).toMatchObject(NO_BUCKET);
		}
	});

	test('of the secret key reads everything; as a bearer token the key itself is none', async () => {
		expect((await call({ apikey: SECRET_KEY })).status).toBe(200);
		const response = await call({ authorization: `Bearer ${SECRET_KEY}` });
		expect(response.status).toBe(400);
	});

	test('of a user counts more than the key beside it', async () => {
		const headers = { apikey: SECRET_KEY, authorization: `Bearer ${bob.token}` };
		expect(await (await call(headers)).json()).toMatchObject(NO_OBJECT);
	});
});
