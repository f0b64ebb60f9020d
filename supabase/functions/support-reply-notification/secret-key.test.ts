import { deepEqual, equal, throws } from 'node:assert/strict';
import { isSecretKey, readSecretKeys } from './secret-key.ts';

Deno.test('every named key is taken', () => {
	deepEqual(readSecretKeys('{"default":"sb_secret_a","cron":"sb_secret_b"}'), [
		'sb_secret_a',
		'sb_secret_b'
	]);
});

Deno.test('without a key the function does not start', () => {
	for (const json of [undefined, '{}', 'null', '{"default":""}', '[]']) {
		throws(() => readSecretKeys(json), /holds no key/);
	}
});

Deno.test('a key is compared whole', () => {
	const keys = ['sb_secret_a', 'sb_secret_b'];
	equal(isSecretKey('sb_secret_b', keys), true);
	for (const given of [null, '', 'sb_secret_', 'sb_secret_bb', 'SB_SECRET_B', 'sb_secret_c']) {
		equal(isSecretKey(given, keys), false, String(given));
	}
});
