import { deepEqual, equal, ok } from 'node:assert/strict';
import { handleRequest } from './handler.ts';
import { StorageError } from './storage-api.ts';
import { CLAIM, fakes, paths, type Change } from './testing.ts';

function request(body: unknown = CLAIM): Request {
	return new Request('http://localhost/support-attachment-removal', {
		method: 'POST',
		body: typeof body === 'string' ? body : JSON.stringify(body)
	});
}

async function handle(change: Change = {}) {
	const world = fakes(change);
	const response = await handleRequest(request(), world.dependencies);
	return { ...world, status: response.status, body: await response.json() };
}

Deno.test('removes the files of a claim and reports it', async () => {
	const { status, body, removed, recorded } = await handle();
	deepEqual([status, body], [200, { status: 'removed' }]);
	deepEqual(removed, paths(2));
	deepEqual(recorded, [{ claim: CLAIM, error: undefined }]);
});

Deno.test('a claim that permits nothing removes and reports nothing', async () => {
	const { status, body, removed, recorded } = await handle({
		prepare: () => Promise.resolve(null)
	});
	deepEqual([status, body], [200, { status: 'nothing' }]);
	deepEqual([removed, recorded], [[], []]);
});

Deno.test('a batch whose files are gone already is reported', async () => {
	const { body, removed, recorded } = await handle({ prepare: () => Promise.resolve([]) });
	deepEqual(body, { status: 'removed' });
	deepEqual([removed, recorded], [[], [{ claim: CLAIM, error: undefined }]]);
});

Deno.test('an error of Storage is reported', async () => {
	const { status, body, recorded } = await handle({
		removeFiles: () => Promise.reject(new StorageError(503, 'Storage answered 503: busy'))
	});
	deepEqual([status, body], [503, { status: 'failed' }]);
	deepEqual(recorded, [{ claim: CLAIM, error: 'Storage answered 503: busy' }]);
});

Deno.test('a database that does not prepare is reported, in case it reads it', async () => {
	const { status, removed, recorded } = await handle({
		prepare: () => Promise.reject(new Error('not answered'))
	});
	deepEqual([status, removed], [503, []]);
	deepEqual(recorded, [{ claim: CLAIM, error: 'not answered' }]);
});

Deno.test('a report that is lost is logged, without a path', async () => {
	const { status, body, lines } = await handle({
		record: () => Promise.reject(new Error('record was answered with 500.'))
	});
	deepEqual([status, body], [503, { status: 'unknown' }]);
	deepEqual(lines, [`${CLAIM.batch_id}: not recorded: record was answered with 500.`]);
});

Deno.test('the answer does not wait for slow work, which is kept alive', async () => {
	let finish = () => {};
	const slow = new Promise<void>((resolve) => (finish = resolve));
	const clock = { now: () => 0, wait: () => Promise.resolve(), random: () => 0 };
	const { status, body, kept, recorded } = await handle({ removeFiles: () => slow, clock });
	deepEqual([status, body, recorded], [202, { status: 'working' }, []]);
	finish();
	await Promise.all(kept);
	equal(recorded.length, 1);
});

Deno.test('accepts POST only', async () => {
	const { dependencies } = fakes();
	const get = new Request('http://localhost/support-attachment-removal');
	equal((await handleRequest(get, dependencies)).status, 405);
});

const REFUSED: Record<string, unknown> = {
	nothing: '',
	'invalid JSON': '{',
	'a list': [CLAIM],
	'no claim': { batch_id: CLAIM.batch_id },
	'no batch': { claim: CLAIM.claim },
	'a malformed id': { ...CLAIM, batch_id: '1' },
	'a claim that is too short': { ...CLAIM, claim: 'c1' },
	'a claim that is not hexadecimal': { ...CLAIM, claim: 'x1'.repeat(32) },
	'paths of its own': { ...CLAIM, paths: ['a'] }
};
for (const [what, body] of Object.entries(REFUSED)) {
	Deno.test(`refuses ${what} without calling the database`, async () => {
		const { dependencies, kept } = fakes();
		equal((await handleRequest(request(body), dependencies)).status, 400);
		deepEqual(kept, []);
	});
}

Deno.test('refuses a body that is too large', async () => {
	const { dependencies } = fakes();
	const response = await handleRequest(request(' '.repeat(70_000)), dependencies);
	equal(response.status, 413);
	ok(response.headers.get('content-type')?.includes('json'));
});
