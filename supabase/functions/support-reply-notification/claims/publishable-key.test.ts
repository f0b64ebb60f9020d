import { equal, throws } from 'node:assert/strict';
import { readPublishableKey } from './publishable-key.ts';

Deno.test('the default key is taken, else the first one', () => {
	equal(readPublishableKey('{"web":"sb_a","default":"sb_b"}', 'anon'), 'sb_b');
	equal(readPublishableKey('{"web":"sb_a","app":"sb_c"}', 'anon'), 'sb_a');
});

Deno.test('an older project has one key only', () => {
	for (const json of [undefined, '', '{}', '{"default":""}', '{"default":1}', 'null', '[]', '{']) {
		equal(readPublishableKey(json, 'anon'), 'anon', json);
	}
});

Deno.test('without any, the variables are named', () => {
	throws(() => readPublishableKey('{}', undefined), /SUPABASE_PUBLISHABLE_KEYS.*SUPABASE_ANON_KEY/);
});
