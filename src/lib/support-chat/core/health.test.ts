import { expect, test } from 'vitest';
import { knownProblems } from './health.ts';

test('unknown problems are dropped, known ones are sorted', () => {
	const reported = ['emails_failed', 'moon_missing', 'function_missing'];
	expect(knownProblems(reported)).toEqual(['function_missing', 'emails_failed']);
});
