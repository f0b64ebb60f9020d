import { expect, it } from 'vitest';
import { mimeTypeOf } from './mime-type.ts';

it('is the type that the browser reports', () => {
	expect(mimeTypeOf({ name: 'a.png', type: 'image/png' })).toBe('image/png');
	expect(mimeTypeOf({ name: 'notes', type: 'text/plain;charset=UTF-8' })).toBe('text/plain');
});

it('goes by the ending where browsers report none or a wrong one', () => {
	expect(mimeTypeOf({ name: 'Report.DOCX', type: '' })).toMatch(/wordprocessingml/);
	expect(mimeTypeOf({ name: 'README.md', type: '' })).toBe('text/markdown');
	expect(mimeTypeOf({ name: 'rows.csv', type: 'application/vnd.ms-excel' })).toBe('text/csv');
	expect(mimeTypeOf({ name: 'a.zip', type: 'application/x-zip-compressed' })).toBe(
		'application/zip'
	);
	expect(mimeTypeOf({ name: 'a.heic', type: 'application/octet-stream' })).toBe('image/heic');
});

it('is unknown without both', () => {
	expect(mimeTypeOf({ name: 'a.xyz', type: '' })).toBe('');
	expect(mimeTypeOf({ name: 'constructor', type: '' })).toBe('');
});
