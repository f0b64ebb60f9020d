import { describe, expect, it } from 'vitest';
import { fileFailure } from '../core/files/file-failure.ts';
import { isThere, refusesToken, toStorageError } from './storage-errors.ts';

/** As Storage answers: HTTP 400, the status in the body. */
const answer = (statusCode: number, error: string, message = '', status = 400) => ({
	status,
	body: JSON.stringify({ statusCode: String(statusCode), error, message })
});

const rls = answer(403, 'Unauthorized', 'new row violates row-level security policy');
const expired = answer(403, 'Unauthorized', '"exp" claim timestamp check failed');

describe('errors of Storage', () => {
	it('say what is wrong with a file', () => {
		const failure = (...of: Parameters<typeof answer>) => {
			const error = toStorageError(answer(...of));
			expect(error.kind).toBe('refused');
			return fileFailure(error);
		};
		const tooLarge = 'The object exceeded the maximum allowed size';
		expect(failure(413, 'Payload too large', tooLarge)).toBe('too-large');
		expect(failure(415, 'invalid_mime_type', 'mime type x/y is not supported')).toBe('wrong-type');
		expect(failure(507, 'Insufficient Storage', '', 507)).toBe('storage-full');
		expect(failure(402, '', 'exceed_storage_size_quota', 402)).toBe('storage-full');
	});

	it('from a proxy are understood by their status', () => {
		expect(toStorageError({ status: 413, body: '<html>' })).toMatchObject({ code: 'too_large' });
		expect(toStorageError({ status: 502, body: 'null' })).toMatchObject({
			kind: 'wait',
			status: 502
		});
	});

	it('tell an object that is there from other conflicts, which pass', () => {
		expect(isThere(answer(409, 'Duplicate', 'The resource already exists'))).toBe(true);
		const conflict = answer(409, 'TransactionError', 'could not serialize access');
		expect(isThere(conflict)).toBe(false);
		expect(toStorageError(conflict).kind).toBe('wait');
		expect(toStorageError(answer(423, 'ResourceLocked')).kind).toBe('wait');
	});

	it('tell a refused token, which can be renewed, from a refused file', () => {
		expect(refusesToken(expired)).toBe(true);
		expect(refusesToken({ status: 401, body: '' })).toBe(true);
		expect(refusesToken(rls)).toBe(false);
		expect(toStorageError(expired).kind).toBe('wait');
		expect(toStorageError(rls)).toMatchObject({ kind: 'refused', status: 403 });
	});

	it('are retried when the server is at fault or busy', () => {
		expect(toStorageError(answer(500, 'Internal', '', 500)).kind).toBe('wait');
		expect(toStorageError(answer(544, 'DatabaseTimeout', '', 544)).kind).toBe('wait');
		expect(toStorageError(answer(429, 'too_many_connections', '', 429)).kind).toBe('slow');
	});
});
