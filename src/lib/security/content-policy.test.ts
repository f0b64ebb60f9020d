import { expect, test } from 'vitest';
import { completePolicy } from './content-policy.ts';

const PAGE = "default-src 'none'; connect-src 'self'; img-src 'self' blob:";

test.each([
	['https://abc.supabase.co', 'https://abc.supabase.co wss://abc.supabase.co'],
	['https://example.com/supabase/', 'https://example.com wss://example.com'],
	['http://127.0.0.1:54321', 'http://127.0.0.1:54321 ws://127.0.0.1:54321']
])('a page may connect to %s and its socket', (url, sources) => {
	const policy = completePolicy(PAGE, { url, publishableKey: '' });
	expect(policy.split('; ')).toContain(`connect-src 'self' ${sources}`);
	expect(policy.split('; ')).toContain(`img-src 'self' ${sources.split(' ')[0]} blob:`);
	expect(policy).toContain("default-src 'none'");
	expect(policy).toContain("require-trusted-types-for 'script'");
});

test('development allows the elements that Vite creates', () => {
	const policy = completePolicy(PAGE, { url: 'https://x.example', publishableKey: '' }, true);
	expect(policy).not.toContain('trusted-types');
});
