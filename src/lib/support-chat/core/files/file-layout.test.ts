import { describe, expect, it } from 'vitest';
import { filesHeight, pictureBox } from './file-layout.ts';

const file = { name: 'a', mimeType: 'application/pdf', sizeBytes: 1, width: null, height: null };
const picture = { ...file, mimeType: 'image/png', width: 1200, height: 600 };

describe('the layout of files', () => {
	it('fits a picture into its box', () => {
		expect(pictureBox(picture)).toEqual({ width: 240, height: 120 });
		expect(pictureBox({ width: 500, height: 1000 })).toEqual({ width: 140, height: 280 });
	});

	it('does not enlarge a small picture, but leaves something to press', () => {
		expect(pictureBox({ width: 100, height: 90 })).toEqual({ width: 100, height: 90 });
		expect(pictureBox({ width: 4, height: 2560 })).toEqual({ width: 72, height: 280 });
	});

	it('has cards below each other', () => {
		expect(filesHeight([file])).toBe(56);
		expect(filesHeight([file, file])).toBe(116);
	});

	it('has pictures two in a row, above the cards', () => {
		expect(filesHeight([picture])).toBe(120);
		expect(filesHeight([picture, picture])).toBe(118);
		expect(filesHeight([picture, picture, picture])).toBe(240);
		expect(filesHeight([picture, file])).toBe(180);
	});
});
