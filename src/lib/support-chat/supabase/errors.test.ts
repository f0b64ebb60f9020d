import { describe, expect, it } from 'vitest';
import { toRestError } from './errors.ts';

const refusal = (status: number, code = '') => toRestError({ message: 'no', code }, status);

describe('toRestError', () => {
	it('separates permanent refusals from failures worth a retry', () => {
		const kinds = [0, 400, 401, 403, 404, 408, 409, 413, 422, 429, 500, 503].map(
			(status) => `${status} ${refusal(status).kind}`
		);
		expect(kinds).toEqual([
			'0 wait',
			'400 refused',
			'401 wait',
			'403 refused',
			'404 refused',
			'408 wait',
			'409 refused',
			'413 refused',
			'422 refused',
			'429 slow',
			'500 wait',
			'503 wait'
		]);
	});

	it('keeps the database’s error code, and uses "network" for a lost request', () => {
		expect(refusal(400, '23514').code).toBe('23514');
		expect(refusal(0).code).toBe('network');
	});

	it('tells a blocked user from others whose message is refused', () => {
		const refused = (details: string) =>
			toRestError({ message: 'no', code: '42501', details }, 403);
		expect(refused('{"reason": "blocked"}')).toMatchObject({ code: 'blocked', kind: 'refused' });
		expect(refused('{"reason": "not_your_chat"}').code).toBe('42501');
	});

	it('names what is wrong with a message’s files', () => {
		const refused = (details: string) =>
			toRestError({ message: 'no', code: '23514', details }, 400);
		expect(refused('{"reason": "attachment_missing"}').code).toBe('attachment_missing');
		expect(refused('{"reason": "too_many_attachments"}').code).toBe('too_many_attachments');
		expect(refused('{"reason": "blank"}').code).toBe('23514');
	});

	it('reads the retry delay from the hint', () => {
		const error = { message: 'slow down', code: 'PT429', details: null, hint: 'Retry in 12 s.' };
		expect(toRestError(error, 429).retryAfter).toBe(12_000);
		expect(refusal(429).retryAfter).toBeNull();
	});
});
