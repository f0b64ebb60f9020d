import { expect, it } from 'vitest';
import { fileProblem } from './limits.ts';

const limits = { maxBytes: 10, perMessage: 5, mimeTypes: ['image/*', 'text/plain'] };
const problem = (sizeBytes: number, mimeType: string) =>
	fileProblem({ sizeBytes, mimeType }, limits);

it('accepts files up to the limit, of the accepted types', () => {
	expect(problem(10, 'text/plain')).toBeNull();
	expect(problem(1, 'image/avif')).toBeNull();
	expect(problem(1, 'Text/Plain;charset=utf-8')).toBeNull();
	expect(
		fileProblem({ sizeBytes: 1, mimeType: 'x/y' }, { ...limits, mimeTypes: ['*/*'] })
	).toBeNull();
});

it('says what is wrong with a file', () => {
	expect(problem(11, 'text/plain')).toBe('too-large');
	expect(problem(0, 'text/plain')).toBe('empty');
	expect(problem(1, 'text/html')).toBe('wrong-type');
	expect(problem(1, 'imagex/png')).toBe('wrong-type');
	expect(problem(1, '')).toBe('wrong-type');
});
