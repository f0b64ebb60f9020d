import { writeFile } from 'node:fs/promises';
import { request as httpRequest } from 'node:http';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type Bucket, SECRET_KEY, startStorage, type StorageStack, textFile } from './fixture.ts';
import { expectRefusal, NO_OBJECT } from './refusals.ts';

let stack: StorageStack;
let bucket: string;
let service: Bucket;

beforeAll(async () => {
	stack = await startStorage();
	({ id: bucket, service } = await stack.bucket());
}, 60_000);
afterEach(() => control('DELETE'));
afterAll(() => stack?.stop());

async function control(method: string, fault?: object, query = ''): Promise<Response> {
	return fetch(`${stack.url}/storage-faults${query}`, {
		method,
		body: fault && JSON.stringify(fault)
	});
}

/** Of a poll, for a busy machine. */
const PATIENCE = { timeout: 15_000 };

/** The form that supabase-js sends, without its end. */
const FORM_START = [
	...['--cut', 'content-disposition: form-data; name=""; filename="a.txt"'],
	...['content-type: text/plain', '', 'the first half']
].join('\r\n');

describe('an upload that is cut', () => {
	test.each([
		['a body', 'text/plain', 'the first half'],
		['a form', 'multipart/form-data; boundary=cut', FORM_START]
	])('%s leaves neither a row nor bytes, and its name is free', async (_what, type, start) => {
		const files = await stack.files();
		const name = 'cut.txt';
		const request = httpRequest(`${stack.url}/storage/v1/object/${bucket}/${name}`, {
			method: 'POST',
			headers: { apikey: SECRET_KEY, 'content-type': type, 'content-length': 5_000 }
		});
		request.write(start);
		// The bytes are being stored, in a file that is not yet the object's.
		await expect.poll(stack.files, PATIENCE).toHaveLength(files.length + 1);
		const closed = new Promise((resolve) => request.on('close', resolve));
		request.on('error', () => {
			// The connection that this test closes.
		});
		request.destroy();
		await closed;
		await expect.poll(stack.files, PATIENCE).toEqual(files);
		expectRefusal(await service.info(name), NO_OBJECT);
		expect((await service.upload(name, textFile())).error).toBeNull();
		await service.remove([name]);
		expect(stack.log).toEqual([]);
	});

	test('leaves the object that it was to replace, or the new one, but whole', async () => {
		await service.upload('kept.txt', textFile('old'));
		await control('POST', { kind: 'hold', operation: 'storage.object.upload' });
		const abort = new AbortController();
		const upload = fetch(`${stack.url}/storage/v1/object/${bucket}/kept.txt`, {
			method: 'POST',
			headers: { apikey: SECRET_KEY, 'x-upsert': 'true' },
			body: textFile('new'.repeat(20_000)),
			signal: abort.signal
		});
		await control('GET', undefined, '?held=1');
		abort.abort();
		await expect(upload).rejects.toThrow();
		await control('DELETE');
		expect(['old', 'new'.repeat(20_000)]).toContain(
			await (await service.download('kept.txt')).data?.text()
		);
	});
});

describe('a fault', () => {
	test('refuses as often as is asked for, and only its operation', async () => {
		const body = {
			statusCode: '507',
			code: 'InternalError',
			error: 'x',
			message: 'Storage is full'
		};
		const operation = 'storage.object.upload';
		await control('POST', { kind: 'fail', operation, status: 507, body, times: 2 });
		expect((await service.list()).error).toBeNull();
		for (let i = 0; i < 2; i++) {
			expectRefusal(await service.upload('full.txt', textFile()), {
				...{ status: 507, statusCode: '507', message: 'Storage is full' }
			});
		}
		expect((await service.upload('full.txt', textFile())).error).toBeNull();
	});

	test('holds a request until it is let go', async () => {
		await control('POST', { kind: 'hold' });
		const upload = service.upload('held.txt', textFile());
		expect(await (await control('GET', undefined, '?held=1')).json()).toEqual({
			faults: [],
			held: 1
		});
		expectRefusal(await service.info('held.txt'), NO_OBJECT);
		await control('DELETE');
		expect((await upload).error).toBeNull();
	});

	test('loses the answer to what was done', async () => {
		await control('POST', { kind: 'lost_answer', operation: 'storage.object.upload' });
		const abort = new AbortController();
		const lost = fetch(`${stack.url}/storage/v1/object/${bucket}/lost.txt`, {
			method: 'POST',
			headers: { apikey: SECRET_KEY },
			body: 'stored',
			signal: abort.signal
		});
		await expect.poll(async () => (await service.exists('lost.txt')).data, PATIENCE).toBe(true);
		abort.abort();
		await expect(lost).rejects.toThrow();
		const { error } = await service.upload('lost.txt', textFile());
		expect(error).toMatchObject({ statusCode: '409', code: 'KeyAlreadyExists' });
	});

	test('that is none is refused', async () => {
		expect((await control('POST', { kind: 'nonsense' })).status).toBe(422);
	});
});

describe('after a restart', () => {
	test('of Storage the files are there, and what was being written is gone', async () => {
		await service.upload('restart.txt', textFile('kept'));
		await writeFile(join(stack.folder, 'incoming', 'left-by-a-kill'), 'half');
		await stack.restart();
		expect(await stack.files()).not.toContain('left-by-a-kill');
		expect(await (await service.download('restart.txt')).data?.text()).toBe('kept');
	});

	test('of Postgres Storage answers again', async () => {
		await service.upload('postgres.txt', textFile('kept'));
		await stack.postgres.restart();
		expect(await (await service.download('postgres.txt')).data?.text()).toBe('kept');
	});
});

test('while Postgres is down the answer is the platform’s', async () => {
	await stack.postgres.stop();
	const { data, error } = await service.info('x');
	expectRefusal(
		{ data, error },
		{ status: 500, statusCode: '500', message: 'Internal Server Error' }
	);
	expect(stack.log.at(-1)).toContain('ECONNREFUSED');
});
