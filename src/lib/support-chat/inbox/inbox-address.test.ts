import { describe, expect, test } from 'vitest';
import { inboxHref, readInboxAddress } from './inbox-address.ts';

const read = (query: string) => readInboxAddress(new URLSearchParams(query));

test.each([
	['', 'active', 25],
	['tab=archived', 'archived', 25],
	['tab=active&shown=50', 'active', 50],
	['tab=elsewhere', 'active', 25],
	['shown=1', 'active', 25],
	['shown=-3', 'active', 25],
	['shown=2.5', 'active', 25],
	['shown=many', 'active', 25],
	['shown=999999', 'active', 500]
])('"?%s" is the %s tab with %i chats', (query, tab, shown) => {
	expect(read(query)).toEqual({ tab, shown });
});

describe('an address reads back as what it was made from', () => {
	test.each([
		['/admin', { tab: 'active', shown: 25 }],
		['/admin?tab=archived', { tab: 'archived', shown: 25 }],
		['/admin?tab=archived&shown=75', { tab: 'archived', shown: 75 }]
	] as const)('%s', (href, address) => {
		expect(inboxHref(address)).toBe(href);
		expect(read(href.split('?')[1] ?? '')).toEqual(address);
	});
});

test('a chat keeps the list it was opened from', () => {
	expect(inboxHref({ tab: 'archived', shown: 50 }, 'abc')).toBe('/admin/abc?tab=archived&shown=50');
});
