import { describe, expect, test } from 'vitest';
import { safeReturnPath } from './safe-return-path.ts';

describe('a path of this site is kept', () => {
	test.each([
		'/',
		'/admin',
		'/?support=open',
		'/admin?tab=archived&shown=50',
		'/admin/6f9619ff-8b86-4d01-b42d-00c04fc964ff',
		'/orders/42#notes',
		'/search?q=https%3A%2F%2Fexample.com%2Fa',
		'/search?from=//elsewhere',
		'/caf%C3%A9'
	])('%s', (path) => {
		expect(safeReturnPath(path)).toBe(path);
	});

	test('other letters come back encoded, fit for a Location header', () => {
		expect(safeReturnPath('/bücher')).toBe('/b%C3%BCcher');
	});
});

describe('a path that could leave the site is refused', () => {
	test.each([
		['an absolute address', 'https://evil.example'],
		['a scheme without slashes', 'javascript:alert(1)'],
		['a data address', 'data:text/html,hi'],
		['a protocol-relative address', '//evil.example'],
		['three slashes', '///evil.example'],
		['slash backslash', '/\\evil.example'],
		['backslash slash', '\\/evil.example'],
		['two backslashes', '\\\\evil.example'],
		['a backslash further on', '/a/\\evil.example'],
		['a backslash in the query', '/?a=\\'],
		['an encoded slash pair', '/%2F%2Fevil.example'],
		['one encoded slash', '/%2fevil.example'],
		['an encoded backslash', '/%5Cevil.example'],
		['a double-encoded slash', '/%252Fevil.example'],
		['a slash encoded many times', '/%2525252525252Fevil.example'],
		['a dot segment before two slashes', '/.//evil.example'],
		['a parent segment before two slashes', '/a/..//evil.example'],
		['an encoded dot segment', '/%2e//evil.example'],
		['two slashes further on', '/a//evil.example'],
		['a tab that parsers drop', '/\t/evil.example'],
		['a line feed', '/\n/evil.example'],
		['a carriage return and a header', '/a\r\nSet-Cookie: a=b'],
		['a NUL', '/\u0000/evil.example'],
		['an encoded NUL', '/%00/evil.example'],
		['an encoded tab', '/%09/evil.example'],
		['a leading space', ' /admin'],
		['a space inside', '/ /evil.example'],
		['a line separator', '/\u2028/evil.example'],
		['a relative path', 'admin'],
		['a parent path', '../admin'],
		['credentials', '@evil.example'],
		['a broken escape', '/%zz'],
		['a query alone', '?next=/'],
		['a very long path', '/' + 'a'.repeat(3000)],
		['nothing', ''],
		['null', null],
		['undefined', undefined]
	])('%s', (_, path) => {
		expect(safeReturnPath(path)).toBe('/');
		expect(safeReturnPath(path, '/admin')).toBe('/admin');
	});
});
