import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Bucket, startStorage, type StorageStack, textFile } from './fixture.ts';
import { expectRefusal } from './refusals.ts';

let stack: StorageStack;
let bucket: string;
let service: Bucket;

const NAMES = [
	'a/1.txt',
	'a/2.txt',
	'a/10.txt',
	'a/sub/x.txt',
	'a/sub/deep/y.txt',
	'B.txt',
	'c.txt'
];

beforeAll(async () => {
	stack = await startStorage();
	({ id: bucket, service } = await stack.bucket());
	for (const name of NAMES) await service.upload(name, textFile(name));
}, 60_000);
afterAll(() => stack?.stop());

const names = async (...args: Parameters<Bucket['list']>) => {
	const { data, error } = await service.list(...args);
	expect(error).toBeNull();
	return data?.map(({ name }) => name);
};

describe('a list', () => {
	test('has the files and the folders directly under the prefix, by name', async () => {
		expect(await names()).toEqual(['a', 'B.txt', 'c.txt']);
		expect(await names('a')).toEqual(['1.txt', '10.txt', '2.txt', 'sub']);
		expect(await names('a/')).toEqual(['1.txt', '10.txt', '2.txt', 'sub']);
		expect(await names('a/sub')).toEqual(['deep', 'x.txt']);
		expect(await names('none')).toEqual([]);
		expect(await names('a/1.txt')).toEqual([]);
	});

	test('has a file’s facts, and of a folder only the name', async () => {
		const { data } = await service.list('a', { sortBy: { column: 'name', order: 'desc' } });
		expect(data?.[0]).toEqual({
			...{ name: 'sub', id: null, metadata: null },
			...{ created_at: null, updated_at: null, last_accessed_at: null }
		});
		expect(data?.[1]).toMatchObject({
			name: '2.txt',
			id: expect.any(String),
			created_at: expect.stringMatching(/^\d{4}-/),
			metadata: { size: 7, mimetype: 'text/plain' }
		});
	});

	test('has pages', async () => {
		expect(await names('a', { limit: 2 })).toEqual(['1.txt', '10.txt']);
		expect(await names('a', { limit: 2, offset: 2 })).toEqual(['2.txt', 'sub']);
		expect(await names('a', { limit: 2, offset: 4 })).toEqual([]);
	});

	test('can be searched by the beginning of a name', async () => {
		expect(await names('a', { search: '1' })).toEqual(['1.txt', '10.txt']);
		expect(await names('a', { search: 'S' })).toEqual(['sub']);
		expect(await names('', { search: '%' })).toEqual([]);
	});

	test('can be sorted by time, folders first', async () => {
		await stack.sql(
			`update storage.objects set created_at = now() - interval '1 day'
			where bucket_id = $1 and name = 'a/2.txt'`,
			[bucket]
		);
		const sorted = (order: string) => names('a', { sortBy: { column: 'created_at', order } });
		expect((await sorted('asc'))?.slice(0, 2)).toEqual(['sub', '2.txt']);
		expect(await sorted('desc')).toEqual(['sub', expect.anything(), expect.anything(), '2.txt']);
	});

	test.each([
		[{ limit: 0 }, 'body/limit must be >= 1'],
		[{ offset: -1 }, 'body/offset must be >= 0'],
		[
			{ sortBy: { column: 'size' } },
			'body/sortBy/column must be equal to one of the allowed values'
		],
		[
			{ sortBy: { column: 'name', order: 'up' } },
			'body/sortBy/order must be equal to one of the allowed values'
		]
	])('with %o is refused', async (options, message) => {
		const { data, error } = await service.list('a', options);
		expectRefusal({ data, error }, { statusCode: '400', message });
	});

	test('of a bucket that does not exist is empty', async () => {
		expect((await stack.service.storage.from('none').list()).data).toEqual([]);
	});
});
