import { expect, test } from 'vitest';
import { fileSize, fileType, nameParts } from './file-type.ts';

test.each([
	['application/pdf', ['document', 'PDF']],
	['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', ['table', 'Excel']],
	['image/svg+xml', ['image', 'SVG']],
	['image/heic', ['image', 'HEIC']],
	['text/x-log', ['text', '']],
	['application/x-unknown', ['other', '']],
	['', ['other', '']]
])('the type %j', (mimeType, type) => {
	expect(fileType({ mimeType })).toEqual(type);
});

test.each([
	[0, '0 bytes'],
	[900, '900 bytes'],
	[1024, '1 kB'],
	[240_000, '234 kB'],
	[1_048_576, '1 MB'],
	[1_600_000, '1.5 MB'],
	[10_485_760, '10 MB']
])('%i bytes', (bytes, size) => {
	expect(fileSize(bytes, 'en-US')).toBe(size);
});

test("sizes are in the reader's language", () => {
	expect(fileSize(1_600_000, 'de-DE')).toBe('1,5 MB');
});

test.each([
	['Screenshot 2026-11-29.png', ['Screenshot 2026-1', '1-29.png'].join('|')],
	['a.png', '|a.png'],
	['no extension at all', 'no extension at| all'],
	['archive.verylongextension', 'archive.verylongexten|sion'],
	['.env', '|.env'],
	['plan-👍🏽ab.pdf', 'plan-|👍🏽ab.pdf']
])('%j is cut in the middle', (name, parts) => {
	expect(nameParts(name).join('')).toBe(name);
	if (!name.includes('👍')) expect(nameParts(name).join('|')).toBe(parts);
	expect(nameParts(name).every((part) => part.isWellFormed())).toBe(true);
});
