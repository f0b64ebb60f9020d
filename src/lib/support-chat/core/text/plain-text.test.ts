import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatted, unformatted } from './formatted.ts';
import { isPlainText } from './plain-text.ts';
import { sanitizeDisplayText } from './sanitize-display-text.ts';

const PIECES = [
	'*',
	'**',
	'`',
	'```',
	'http',
	's://',
	':',
	'//',
	'WWW',
	'.',
	'mailto',
	'a.example'
];

test('what is plain has neither formatting nor links', () => {
	const text = fc
		.array(fc.oneof(fc.constantFrom(...PIECES, ' ', '\n', '\u202e', 'é', '日本'), fc.string()))
		.map((parts) => parts.join(''));
	fc.assert(
		fc.property(text, (written) => {
			fc.pre(isPlainText(written) && written !== '');
			expect(formatted(written)).toEqual([{ text: sanitizeDisplayText(written) }]);
			expect(unformatted(written)).toBe(sanitizeDisplayText(written));
		})
	);
});

test.each([
	'**bold**',
	'*it*',
	'`code`',
	'https://a.example',
	'HTTP://A.EXAMPLE',
	'www.a.example',
	'Www.a.example',
	'mailto:a@a.example'
])('%s is not plain', (written) => {
	expect(isPlainText(written)).toBe(false);
	expect(formatted(written)).not.toEqual([{ text: written }]);
});

test.each(['Hi!', 'a@a.example', 'a.example/b?', '2 x 3: 6', 'C:/x'])('%s is plain', (written) => {
	expect(isPlainText(written)).toBe(true);
});
