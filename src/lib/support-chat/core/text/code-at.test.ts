import { expect, test } from 'vitest';
import { codeAt } from './code-at.ts';

/** The code around the part in brackets. */
function around(marked: string): string | null {
	const start = marked.indexOf('[');
	const end = marked.indexOf(']') - 1;
	const text = marked.replace(/[[\]]/g, '');
	const range = codeAt(text, start, end);
	return range && text.slice(...range);
}

test.each([
	['My order [PB]-10482, please', 'PB-10482'],
	['My order PB-[10482], please', 'PB-10482'],
	['PB[-]10482', 'PB-10482'],
	['see INV_[2026]/0042.', 'INV_2026/0042'],
	['since 2026-[01]-29: broken', '2026-01-29'],
	['订单[号]：AB-1', null],
	['version [10.0].2', '10.0.2'],
	['ÄÖ-[7]-ß', 'ÄÖ-7-ß'],
	// Browsers on Windows select the space after it, too.
	['PB-[10482 ]please', 'PB-10482']
])('finds the code in %s', (marked, code) => {
	expect(around(marked)).toBe(code);
});

test.each(['a [pick]-up point', 'and[/]or', 'PB-10482 [please]', '[10482]', '--[7]--'])(
	'finds no code in %s',
	(marked) => {
		expect(around(marked)).toBeNull();
	}
);

test('handles long texts quickly', () => {
	const start = performance.now();
	for (const text of ['a-'.repeat(2000), 'a'.repeat(4000), '1-'.repeat(2000)])
		codeAt(text, 3999, 4000);
	expect(performance.now() - start).toBeLessThan(200);
});
