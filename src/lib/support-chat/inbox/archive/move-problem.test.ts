import { expect, test } from 'vitest';
import { ChatError } from '../../core/chat-error.ts';
import { problemOf } from './move-problem.ts';

test.for([
	['42501', 403, 'forbidden'],
	['P0001', 400, 'unseen'],
	['PT429', 429, 'failed'],
	['network', 0, 'failed'],
	['P0001', 500, 'failed']
] as const)('%s, HTTP %i: %s', ([code, status, problem]) => {
	expect(problemOf(new ChatError('no', { code, status }))).toBe(problem);
});

test('an error that is no response of the server counts as failed', () => {
	expect(problemOf(new TypeError('Failed to fetch'))).toBe('failed');
});
