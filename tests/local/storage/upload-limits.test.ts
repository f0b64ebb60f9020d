import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
	MAX_FILE_SIZE,
	metadataIn,
	sendTo,
	startStorage,
	type StorageStack,
	textFile
} from './fixture.ts';
import { expectRefusal, TOO_LARGE } from './refusals.ts';

let stack: StorageStack;
let bucket: string;

beforeAll(async () => {
	stack = await startStorage();
	bucket = (await stack.bucket()).id;
}, 60_000);
afterAll(() => stack?.stop());

const send = (name: string, init: RequestInit & { duplex?: 'half' }, to = bucket) =>
	sendTo(stack, `${to}/${name}`, init);
const metadataOf = (name: string, of = bucket) => metadataIn(stack, of, name);

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
