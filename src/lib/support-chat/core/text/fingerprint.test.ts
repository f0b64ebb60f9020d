import { expect, test } from 'vitest';
import { fingerprint } from './fingerprint.ts';

test('is twelve hexadecimal digits that differ between texts', () => {
	const texts = ['', 'a', 'b', 'ab', 'ba', 'a ', '😀', 'x'.repeat(4000), `${'x'.repeat(3999)}y`];
	const prints = texts.map(fingerprint);
	for (const print of prints) expect(print).toMatch(/^[0-9a-f]{12}$/);
	expect(new Set(prints).size).toBe(texts.length);
	expect(texts.map(fingerprint)).toEqual(prints);
	const many = Array.from({ length: 100_000 }, (_, i) => fingerprint(`message ${i}`));
	expect(new Set(many).size).toBe(many.length);
});
