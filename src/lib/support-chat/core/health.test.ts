import { expect, test } from 'vitest';
import { knownProblems } from './health.ts';

test('words of a newer database are left out, and the others are in order', () => {
	const words = ['emails_failed', 'moon_missing', 'function_missing'];
	expect(knownProblems(words)).toEqual(['function_missing', 'emails_failed']);
});
