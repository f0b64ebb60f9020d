import fc from 'fast-check';
import { expect, test } from 'vitest';
import { brandColors, contrast } from './brand-colors.ts';

/** What links stand on in tokens.css, the surface first: in the light and in the dark scheme. */
const GROUNDS = [
	['#ffffff', '#f3f4f7', '#e4e6ea'],
	['#16171d', '#24262e', '#2e313a']
];

test('a legible colour stays as it is', () => {
	const [light, , text, link] = brandColors('#0f766e');
	expect([light, text]).toEqual(['#0f766e', '#ffffff']);
	expect(contrast(link!, '#ffffff')).toBeGreaterThan(4.5);
});

test('no other text is a colour', () => {
	for (const text of [null, undefined, '', 'teal', '#fff', '#0f766e;color:red']) {
		expect(brandColors(text)).toEqual([]);
	}
});

test('contrast is that of WCAG', () => {
	expect(contrast('#000000', '#ffffff')).toBe(21);
	expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
});

test('whatever the colour, text and links reach 4.5 to 1 in both schemes, and the button 3 to 1', () => {
	const channel = fc.oneof(fc.integer({ min: 0, max: 255 }), fc.constantFrom(0, 255));
	const color = fc
		.tuple(channel, channel, channel)
		.map((parts) => '#' + parts.map((part) => part.toString(16).padStart(2, '0')).join(''));
	fc.assert(
		fc.property(color, (color) => {
			const [light, dark, text, ...links] = brandColors(color);
			[light!, dark!].forEach((button, scheme) => {
				expect(contrast(text!, button)).toBeGreaterThanOrEqual(4.5);
				expect(contrast(text!, underPointer(button))).toBeGreaterThanOrEqual(4.5);
				expect(contrast(button, GROUNDS[scheme]![0]!)).toBeGreaterThanOrEqual(3);
				for (const ground of GROUNDS[scheme]!) {
					expect(contrast(links[scheme]!, ground)).toBeGreaterThanOrEqual(4.5);
				}
			});
		}),
		{ numRuns: 2000 }
	);
});

/** What tokens.css makes of the button: 12 % black. */
function underPointer(color: string): string {
	const parts = [1, 3, 5].map((at) => Math.round(parseInt(color.slice(at, at + 2), 16) * 0.88));
	return '#' + parts.map((part) => part.toString(16).padStart(2, '0')).join('');
}
