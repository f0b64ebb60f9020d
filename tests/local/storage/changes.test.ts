import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Bucket, SECRET_KEY, startStorage, type StorageStack, textFile } from './fixture.ts';
import { expectRefusal, NO_OBJECT } from './refusals.ts';

let stack: StorageStack;
let bucket: string;
let service: Bucket;

beforeAll(async () => {
	stack = await startStorage();
	({ id: bucket, service } = await stack.bucket());
}, 60_000);
afterAll(() => stack?.stop());

const text = async (name: string, of = service) => (await of.download(name)).data?.text();

describe('removing', () => {
	test('removes rows and bytes, answers with the rows, and ignores what is not there', async () => {
		const files = await stack.files();
		await service.upload('r/1.txt', textFile());
		await service.upload('r/2.txt', textFile());
		const { data } = await service.remove(['r/1.txt', 'none.txt', 'r/2.txt']);
		expect(data?.map(({ name }) => name).sort()).toEqual(['r/1.txt', 'r/2.txt']);
		expect(data?.[0]).toMatchObject({
			...{ bucket_id: bucket, id: expect.any(String), version: expect.any(String) },
			metadata: { size: 5 }
		});
		expect(await stack.files()).toEqual(files);
		expectRefusal(await service.info('r/1.txt'), NO_OBJECT);
	});

	test('takes names, not folders', async () => {
		await service.upload('folder/kept.txt', textFile());
		expect((await service.remove(['folder', 'folder/'])).data).toEqual([]);
		expect((await service.exists('folder/kept.txt')).data).toBe(true);
	});

	test('takes 1 to 1,000 names', async () => {
		const many = Array.from({ length: 1_001 }, (_, i) => `none-${i}`);
		expect((await service.remove(many.slice(1))).data).toEqual([]);
		expectRefusal(await service.remove(many), {
			statusCode: '400',
			message: 'Bulk object requests are limited to 1000 objects per request.'
		});
		expect((await service.remove([])).error).toMatchObject({
			message: 'body/prefixes must NOT have fewer than 1 items'
		});
	});

	test('frees the name', async () => {
		await service.upload('free.txt', textFile('one'));
		await service.remove(['free.txt']);
		expect((await service.upload('free.txt', textFile('two'))).error).toBeNull();
		expect(await text('free.txt')).toBe('two');
	});

	test('is the only way: SQL is refused, and the row and the bytes stay', async () => {
		await service.upload('sql.txt', textFile());
		const deletion = stack.sql(`delete from storage.objects where name = 'sql.txt'`);
		await expect(deletion).rejects.toMatchObject({ code: '42501' });
		expect(await text('sql.txt')).toBe('hello');
	});
});

describe('moving', () => {
	test('keeps the object and its bytes under the new name', async () => {
		await service.upload('from.txt', textFile('moved'), { metadata: { page: 1 } });
		const before = (await service.info('from.txt')).data;
		expect((await service.move('from.txt', 'to/here.txt')).data).toMatchObject({
			message: 'Successfully moved'
		});
		expectRefusal(await service.info('from.txt'), NO_OBJECT);
		expect(await text('to/here.txt')).toBe('moved');
		const after = (await service.info('to/here.txt')).data;
		expect(after).toMatchObject({
			id: before?.id,
			contentType: 'text/plain',
			metadata: { page: 1 }
		});
	});

	test('goes to another bucket, and leaves no bytes behind', async () => {
		const { id, service: other } = await stack.bucket();
		await service.upload('abroad.txt', textFile('abroad'));
		const files = await stack.files();
		await service.move('abroad.txt', 'arrived.txt', { destinationBucket: id });
		expect(await text('arrived.txt', other)).toBe('abroad');
		expect(await stack.files()).toHaveLength(files.length);
	});

	test('does not replace', async () => {
		await service.upload('one.txt', textFile('one'));
		await service.upload('two.txt', textFile('two'));
		const files = await stack.files();
		const { error } = await service.move('one.txt', 'two.txt');
		expect(error).toMatchObject({ statusCode: '409', message: 'The resource already exists' });
		expect([await text('one.txt'), await text('two.txt')]).toEqual(['one', 'two']);
		expect(await stack.files()).toEqual(files);
	});

	test('to its own name changes nothing; of nothing, and to a wrong name, is refused', async () => {
		await service.upload('same.txt', textFile('same'));
		expect((await service.move('same.txt', 'same.txt')).error).toBeNull();
		expect(await text('same.txt')).toBe('same');
		expectRefusal(await service.move('nothing.txt', 'x.txt'), NO_OBJECT);
		expectRefusal(await service.move('same.txt', 'ü.txt'), {
			...{ statusCode: '400', message: 'Invalid key: ü.txt' }
		});
	});
});

describe('copying', () => {
	test('makes a second object with the same bytes and facts', async () => {
		await service.upload('original.txt', textFile('copied'), {
			...{ metadata: { page: 1 }, cacheControl: '60' }
		});
		const { data } = await service.copy('original.txt', 'copy.txt');
		expect(data).toEqual({ path: `${bucket}/copy.txt` });
		expect(await text('copy.txt')).toBe('copied');
		const [original, copy] = [await service.info('original.txt'), await service.info('copy.txt')];
		expect(copy.data).toMatchObject({
			...{ metadata: { page: 1 }, cacheControl: 'max-age=60', etag: original.data?.etag }
		});
		expect(copy.data?.id).not.toBe(original.data?.id);
		await service.remove(['original.txt']);
		expect(await text('copy.txt')).toBe('copied');
	});

	test('does not replace, unless it is told to', async () => {
		await service.upload('c1.txt', textFile('1'));
		await service.upload('c2.txt', textFile('2'));
		expectRefusal(await service.copy('c1.txt', 'c2.txt'), {
			...{ statusCode: '409', message: 'The resource already exists' }
		});
		const files = await stack.files();
		const response = await fetch(`${stack.url}/storage/v1/object/copy`, {
			method: 'POST',
			headers: { apikey: SECRET_KEY, 'content-type': 'application/json', 'x-upsert': 'true' },
			body: JSON.stringify({ bucketId: bucket, sourceKey: 'c1.txt', destinationKey: 'c2.txt' })
		});
		expect(response.status).toBe(200);
		expect(await text('c2.txt')).toBe('1');
		expect(await stack.files()).toHaveLength(files.length);
	});

	test('goes to another bucket, of which only the policies are asked', async () => {
		const { id, service: other } = await stack.bucket({ types: ['image/png'] });
		await service.upload('abroad.txt', textFile('abroad'));
		expect(
			(await service.copy('abroad.txt', 'in.txt', { destinationBucket: id })).error
		).toBeNull();
		expect(await text('in.txt', other)).toBe('abroad');
	});
});

describe('uploads to one name at once', () => {
	test('that replace leave one of them, whole, and no bytes of the others', async () => {
		const files = await stack.files();
		const contents = Array.from({ length: 12 }, (_, i) => `${i}`.repeat(20_000));
		const uploads = await Promise.all(
			contents.map((content) => service.upload('race.txt', textFile(content), { upsert: true }))
		);
		expect(uploads.map(({ error }) => error)).toEqual(contents.map(() => null));
		expect(contents).toContain(await text('race.txt'));
		expect(await stack.files()).toHaveLength(files.length + 1);
		const rows = await stack.sql(`select from storage.objects where name = 'race.txt'`);
		expect(rows).toHaveLength(1);
	});

	test('that do not replace leave one row, and its own bytes', async () => {
		const files = await stack.files();
		const contents = Array.from({ length: 8 }, (_, i) => `${i}`.repeat(10_000));
		const uploads = await Promise.all(
			contents.map((content) => service.upload('first.txt', textFile(content)))
		);
		expect(uploads.some(({ error }) => error === null)).toBe(true);
		expect(contents).toContain(await text('first.txt'));
		expect(await stack.files()).toHaveLength(files.length + 1);
	});
});
