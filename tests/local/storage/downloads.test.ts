import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Bucket, SECRET_KEY, startStorage, type StorageStack, textFile } from './fixture.ts';
import { newPerson } from './people.ts';
import { expectRefusal, NO_BUCKET, NO_OBJECT } from './refusals.ts';

let stack: StorageStack;
let bucket: string;
let service: Bucket;

beforeAll(async () => {
	stack = await startStorage();
	({ id: bucket, service } = await stack.bucket());
	await service.upload('hello.txt', textFile('hello world'));
}, 60_000);
afterAll(() => stack?.stop());

const get = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
	fetch(`${stack.url}/storage/v1/object/${path}`, {
		method,
		headers: { apikey: SECRET_KEY, ...headers }
	});
const hello = (headers?: Record<string, string>) =>
	get(`authenticated/${bucket}/hello.txt`, headers);

describe('a download', () => {
	test('has the file’s headers, and no more', async () => {
		const response = await hello();
		const etag = (await service.info('hello.txt')).data?.etag;
		const { date, connection, ...headers } = Object.fromEntries(response.headers);
		expect([date, connection]).toHaveLength(2);
		expect(headers).toEqual({
			...{ 'accept-ranges': 'bytes', 'cache-control': 'max-age=3600' },
			...{ 'content-length': '11', 'content-type': 'text/plain', etag },
			...{ 'x-robots-tag': 'none', 'keep-alive': expect.any(String) },
			'last-modified': expect.stringMatching(/GMT$/),
			'access-control-allow-origin': '*',
			'access-control-expose-headers': expect.any(String)
		});
	});

	test.each([
		['image/svg+xml', 'image/svg+xml'],
		['text/html', 'text/plain'],
		['text/html; charset=utf-8', 'text/plain'],
		['application/xhtml+xml', 'application/xhtml+xml']
	])('of %s is sent as %s, without nosniff', async (stored, sent) => {
		await service.upload('typed', textFile('<svg/>', stored), { upsert: true });
		const response = await get(`${bucket}/typed`);
		expect(response.headers.get('content-type')).toBe(sent);
		expect(response.headers.has('x-content-type-options')).toBe(false);
	});

	test('is saved under a name that is asked for', async () => {
		const named = await get(`${bucket}/hello.txt?download=${encodeURIComponent('ä "1".txt')}`);
		expect(named.headers.get('content-disposition')).toBe(
			`attachment; filename=%C3%A4%20%221%22.txt; filename*=UTF-8''%C3%A4%20%221%22.txt`
		);
		const unnamed = await get(`${bucket}/hello.txt?download`);
		expect(unnamed.headers.get('content-disposition')).toBe('attachment;');
		expect((await hello()).headers.has('content-disposition')).toBe(false);
	});

	test('has the type that was uploaded, even where SQL changes the row', async () => {
		await service.upload('changed', textFile('x', 'text/plain'));
		await stack.sql(
			`update storage.objects set metadata = metadata || '{"mimetype": "text/html", "size": 99}'
			where bucket_id = $1 and name = 'changed'`,
			[bucket]
		);
		const response = await get(`${bucket}/changed`);
		expect(response.headers.get('content-type')).toBe('text/plain');
		expect(response.headers.get('content-length')).toBe('1');
		expect((await service.info('changed')).data?.contentType).toBe('text/html');
	});

	test('of a row without bytes is not found', async () => {
		// A path to the bytes of another object is no version either.
		const { version = '' } = (await service.info('hello.txt')).data ?? {};
		await stack.sql(
			`insert into storage.objects (bucket_id, name, version) values ($1, 'row', $2)`,
			[...[bucket, `./${version.slice(0, 2)}/${version}`]]
		);
		const response = await get(`${bucket}/row`);
		expect(response.status).toBe(400);
		expect(response.headers.get('cache-control')).toBe('no-store');
		expect(await response.json()).toEqual({
			...{ statusCode: '404', code: 'NoSuchKey', error: 'Not found' },
			message: 'The resource was not found'
		});
	});

	test('of what does not exist has the platform’s words', async () => {
		expectRefusal(await service.download('none').then(), NO_OBJECT);
		expectRefusal(await stack.service.storage.from('none').download('x').then(), NO_BUCKET);
		expect(await (await get(`${bucket}/ü`)).json()).toMatchObject({ code: 'InvalidKey' });
	});
});

describe('a range', () => {
	test.each([
		['bytes=0-4', 'hello', 'bytes 0-4/11'],
		['bytes=6-', 'world', 'bytes 6-10/11'],
		['bytes=-3', 'rld', 'bytes 8-10/11'],
		['bytes=-99', 'hello world', 'bytes 0-10/11'],
		['bytes=10-99', 'd', 'bytes 10-10/11']
	])('of %s is %s', async (range, text, contentRange) => {
		const response = await hello({ range });
		expect(response.status).toBe(206);
		expect(response.headers.get('content-range')).toBe(contentRange);
		expect(response.headers.get('content-length')).toBe(String(text.length));
		expect(await response.text()).toBe(text);
	});

	test.each(['bytes=11-', 'bytes=99-100', 'bytes=-0'])('of %s is refused', async (range) => {
		const response = await hello({ range });
		expect(response.status).toBe(400);
		expect(await response.json()).toMatchObject({ statusCode: '416', message: 'InvalidRange' });
	});

	test.each(['bytes=5-2', 'lines=1-2', 'bytes=0-1,3-4', 'bytes=-'])(
		'of %s is none',
		async (range) => {
			const response = await hello({ range });
			expect(response.status).toBe(200);
			expect(await response.text()).toBe('hello world');
		}
	);
});

describe('a known file', () => {
	test('is not sent again', async () => {
		const { headers } = await hello();
		const etag = headers.get('etag') ?? '';
		const response = await hello({ 'if-none-match': etag });
		expect(response.status).toBe(304);
		expect(await response.text()).toBe('');
		const since = { 'if-modified-since': headers.get('last-modified') ?? '' };
		expect((await hello(since)).status).toBe(304);
	});

	test('is sent again when it has changed', async () => {
		const response = await hello({ 'if-none-match': '"old"' });
		expect(response.status).toBe(200);
		expect(response.headers.get('cache-control')).toBe('max-age=3600, stale-while-revalidate=30');
		const since = { 'if-modified-since': new Date(0).toUTCString() };
		expect((await hello(since)).status).toBe(200);
	});
});

describe('the headers alone', () => {
	test.each(['', 'authenticated/'])('are those of a download: %s', async (prefix) => {
		const response = await get(`${prefix}${bucket}/hello.txt`, {}, 'HEAD');
		expect(response.status).toBe(200);
		expect(response.headers.get('content-length')).toBe('11');
		expect(response.headers.get('content-type')).toBe('text/plain');
		expect(await response.text()).toBe('');
	});

	test('are 400 without an object', async () => {
		expect((await get(`${bucket}/none`, {}, 'HEAD')).status).toBe(400);
	});
});

describe('a public bucket', () => {
	const open = async () => {
		const { id, service } = await stack.bucket({ public: true });
		await service.upload('open.txt', textFile('open'));
		return { id, fetch: (path: string) => fetch(`${stack.url}/storage/v1/object/${path}`) };
	};

	test('is read without any key', async () => {
		const { id, fetch } = await open();
		for (const path of [`public/${id}/open.txt`, `${id}/open.txt`]) {
			expect(await (await fetch(path)).text()).toBe('open');
		}
		expect(await (await fetch(`info/public/${id}/open.txt`)).json()).toMatchObject({ size: 4 });
	});

	test('is read by a caller whom no policy shows anything', async () => {
		const { id } = await open();
		const own = stack.client(newPerson().token).storage.from(id);
		expect(await (await own.download('open.txt')).data?.text()).toBe('open');
		expect((await own.list()).data).toEqual([]);
		expect((await own.createSignedUrl('open.txt', 60)).error).toMatchObject(NO_OBJECT);
	});

	test('has an address of its own', async () => {
		const { id } = await open();
		const { data } = stack
			.client()
			.storage.from(id)
			.getPublicUrl('open.txt', { download: 'x.txt' });
		const response = await fetch(data.publicUrl);
		expect(await response.text()).toBe('open');
		expect(response.headers.get('content-disposition')).toContain('x.txt');
	});

	test('is the only one that the public address shows', async () => {
		const response = await fetch(`${stack.url}/storage/v1/object/public/${bucket}/hello.txt`);
		expect(response.status).toBe(400);
		expect(await response.json()).toMatchObject(NO_BUCKET);
	});
});

describe('the gateway', () => {
	test('lets pages of every origin upload', async () => {
		const response = await fetch(`${stack.url}/storage/v1/object/${bucket}/x`, {
			method: 'OPTIONS',
			headers: {
				origin: 'https://example.com',
				'access-control-request-method': 'POST',
				'access-control-request-headers': 'authorization,x-upsert,content-type'
			}
		});
		expect(response.status).toBe(204);
		expect(response.headers.get('access-control-allow-origin')).toBe('*');
		expect(response.headers.get('access-control-allow-headers')).toContain('x-upsert');
		expect(response.headers.get('access-control-allow-methods')).toContain('POST');
	});

	test.each([
		['POST', 'upload/resumable'],
		['GET', 'render/image/authenticated/b/x'],
		['PATCH', 'object/b/x']
	])('knows no route %s %s', async (method, path) => {
		const response = await fetch(`${stack.url}/storage/v1/${path}`, {
			method,
			headers: { apikey: SECRET_KEY }
		});
		expect(response.status).toBe(404);
		expect(await response.json()).toEqual({
			...{ statusCode: '404', code: 'InvalidRequest', error: 'Not Found' },
			message: `Route ${method}:/${path} not found`
		});
	});
});
