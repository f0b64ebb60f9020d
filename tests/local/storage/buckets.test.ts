import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { MAX_FILE_SIZE, startStorage, type StorageStack, textFile } from './fixture.ts';
import { newPerson } from './people.ts';
import { expectRefusal, NO_BUCKET, NOT_ALLOWED, TOO_LARGE } from './refusals.ts';

let stack: StorageStack;

beforeAll(async () => {
	stack = await startStorage();
}, 60_000);
afterAll(() => stack?.stop());

describe('with the secret key a bucket', () => {
	test('is made, read, changed, emptied and deleted', async () => {
		const { storage } = stack.service;
		const options = { public: false, fileSizeLimit: '1KB', allowedMimeTypes: ['text/plain'] };
		expect((await storage.createBucket('life', options)).data).toEqual({ name: 'life' });
		expect((await storage.getBucket('life')).data).toMatchObject({
			...{ id: 'life', name: 'life', public: false },
			...{ file_size_limit: 1000, allowed_mime_types: ['text/plain'] }
		});
		expect((await storage.updateBucket('life', { public: true })).error).toBeNull();
		expect((await storage.getBucket('life')).data).toMatchObject({ public: true });
		expect((await storage.listBuckets()).data?.map(({ id }) => id)).toContain('life');

		await storage.from('life').upload('x', textFile());
		expectRefusal(await storage.deleteBucket('life'), {
			...{ statusCode: '409', message: 'The bucket you tried to delete is not empty' }
		});
		const files = await stack.files();
		expect((await storage.emptyBucket('life')).error).toBeNull();
		expect(await stack.files()).toHaveLength(files.length - 1);
		expect((await storage.deleteBucket('life')).data).toEqual({ message: 'Successfully deleted' });
		expectRefusal(await storage.getBucket('life'), NO_BUCKET);
	});

	test('is made once', async () => {
		await stack.service.storage.createBucket('twice', { public: false });
		expectRefusal(await stack.service.storage.createBucket('twice', { public: false }), {
			...{ statusCode: '409', message: 'The resource already exists' }
		});
	});

	test.each(['a/b', 'ü', ' a', 'x'.repeat(101), 'a~b'])('is not called %o', async (name) => {
		expectRefusal(await stack.service.storage.createBucket(name, { public: false }), {
			...{ statusCode: '400', message: 'Bucket name invalid' }
		});
	});

	test('has a limit of at most the service’s', async () => {
		const { storage } = stack.service;
		const options = { public: false, fileSizeLimit: MAX_FILE_SIZE + 1 };
		expectRefusal(await storage.createBucket('large', options), TOO_LARGE);
		expectRefusal(await storage.updateBucket('twice', options), TOO_LARGE);
	});

	test.each(['nonsense', 'image/', '/png', 'text/plain; boundary=x'])(
		'has no type %s',
		async (type) => {
			const options = { public: false, allowedMimeTypes: [type] };
			expectRefusal(await stack.service.storage.createBucket('typed', options), {
				...{ statusCode: '415', message: `mime type ${type} is not supported` }
			});
		}
	);

	test('that does not exist is neither changed nor emptied nor deleted', async () => {
		const { storage } = stack.service;
		expectRefusal(await storage.updateBucket('none', { public: true }), NO_BUCKET);
		expectRefusal(await storage.emptyBucket('none'), NO_BUCKET);
		expectRefusal(await storage.deleteBucket('none'), NO_BUCKET);
	});
});

describe('without a policy on buckets a user', () => {
	test('sees and changes none', async () => {
		const { id } = await stack.bucket();
		for (const client of [stack.client(), stack.client(newPerson().token)]) {
			expect((await client.storage.listBuckets()).data).toEqual([]);
			expectRefusal(await client.storage.getBucket(id), NO_BUCKET);
			expectRefusal(await client.storage.createBucket('own', { public: false }), NOT_ALLOWED);
			expectRefusal(await client.storage.updateBucket(id, { public: true }), NO_BUCKET);
			expectRefusal(await client.storage.emptyBucket(id), NO_BUCKET);
			expectRefusal(await client.storage.deleteBucket(id), NO_BUCKET);
		}
		expect((await stack.service.storage.getBucket(id)).data).toMatchObject({ public: false });
	});
});
