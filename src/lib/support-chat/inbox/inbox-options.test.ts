import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { optionsProblem, type SupportInboxOptions } from './inbox-options.ts';

class Target {}

beforeAll(() => vi.stubGlobal('HTMLElement', Target));
afterAll(() => vi.unstubAllGlobals());

const project = { url: 'https://x.supabase.co', publishableKey: 'sb_publishable_x' };
const problemOf = (change: object) =>
	optionsProblem({ target: new Target(), project, ...change } as SupportInboxOptions);
const client = { auth: { getSession: () => {} } };
const place = { current: '/', href: () => '', navigate: () => {}, subscribe: () => () => {} };

test.each([
	{},
	{ client },
	{ client: () => client },
	{ accessToken: () => 'token' },
	{ place: 'hash', signInUrl: '/sign-in', basePath: '/', account: {} },
	{ place, signInUrl: (here: string) => here },
	{ signInUrl: 'https://login.example/' }
])('%o is right', (change) => expect(problemOf(change)).toBeUndefined());

test.each([
	[{ target: null }, '`target` is not an element'],
	[{ project: undefined }, '`project.url`'],
	[{ project: { ...project, url: 'x.supabase.co' } }, '`project.url`'],
	[{ project: { ...project, publishableKey: '' } }, '`project.publishableKey` is missing'],
	[{ project: { ...project, publishableKey: 'sb_secret_x' } }, 'secret key'],
	[{ client, accessToken: () => 'token' }, 'not both'],
	[{ accessToken: 'token' }, '`accessToken` is not a function'],
	[{ place: 'path' }, '`place` is neither "history" nor "hash"'],
	[{ place: { href: () => '' } }, 'InboxPlace'],
	[{ basePath: 'chats' }, '`basePath`'],
	[{ basePath: '//evil.example' }, '`basePath`'],
	[{ signInUrl: 'javascript:alert(1)' }, '`signInUrl`'],
	[{ account: 'Ada' }, '`account`']
])('%o is refused in words', (change, words) => expect(problemOf(change)).toContain(words));

test('no options at all are refused in words', () => {
	expect(optionsProblem(undefined as unknown as SupportInboxOptions)).toContain('`target`');
});
