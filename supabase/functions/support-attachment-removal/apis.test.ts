import { deepEqual, equal, rejects, throws } from 'node:assert/strict';
import { openDatabase } from '../_shared/support-chat/database.ts';
import { answering, withFetch } from '../_shared/support-chat/testing.ts';
import { readDependencies } from './environment.ts';
import { openQueue } from './queue-api.ts';
import { openBucket } from './storage-api.ts';
import { CLAIM, paths } from './testing.ts';

const never = new AbortController().signal;

Deno.test('database and Storage are called with the secret key, at the project’s URL', async () => {
	const variables: Record<string, string> = {
		SUPABASE_URL: 'http://db.test/',
		SUPABASE_SECRET_KEYS: '{"default":"sb_secret_test"}'
	};
	const { fetcher, requests } = answering(() => Response.json(null));
	await withFetch(fetcher, async () => {
		const dependencies = readDependencies((name) => variables[name], {
			keepAlive: () => undefined
		});
		await dependencies.queue.prepare(CLAIM, never);
		await dependencies.removeFiles(['a'], never);
	});
	deepEqual(
		requests.map(({ url, headers }) => [url, headers.get('apikey')]),
		[
			['http://db.test/rest/v1/rpc/prepare_support_file_removal', 'sb_secret_test'],
			['http://db.test/storage/v1/object/support-attachments', 'sb_secret_test']
		]
	);
	throws(() => readDependencies(() => undefined, { keepAlive: () => undefined }), /SUPABASE_URL/);
});

Deno.test('the queue tells paths, and is told the error', async () => {
	const { fetcher, requests } = answering(() => Response.json(['a/b/c.png']));
	const queue = openQueue(openDatabase('http://db.test', 'sb_secret_test', fetcher));
	deepEqual(await queue.prepare(CLAIM, never), ['a/b/c.png']);
	await queue.record(CLAIM, 'busy');
	await queue.record(CLAIM, undefined);
	deepEqual(
		requests.map(({ body }) => body),
		[CLAIM, { ...CLAIM, error: 'busy' }, CLAIM]
	);
});

Deno.test('a malformed list of paths is refused', async () => {
	for (const answer of [{}, [1], [''], 'a']) {
		const { fetcher } = answering(() => Response.json(answer));
		const queue = openQueue(openDatabase('http://db.test', 'sb_secret_test', fetcher));
		await rejects(queue.prepare(CLAIM, never), /not understood/);
	}
});

Deno.test('files are named in one request; those that are not there are no error', async () => {
	const { fetcher, requests } = answering(() => Response.json([]));
	await openBucket('http://db.test', 'eyJ.older', fetcher)(paths(2), never);
	deepEqual(requests[0]?.body, { prefixes: paths(2) });
	equal(requests[0]?.headers.get('authorization'), 'Bearer eyJ.older');
});

Deno.test('an error of Storage is repeated, shortened', async () => {
	const { fetcher } = answering(() => new Response('x'.repeat(1_000), { status: 500 }));
	await rejects(openBucket('http://db.test', 'sb_secret_a', fetcher)(['a'], never), {
		name: 'StorageError',
		status: 500,
		message: `Storage answered 500: ${'x'.repeat(278)}`
	});
});

Deno.test('no answer, and half an answer, are none', async () => {
	const cut = new ReadableStream({ start: (controller) => controller.error(new Error('reset')) });
	for (const answer of [() => Promise.reject(new TypeError('reset')), () => new Response(cut)]) {
		const { fetcher } = answering(answer as () => Response);
		await rejects(openBucket('http://db.test', 'sb_secret_a', fetcher)(['a'], never), {
			message: 'Storage did not answer.'
		});
	}
});
