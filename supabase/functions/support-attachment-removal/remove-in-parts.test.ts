import { deepEqual, equal } from 'node:assert/strict';
import { removeInParts } from './remove-in-parts.ts';
import { StorageError } from './storage-api.ts';
import { bucket, paths } from './testing.ts';

const never = new AbortController().signal;
const refusal = () => new StorageError(500, 'Storage answered 500: kept');

Deno.test('files are removed a hundred at a time', async () => {
	const { removeFiles, requests, gone } = bucket([], refusal);
	equal(await removeInParts(paths(250), removeFiles, never), undefined);
	deepEqual(
		requests.map(({ length }) => length),
		[100, 100, 50]
	);
	equal(gone.size, 250);
});

Deno.test('one file that is refused keeps no other, and its error is the result', async () => {
	const all = paths(300);
	const { removeFiles, gone } = bucket([all[137]!], refusal);
	equal(await removeInParts(all, removeFiles, never), 'Storage answered 500: kept');
	deepEqual(
		all.filter((path) => !gone.has(path)),
		[all[137]]
	);
});

Deno.test('what is refused altogether is given up after 20 requests', async () => {
	const all = paths(1_000);
	const { removeFiles, requests } = bucket(all, refusal);
	equal(await removeInParts(all, removeFiles, never), 'Storage answered 500: kept');
	equal(requests.length, 20);
});

for (const error of [
	new Error('Storage did not answer.'),
	new StorageError(401, 'Storage answered 401'),
	new StorageError(429, 'Storage answered 429'),
	new StorageError(503, 'Storage answered 503')
]) {
	Deno.test(`${error.message} ends the attempt at once`, async () => {
		const all = paths(250);
		const { removeFiles, requests } = bucket(all, () => error);
		equal(await removeInParts(all, removeFiles, never), error.message);
		equal(requests.length, 1);
	});
}

Deno.test('after its time the rest is left', async () => {
	const { removeFiles, requests } = bucket([], refusal);
	const error = await removeInParts(paths(3), removeFiles, AbortSignal.abort());
	deepEqual([error, requests], ['No time was left in this run.', []]);
});
