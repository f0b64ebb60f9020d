import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { previewPath } from './attachment.ts';
import { objectName } from './object-name.ts';

/** What the database accepts. */
const ACCEPTED = /^[A-Za-z0-9][A-Za-z0-9._-]{0,120}$/;
const ID = '3f0c3c0e-6a53-4a0e-9d0a-3b8f2a1c9d11';

describe('objectName', () => {
	it('keeps what is readable in ASCII', () => {
		expect(objectName({ id: 'a1', name: 'Café Plan (2).PDF' }, 0)).toBe('a1-0-Cafe-Plan-2.PDF');
		expect(objectName({ id: 'a1', name: '图片.png' }, 1)).toBe('a1-1.png');
		expect(objectName({ id: 'a1', name: '.env' }, 0)).toBe('a1-0-env');
		expect(objectName({ id: 'a1', name: '../../etc/passwd' }, 0)).toBe('a1-0.etc-pass');
	});

	it('is another one on each try', () => {
		const names = [0, 1, 2].map((attempt) => objectName({ id: ID, name: 'a.png' }, attempt));
		expect(new Set(names).size).toBe(3);
	});

	it('is accepted with its preview, whatever the file is called, and is no preview itself', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary', maxLength: 300 }), fc.nat(999), (name, attempt) => {
				const path = objectName({ id: ID, name }, attempt);
				expect(path).toMatch(ACCEPTED);
				expect(previewPath({ path })).toMatch(ACCEPTED);
				expect(path).not.toMatch(/\.preview$/);
			}),
			{ examples: [['a.preview', 0]] }
		);
	});
});
