import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
	type Bucket,
	PUBLISHABLE_KEY,
	startStorage,
	type StorageStack,
	textFile
} from './fixture.ts';
import { newPerson, signToken } from './people.ts';
import { expectRefusal, NO_OBJECT, NOT_ALLOWED, TOO_LARGE } from './refusals.ts';

let stack: StorageStack;
let bucket: string;
let service: Bucket;
const person = newPerson();

beforeAll(async () => {
	stack = await startStorage();
	({ id: bucket, service } = await stack.bucket());
	await service.upload('a/file.txt', textFile('signed'));
}, 60_000);
afterAll(() => stack?.stop());

const address = async (name = 'a/file.txt', seconds = 60) => {
	const { data } = await service.createSignedUrl(name, seconds);
	return new URL(data!.signedUrl);
};
const claimsOf = (token: string | null) =>
	JSON.parse(Buffer.from(token!.split('.')[1]!, 'base64url').toString());

describe('a signed address', () => {
	test('opens the file without a key, until the token ends', async () => {
		const url = await address();
		const response = await fetch(url);
		expect(await response.text()).toBe('signed');
		const claims = claimsOf(url.searchParams.get('token'));
		expect(claims).toEqual({
			...{ url: `${bucket}/a/file.txt`, scope: 'download' },
			...{ iat: expect.any(Number), exp: claims.iat + 60 }
		});
		expect(response.headers.get('expires')).toBe(new Date(claims.exp * 1000).toUTCString());
		expect(response.headers.has('cache-control')).toBe(false);
	});

	test('saves under the name that is asked for', async () => {
		const saved = async (url: string | URL) =>
			(await fetch(url)).headers.get('content-disposition');
		const { data } = await service.createSignedUrl('a/file.txt', 60, { download: 'My file.txt' });
		expect(await saved(data!.signedUrl)).toBe(
			`attachment; filename=My%20file.txt; filename*=UTF-8''My%20file.txt`
		);
		// Not by supabase-js, which encodes such a name twice (2.119).
		const url = await address();
		url.searchParams.set('download', 'Rechnung ä.txt');
		expect(await saved(url)).toContain(`filename*=UTF-8''Rechnung%20%C3%A4.txt`);
	});

	test('has ranges', async () => {
		const response = await fetch(await address(), { headers: { range: 'bytes=0-2' } });
		expect([response.status, await response.text()]).toEqual([206, 'sig']);
	});

	test('is for its object only', async () => {
		await service.upload('a/other.txt', textFile('other'));
		const url = await address();
		url.pathname = url.pathname.replace('file', 'other');
		const response = await fetch(url);
		expect(response.status).toBe(400);
		expect(await response.json()).toMatchObject({
			...{ statusCode: '400', error: 'InvalidSignature', message: 'Invalid signature' }
		});
	});

	test('that ended has the platform’s words', async () => {
		const url = await address();
		const claims = { url: `${bucket}/a/file.txt`, scope: 'download' };
		url.searchParams.set('token', signToken(claims, { expiresIn: -1 }));
		const response = await fetch(url);
		expect(response.status).toBe(400);
		expect(await response.json()).toEqual({
			...{ statusCode: '400', code: 'InvalidJWT', error: 'InvalidJWT' },
			message: '"exp" claim timestamp check failed'
		});
	});

	test.each([
		['changed', (token: string) => `${token.slice(0, -4)}AAAA`, 'signature verification failed'],
		['none', () => 'nonsense', 'Invalid Compact JWS'],
		['a user’s', () => person.token, 'Token is not scoped for download']
	])('with a token that is %s is refused', async (_what, change, message) => {
		const url = await address();
		url.searchParams.set('token', change(url.searchParams.get('token') ?? ''));
		const response = await fetch(url);
		expect(response.status).toBe(400);
		expect(await response.json()).toMatchObject({ message });
	});

	test('without a token is refused', async () => {
		const url = await address();
		url.search = '';
		expect(await (await fetch(url)).json()).toMatchObject({
			...{ statusCode: '400', message: `querystring must have required property 'token'` }
		});
	});

	test('of an object that is gone finds nothing', async () => {
		await service.upload('a/gone.txt', textFile());
		const url = await address('a/gone.txt');
		await service.remove(['a/gone.txt']);
		expect(await (await fetch(url)).json()).toMatchObject(NO_OBJECT);
	});

	test('opens what the object has become', async () => {
		await service.upload('a/new.txt', textFile('one'));
		const url = await address('a/new.txt');
		await service.upload('a/new.txt', textFile('two'), { upsert: true });
		expect(await (await fetch(url)).text()).toBe('two');
	});

	test('opens the file although its maker lost the right to read it', async () => {
		await service.upload(`${person.id}/mine.txt`, textFile('mine'));
		const own = stack.client(person.token).storage.from(bucket);
		const { data } = await own.createSignedUrl(`${person.id}/mine.txt`, 60);
		await stack.sql(`alter policy "Own files are read" on storage.objects using (false)`);
		try {
			expect(await (await fetch(data!.signedUrl)).text()).toBe('mine');
			expectRefusal(await own.createSignedUrl(`${person.id}/mine.txt`, 60), NO_OBJECT);
		} finally {
			await stack.sql(`
				alter policy "Own files are read" on storage.objects
				using ((storage.foldername(name))[1] = public.caller())`);
		}
	});

	test.each([`it's (1) & 2.txt`, 'a+b=c.txt', 'with, comma; and: colon.txt'])(
		'opens the name %s',
		async (name) => {
			await service.upload(name, textFile(name));
			expect(await (await fetch(await address(name))).text()).toBe(name);
		}
	);

	test.each([
		[{}, `body must have required property 'expiresIn'`],
		[{ expiresIn: 0 }, 'body/expiresIn must be >= 1'],
		[{ expiresIn: 1.5 }, 'body/expiresIn must be integer'],
		[{ expiresIn: 'soon' }, 'body/expiresIn must be integer']
	])('for %o is refused', async (body, message) => {
		const response = await fetch(`${stack.url}/storage/v1/object/sign/${bucket}/a/file.txt`, {
			method: 'POST',
			headers: { apikey: PUBLISHABLE_KEY, 'content-type': 'application/json' },
			body: JSON.stringify(body)
		});
		expect(response.status).toBe(400);
		expect(await response.json()).toEqual({
			...{ statusCode: '400', code: 'InvalidRequest', error: 'Error', message }
		});
	});

	test.each(['', '{', '[]'])('for the body %o is refused', async (body) => {
		const response = await fetch(`${stack.url}/storage/v1/object/sign/${bucket}/a/file.txt`, {
			method: 'POST',
			headers: { apikey: PUBLISHABLE_KEY, 'content-type': 'application/json' },
			body
		});
		expect([response.status, (await response.json()).code]).toEqual([400, 'InvalidRequest']);
	});
});

describe('many addresses', () => {
	test('are in the order of the paths, an error in the place of what cannot be read', async () => {
		const paths = ['none.txt', 'a/file.txt', 'ü'];
		const { data } = await service.createSignedUrls(paths, 60);
		const missing = 'Either the object does not exist or you do not have access to it';
		expect(data).toMatchObject([
			{ path: 'none.txt', error: missing, signedUrl: null },
			{ path: 'a/file.txt', error: null },
			{ path: 'ü', error: missing, signedUrl: null }
		]);
		expect(await (await fetch(data![1]!.signedUrl!)).text()).toBe('signed');
	});

	test('of no paths are refused', async () => {
		const { data, error } = await service.createSignedUrls([], 60);
		expectRefusal(
			{ data, error },
			{ statusCode: '400', message: 'body/paths must NOT have fewer than 1 items' }
		);
	});
});

describe('a signed upload', () => {
	test('stores as who asked for it, with the publishable key alone', async () => {
		const own = stack.client(person.token).storage.from(bucket);
		const name = `${person.id}/signed-upload.txt`;
		const { data } = await own.createSignedUploadUrl(name);
		const claims = claimsOf(data!.token);
		expect(claims).toMatchObject({ owner: person.id, upsert: false, scope: 'upload' });
		expect(claims.exp - claims.iat).toBe(7200);
		const anon = stack.client().storage.from(bucket);
		const uploaded = await anon.uploadToSignedUrl(name, data!.token, textFile('sent'));
		expect(uploaded.data).toMatchObject({ fullPath: `${bucket}/${name}` });
		const [row] = await stack.sql('select owner_id from storage.objects where name = $1', [name]);
		expect(row).toEqual({ owner_id: person.id });
	});

	test('is signed only with the right to store', async () => {
		const own = stack.client(person.token).storage.from(bucket);
		expectRefusal(await own.createSignedUploadUrl('elsewhere/x.txt'), NOT_ALLOWED);
		expectRefusal(await own.createSignedUploadUrl('ü'), NOT_ALLOWED);
	});

	test('stores once, unless it was signed to replace', async () => {
		const once = await service.createSignedUploadUrl('once.txt');
		const send = (token: string) => service.uploadToSignedUrl('once.txt', token, textFile());
		expect((await send(once.data!.token)).error).toBeNull();
		expectRefusal(await send(once.data!.token), {
			...{ statusCode: '409', message: 'The resource already exists' }
		});
		const again = await service.createSignedUploadUrl('once.txt', { upsert: true });
		expect((await send(again.data!.token)).error).toBeNull();
	});

	test('does not open the file, nor a download’s token the upload', async () => {
		const { data } = await service.createSignedUploadUrl('one-way.txt');
		await service.uploadToSignedUrl('one-way.txt', data!.token, textFile());
		const url = await address('one-way.txt');
		const token = url.searchParams.get('token')!;
		expectRefusal(await service.uploadToSignedUrl('one-way.txt', token, textFile()), {
			...{ statusCode: '400', message: 'Token is not scoped for upload' }
		});
		url.searchParams.set('token', data!.token);
		expect((await fetch(url)).status).toBe(400);
	});

	test('has the bucket’s limits', async () => {
		const { service } = await stack.bucket({ limit: 3 });
		const { data } = await service.createSignedUploadUrl('x.txt');
		expectRefusal(
			await service.uploadToSignedUrl('x.txt', data!.token, textFile('long')),
			TOO_LARGE
		);
	});
});
