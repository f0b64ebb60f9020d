import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expectRefusal, MAX_FILE_SIZE, NO_BUCKET, SECRET_KEY } from './fixture.ts';
import { startStorage, textFile, TOO_LARGE } from './fixture.ts';
import type { Bucket, StorageStack } from './fixture.ts';

let stack: StorageStack;
let bucket: string;
let service: Bucket;

beforeAll(async () => {
	stack = await startStorage();
	({ id: bucket, service } = await stack.bucket());
}, 60_000);
afterAll(() => stack?.stop());

const send = (name: string, init: RequestInit & { duplex?: 'half' }, to = bucket) =>
	fetch(`${stack.url}/storage/v1/object/${to}/${name}`, {
		method: 'POST',
		...init,
		headers: { apikey: SECRET_KEY, ...(init.headers as Record<string, string>) }
	});
const metadataOf = async (name: string, of = bucket) => {
	const [row] = await stack.sql(
		'select metadata, user_metadata from storage.objects where bucket_id = $1 and name = $2',
		[of, name]
	);
	return row;
};

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
		expect(Date.parse(row?.metadata.lastModified)).toBeGreaterThan(before - 1_001);
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

describe('a bucket’s size limit', () => {
	test('takes a file of exactly its bytes and no more, of a form and of a body', async () => {
		const { id, service } = await stack.bucket({ limit: 10 });
		for (const make of [textFile, (text: string) => Buffer.from(text)]) {
			const name = `${make.name}.txt`;
			expect((await service.upload(name, make('x'.repeat(10)))).error).toBeNull();
			expectRefusal(await service.upload(`${name}2`, make('x'.repeat(11))), TOO_LARGE);
			expect(await metadataOf(`${name}2`, id)).toBeUndefined();
		}
	});

	test('has the platform’s code, and leaves no bytes', async () => {
		const files = await stack.files();
		const { id } = await stack.bucket({ limit: 10 });
		const response = await send('x', { body: 'x'.repeat(11) }, id);
		expect(response.status).toBe(400);
		expect(await response.json()).toEqual({
			...{ statusCode: '413', code: 'EntityTooLarge', error: 'Payload too large' },
			message: 'The object exceeded the maximum allowed size'
		});
		expect(await stack.files()).toEqual(files);
	});

	test('keeps the object that a too large one was to replace', async () => {
		const { service } = await stack.bucket({ limit: 10 });
		await service.upload('kept', textFile('old'));
		expectRefusal(
			await service.upload('kept', textFile('x'.repeat(11)), { upsert: true }),
			TOO_LARGE
		);
		expect(await (await service.download('kept')).data?.text()).toBe('old');
	});

	test('cannot be more than that of the service', async () => {
		const { service } = await stack.bucket({ limit: 10 * MAX_FILE_SIZE });
		expect((await service.upload('max', textFile('x'.repeat(MAX_FILE_SIZE)))).error).toBeNull();
		expectRefusal(await service.upload('more', textFile('x'.repeat(MAX_FILE_SIZE + 1))), TOO_LARGE);
	});

	test('does not see a body without a declared length, as on the platform', async () => {
		const { id } = await stack.bucket({ limit: 10 });
		const body = new Blob(['x'.repeat(50)]).stream();
		expect((await send('chunks', { body, duplex: 'half' }, id)).status).toBe(200);
		expect((await metadataOf('chunks', id))?.metadata).toMatchObject({ size: 50 });
	});

	test('lets nothing into the mark of an empty folder', async () => {
		const { service } = await stack.bucket({ types: ['image/png'] });
		expect((await service.upload('a/.emptyFolderPlaceholder', textFile(''))).error).toBeNull();
		expectRefusal(await service.upload('b/.emptyFolderPlaceholder', textFile('x')), TOO_LARGE);
	});
});

describe('a bucket’s types', () => {
	const types = ['image/*', 'text/plain', 'application/pdf'];

	test.each(['image/png', 'image/svg+xml', 'text/plain', 'application/pdf'])(
		'take %s',
		async (type) => {
			const { service } = await stack.bucket({ types });
			expect((await service.upload('x', textFile('x', type))).error).toBeNull();
		}
	);

	test.each(['text/html', 'application/octet-stream', 'video/mp4', 'Image/png', 'plain'])(
		'do not take %s',
		async (type) => {
			const { id } = await stack.bucket({ types });
			const response = await send('x', { body: 'x', headers: { 'content-type': type } }, id);
			expect(response.status).toBe(400);
			expect(await response.json()).toEqual({
				...{ statusCode: '415', code: 'InvalidMimeType', error: 'invalid_mime_type' },
				message: `mime type ${type} is not supported`
			});
		}
	);

	test('compare a parameter behind the type too', async () => {
		const { id } = await stack.bucket({ types });
		const headers = { 'content-type': 'text/plain;charset=UTF-8' };
		expect((await send('x', { body: 'x', headers }, id)).status).toBe(400);
		const { id: exact } = await stack.bucket({ types: ['text/plain;charset=UTF-8'] });
		expect((await send('x', { body: 'x', headers }, exact)).status).toBe(200);
	});

	test('believe what the client says: the bytes are not looked at', async () => {
		const { service } = await stack.bucket({ types });
		const html = textFile('<script>alert(1)</script>', 'image/png');
		expect((await service.upload('x.html', html)).error).toBeNull();
	});

	test('are checked before the size, and before the policies', async () => {
		const { id } = await stack.bucket({ types, limit: 1 });
		const upload = stack.client().storage.from(id).upload('x', textFile('xx', 'video/mp4'));
		expectRefusal(await upload, {
			statusCode: '415',
			message: 'mime type video/mp4 is not supported'
		});
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
