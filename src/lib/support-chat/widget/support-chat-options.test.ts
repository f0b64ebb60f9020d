import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { optionsProblem, type SupportChatOptions } from './support-chat-options.ts';

const right: SupportChatOptions = {
	project: { url: 'https://abc.supabase.co', publishableKey: 'sb_publishable_x' },
	user: { id: 'ada' }
};

beforeEach(() => vi.stubGlobal('Element', class {}));
afterEach(() => vi.unstubAllGlobals());

test('finds nothing wrong with the least, and with all options', () => {
	expect(optionsProblem(right)).toBeUndefined();
	const all = { ...right, accessToken: () => null, side: 'left', launcher: false, title: 'Help' };
	expect(optionsProblem(all as SupportChatOptions)).toBeUndefined();
});

test.for<[wrong: unknown, words: RegExp]>([
	[undefined, /project\.url/],
	[{ ...right, project: undefined }, /project\.url/],
	[{ ...right, project: { url: 'abc.supabase.co' } }, /project\.url/],
	[{ ...right, project: { url: 'https://abc.supabase.co' } }, /publishableKey/],
	[{ ...right, project: { ...right.project, publishableKey: 'sb_secret_x' } }, /secret key/],
	[{ ...right, user: null }, /user\.id/],
	[{ ...right, client: {}, accessToken: () => null }, /not both/],
	[{ ...right, accessToken: 'eyJ' }, /not a function/],
	[{ ...right, side: 'top' }, /side/],
	[{ ...right, target: '#chat' }, /target/]
])('says what is wrong with %j', ([wrong, words]) => {
	expect(optionsProblem(wrong as SupportChatOptions)).toMatch(words);
});
