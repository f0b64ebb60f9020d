import { describe, expect, test } from 'vitest';
import { inboxPath, readInboxAddress, readMessagePlace } from './inbox-address.ts';

const read = (query: string) => readInboxAddress(new URLSearchParams(query));

test.each([
	['', 'active', 25],
	['tab=archived', 'archived', 25],
	['tab=active&shown=50', 'active', 50],
	['tab=elsewhere', 'active', 25],
	['filter=nobody', 'active', 25],
	['filter=all', 'active', 25],
	['shown=1', 'active', 25],
	['shown=-3', 'active', 25],
	['shown=2.5', 'active', 25],
	['shown=many', 'active', 25],
	['shown=999999', 'active', 500]
])('"?%s" is the %s tab with %i chats', (query, tab, shown) => {
	expect(read(query)).toEqual({ tab, filter: 'all', shown, query: '' });
});

describe('an address is read back as it was written', () => {
	test.each([
		['/', { tab: 'active', filter: 'all', shown: 25, query: '' }],
		['/?tab=archived', { tab: 'archived', filter: 'all', shown: 25, query: '' }],
		['/?tab=archived&shown=75', { tab: 'archived', filter: 'all', shown: 75, query: '' }],
		['/?filter=waiting', { tab: 'active', filter: 'waiting', shown: 25, query: '' }],
		['/?q=a%26b+%C3%A4', { tab: 'active', filter: 'all', shown: 25, query: 'a&b ä' }]
	] as const)('%s', (path, address) => {
		expect(inboxPath(address)).toBe(path);
		expect(read(path.split('?')[1] ?? '')).toEqual(address);
	});
});

test('a chat keeps the list it was opened from', () => {
	const address = { tab: 'archived', filter: 'mine', shown: 50, query: '' } as const;
	expect(inboxPath(address, 'abc')).toBe('/abc?tab=archived&filter=mine&shown=50');
});

test('what an address has in place of an id leads nowhere else', () => {
	const address = { tab: 'active', filter: 'all', shown: 25, query: '' } as const;
	expect(inboxPath(address, '/')).toBe('/%2F');
	expect(inboxPath(address, '//evil.example?q=1')).toBe('/%2F%2Fevil.example%3Fq%3D1');
});

test('the address of a found message keeps the search query', () => {
	const address = { tab: 'active', filter: 'all', shown: 25, query: 'refund' } as const;
	const path = inboxPath(address, 'abc', 7);
	expect(path).toBe('/abc?q=refund&at=7');
	expect(readMessagePlace(new URL(path, 'http://x').searchParams)).toBe(7);
});

test.each(['', 'at=0', 'at=-1', 'at=1.5', 'at=x', 'at=9007199254740993'])(
	'"?%s" points at no message',
	(query) => expect(readMessagePlace(new URLSearchParams(query))).toBeNull()
);

test('a query longer than the search allows is truncated', () => {
	expect(read(`q=${'x'.repeat(500)}`).query).toHaveLength(200);
});
