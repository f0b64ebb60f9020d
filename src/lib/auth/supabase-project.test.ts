import { expect, test } from 'vitest';
import { readSupabaseProject } from './supabase-project.ts';

const url = 'https://abc.supabase.co';
const key = 'sb_publishable_abc';

function legacyKey(role: string): string {
	const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
	return `${part({ alg: 'HS256' })}.${part({ iss: 'supabase', role })}.signature`;
}

test('reads the address and the publishable key', () => {
	expect(readSupabaseProject({ SUPABASE_URL: `${url}/`, SUPABASE_PUBLISHABLE_KEY: key })).toEqual({
		project: { url, publishableKey: key }
	});
});

test('accepts the legacy anon key', () => {
	const anon = legacyKey('anon');
	expect(readSupabaseProject({ SUPABASE_URL: url, SUPABASE_PUBLISHABLE_KEY: anon })).toEqual({
		project: { url, publishableKey: anon }
	});
});

test.each([
	[{}, 'SUPABASE_URL and SUPABASE_PUBLISHABLE_KEY are not set'],
	[{ SUPABASE_URL: url }, 'SUPABASE_PUBLISHABLE_KEY is not set'],
	[{ SUPABASE_URL: ' ', SUPABASE_PUBLISHABLE_KEY: key }, 'SUPABASE_URL is not set'],
	[{ SUPABASE_URL: 'abc', SUPABASE_PUBLISHABLE_KEY: key }, 'SUPABASE_URL must start with'],
	[{ SUPABASE_URL: url, SUPABASE_PUBLISHABLE_KEY: 'sb_secret_abc' }, 'holds a secret key'],
	[{ SUPABASE_URL: url, SUPABASE_PUBLISHABLE_KEY: legacyKey('service_role') }, 'holds a secret key']
])('explains what is wrong with %o', (env, words) => {
	expect(readSupabaseProject(env)).toEqual({ problem: expect.stringContaining(words) });
});
