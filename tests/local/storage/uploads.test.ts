import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
	type Bucket,
	metadataIn,
	sendTo,
	startStorage,
	type StorageStack,
	textFile
} from './fixture.ts';
import { expectRefusal, NO_BUCKET } from './refusals.ts';

let stack: StorageStack;
let bucket: string;
let service: Bucket;

beforeAll(async () => {
	stack = await startStorage();
	({ id: bucket, service } = await stack.bucket());
}, 60_000);
afterAll(() => stack?.stop());

const send = (name: string, init: RequestInit & { duplex?: 'half' }, to = bucket) =>
	sendTo(stack, `${to}/${name}`, init);
const metadataOf = (name: string, of = bucket) => metadataIn(stack, of, name);

describe('an object’s row', () => {
	test('has the facts of the bytes, whatever the client declared', async () => {
		const before = Date.now();
		await service.upload('facts.txt', textFile('hello'), { cacheControl: '60' });
		const row = await metadataOf('facts.txt');
		expect(row?.metadata).toEqual({
			eTag: `"${createHash('md5').update('hello').digest('hex')}"`,
			...{ size: 5, contentLength: 5, httpStatusCode: 200 },
			...{ mimetype: 'text/plain', cacheControl: 'max-age=60' },
			lastModified: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.000Z$/)
		});
		expect(Date.parse(String(row?.metadata.lastModified))).toBeGreaterThan(before - 1_001);
	});

	test('keeps what the client says about the file, of a form and of a body', async () => {
		await service.upload('form.txt', textFile(), { metadata: { page: 1, name: 'ü' } });
		await service.upload('body.txt', Buffer.from('x'), { metadata: { page: 2 } });
		expect((await metadataOf('form.txt'))?.user_metadata).toEqual({ page: 1, name: 'ü' });
		expect((await metadataOf('body.txt'))?.user_metadata).toEqual({ page: 2 });
		expect((await service.info('form.txt')).data?.metadata).toEqual({ page: 1, name: 'ü' });
	});

	test('keeps its id and the day it was made when it is replaced, and nothing else', async () => {
		await service.upload('again.txt', textFile('one'), { metadata: { first: true } });
		const first = await service.info('again.txt');
		await service.upload('again.txt', textFile('three', 'text/csv'), { upsert: true });
		const second = await service.info('again.txt');
		expect(second.data).toMatchObject({
			...{ id: first.data?.id, createdAt: first.data?.createdAt },
			...{ size: 5, contentType: 'text/csv', metadata: {} }
		});
		expect(second.data?.version).not.toBe(first.data?.version);
		expect(second.data?.etag).not.toBe(first.data?.etag);
	});

	test('appears under the id and the key that the client receives', async () => {
		const { data } = await service.upload('folder/named.txt', textFile());
		expect(data).toMatchObject({
			path: 'folder/named.txt',
			fullPath: `${bucket}/folder/named.txt`
		});
		expect((await service.info('folder/named.txt')).data?.id).toBe(data?.id);
	});
});

describe('a name', () => {
	test.each([
		`a-b_c.d`,
		`deep/er/and/deeper.txt`,
		`it's (1) & 2 = 3 @ $4; 5: 6, 7!.txt`,
		`a+b.txt`,
		`..hidden`,
		`star*.txt`
	])('may be %s', async (name) => {
		const { error } = await service.upload(name, textFile(name));
		expect(error).toBeNull();
		expect(await (await service.download(name)).data?.text()).toBe(name);
		expect((await service.info(name)).data?.name).toBe(name);
	});

	test.each(['ü.txt', 'a~b', 'a"b', 'a<b', '[a]', '{a}', 'a|b', 'a^b', 'a`b', '日本.png', 'a\\b'])(
		'may not be %s',
		async (name) => {
			const response = await send(encodeURIComponent(name), { body: 'x' });
			expect(response.status).toBe(400);
			expect(await response.json()).toEqual({
				...{ statusCode: '400', code: 'InvalidKey', error: 'InvalidKey' },
				message: `Invalid key: ${name}`
			});
		}
	);

	test('may not hold a line break or a zero byte', async () => {
		for (const name of ['a%0Ab', 'a%00b']) {
			expect((await send(name, { body: 'x' })).status).toBe(400);
		}
	});

	test('may not be empty', async () => {
		expect(await (await send('', { body: 'x' })).json()).toMatchObject({ code: 'InvalidKey' });
	});

	test('does not lead out of the folder of the bytes', async () => {
		const files = await stack.files();
		expect((await send('..%2F..%2Foutside', { body: 'x' })).status).toBe(200);
		expect(await stack.files()).toHaveLength(files.length + 1);
		expect(await metadataOf('../../outside')).toBeDefined();
	});

	test('that is no text is refused', async () => {
		expect((await send('%E0%A4%A', { body: 'x' })).status).toBe(400);
	});

	test('is taken once', async () => {
		await service.upload('taken.txt', textFile());
		const { data, error } = await service.upload('taken.txt', textFile());
		expectRefusal({ data, error }, { statusCode: '409', message: 'The resource already exists' });
		const response = await send('taken.txt', { body: 'x' });
		expect(await response.json()).toMatchObject({ code: 'KeyAlreadyExists', error: 'Duplicate' });
	});

	test('counts its case', async () => {
		await service.upload('Case.txt', textFile('big'));
		await service.upload('case.txt', textFile('small'));
		expect(await (await service.download('Case.txt')).data?.text()).toBe('big');
	});
});

describe('a form', () => {
	test('without a type stores octets', async () => {
		await service.upload('untyped', new Blob(['x']));
		expect((await metadataOf('untyped'))?.metadata.mimetype).toBe('application/octet-stream');
	});

	test('may name the type in a field', async () => {
		const body = new FormData();
		body.append('contentType', 'text/csv');
		body.append('', textFile());
		expect((await send('field', { body })).status).toBe(200);
		expect((await metadataOf('field'))?.metadata.mimetype).toBe('text/csv');
	});

	test('stores its first file', async () => {
		const body = new FormData();
		body.append('one', textFile('one'));
		body.append('two', textFile('two'));
		expect((await send('first', { body })).status).toBe(200);
		expect(await (await service.download('first')).data?.text()).toBe('one');
	});

	test('without a file is refused', async () => {
		const body = new FormData();
		body.append('cacheControl', '60');
		const response = await send('none', { body });
		expect(response.status).toBe(400);
		expect(await response.json()).toMatchObject({ message: 'No content provided' });
	});

	test.each(['multipart/form-data', 'multipart/form-data; boundary=x'])(
		'that is broken is refused: %s',
		async (type) => {
			const response = await send('broken', { body: 'hello', headers: { 'content-type': type } });
			expect(response.status).toBe(400);
			expect(await metadataOf('broken')).toBeUndefined();
		}
	);

	test('that ends in the middle of the file stores nothing', async () => {
		const files = await stack.files();
		const body = [
			...['--x', 'content-disposition: form-data; name=""; filename="a"', ''],
			'half of the file'
		].join('\r\n');
		const headers = { 'content-type': 'multipart/form-data; boundary=x' };
		expect((await send('half', { body, headers })).ok).toBe(false);
		expect(await metadataOf('half')).toBeUndefined();
		expect(await stack.files()).toEqual(files);
	});

	test('with bytes of every value arrives unchanged', async () => {
		const bytes = Buffer.from(Array.from({ length: 70_000 }, (_, i) => (i * 7) % 256));
		await service.upload('bytes', new Blob([bytes]));
		expect(Buffer.from(await (await service.download('bytes')).data!.arrayBuffer())).toEqual(bytes);
	});
});

test('a bucket that does not exist is named', async () => {
	expectRefusal(await stack.service.storage.from('none').upload('x', textFile()), NO_BUCKET);
});

test('an empty file is a file', async () => {
	expect((await service.upload('empty', textFile(''))).error).toBeNull();
	expect((await service.download('empty')).data?.size).toBe(0);
});
