import { expect, test } from 'vitest';
import { readConfirmLink } from './confirm-link.ts';

const read = (query: string) => readConfirmLink(new URLSearchParams(query));

test('reads the token and what it is for', () => {
	const link = { token_hash: 'pkce_0a-f', type: 'recovery' };
	expect(read('token_hash=pkce_0a-f&type=recovery&next=/auth/reset-password')).toEqual(link);
});

test.each([
	'',
	'token_hash=a',
	'type=signup',
	'token_hash=&type=signup',
	'token_hash=a&type=',
	'token_hash=a&type=sms',
	'token_hash=a&type=toString',
	'token_hash=a%00&type=signup',
	'token_hash=a b&type=signup',
	`token_hash=${'a'.repeat(1001)}&type=signup`
])('%j is no whole link', (query) => {
	expect(read(query)).toBeNull();
});
