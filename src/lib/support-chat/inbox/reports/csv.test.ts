import { expect, test } from 'vitest';
import { toCsv } from './csv.ts';

test('cells are quoted where they have to be', () => {
	expect(toCsv([['a', 1, null, 'b,c', 'say "hi"', 'two\nlines']])).toBe(
		'\ufeffa,1,,"b,c","say ""hi""","two\nlines"\r\n'
	);
});

test.for(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1'])('%j is no formula', (name) => {
	expect(toCsv([[name]])).toContain(`'${name}`);
});

test('negative numbers stay numbers', () => {
	expect(toCsv([[-1.5]])).toBe('\ufeff-1.5\r\n');
});
