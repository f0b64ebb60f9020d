import { expect, test } from 'vitest';
import { pictureBox } from './file-layout.ts';

test('a picture is fitted into its box', () => {
	expect(pictureBox({ width: 1200, height: 600 })).toEqual({ width: 240, height: 120 });
	expect(pictureBox({ width: 500, height: 1000 })).toEqual({ width: 140, height: 280 });
});

test('a small picture is not enlarged, but leaves something to press', () => {
	expect(pictureBox({ width: 100, height: 90 })).toEqual({ width: 100, height: 90 });
	expect(pictureBox({ width: 4, height: 2560 })).toEqual({ width: 72, height: 280 });
});
