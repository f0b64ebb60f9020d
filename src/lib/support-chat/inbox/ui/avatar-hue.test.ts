import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { hueOf, HUES } from './avatar-hue.ts';

test('a person keeps a colour, and many people share all colours about evenly', () => {
	const counts = new Array<number>(HUES).fill(0);
	for (let i = 0; i < 4000; i++) {
		const id = randomUUID();
		expect(hueOf(id)).toBe(hueOf(id));
		counts[hueOf(id)]!++;
	}
	for (const count of counts) expect(count).toBeGreaterThan((4000 / HUES) * 0.7);
});

test('ids that differ in one character mostly differ in colour', () => {
	const base = 'a3f0c1de-0000-4000-8000-00000000000';
	const hues = new Set('0123456789abcdef'.split('').map((digit) => hueOf(base + digit)));
	expect(hues.size).toBeGreaterThanOrEqual(6);
});
