import { deepEqual, equal, throws } from 'node:assert/strict';
import { keyHeaders, readApiKey } from './api-key.ts';

function publishable(json: string | undefined, anonKey?: string): string {
	const variables = { SUPABASE_PUBLISHABLE_KEYS: json, SUPABASE_ANON_KEY: anonKey };
	return readApiKey('publishable', (name) => variables[name as keyof typeof variables]);
}

Deno.test('the default key is used, else the first one', () => {
	equal(publishable('{"web":"sb_a","default":"sb_b"}', 'anon'), 'sb_b');
	equal(publishable('{"web":"sb_a","app":"sb_c"}', 'anon'), 'sb_a');
});

Deno.test('an older project’s anon key is used when there is no other', () => {
	for (const json of [undefined, '', '{}', '{"default":""}', '{"default":1}', 'null', '[]', '{']) {
		equal(publishable(json, 'anon'), 'anon', json);
	}
});

Deno.test('without a key, the error names the variables', () => {
	throws(() => publishable('{}'), /SUPABASE_PUBLISHABLE_KEYS.*SUPABASE_ANON_KEY/);
	throws(
		() => readApiKey('secret', () => undefined),
		/SUPABASE_SECRET_KEYS.*SUPABASE_SERVICE_ROLE_KEY/
	);
});

Deno.test('the secret key is never the publishable one', () => {
	const variables: Record<string, string> = {
		SUPABASE_PUBLISHABLE_KEYS: '{"default":"sb_publishable_a"}',
		SUPABASE_SECRET_KEYS: '{"default":"sb_secret_a"}'
	};
	equal(
		readApiKey('secret', (name) => variables[name]),
		'sb_secret_a'
	);
});

Deno.test('a JWT is sent as a token too, another key is not', () => {
	deepEqual(keyHeaders('sb_secret_a'), { apikey: 'sb_secret_a' });
	deepEqual(keyHeaders('eyJ.a.b'), { apikey: 'eyJ.a.b', authorization: 'Bearer eyJ.a.b' });
});
