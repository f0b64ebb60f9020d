import { expect, test } from 'vitest';
import { readConfirmLink } from './confirm-link.ts';

const read = (query: string) => readConfirmLink(new URLSearchParams(query));

test('reads the token and its type', () => {
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
])('%j is not a complete link', (query) => {
	expect(read(query)).toBeNull();
});
