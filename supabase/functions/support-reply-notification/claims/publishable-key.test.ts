import { equal, throws } from 'node:assert/strict';
import { readPublishableKey } from './publishable-key.ts';

Deno.test('the default key is used, else the first one', () => {
	equal(readPublishableKey('{"web":"sb_a","default":"sb_b"}', 'anon'), 'sb_b');
	equal(readPublishableKey('{"web":"sb_a","app":"sb_c"}', 'anon'), 'sb_a');
});

Deno.test('an older project’s anon key is used when there is no other', () => {
	for (const json of [undefined, '', '{}', '{"default":""}', '{"default":1}', 'null', '[]', '{']) {
		equal(readPublishableKey(json, 'anon'), 'anon', json);
	}
});

Deno.test('without a key, the error names the variables', () => {
	throws(() => readPublishableKey('{}', undefined), /SUPABASE_PUBLISHABLE_KEYS.*SUPABASE_ANON_KEY/);
});
