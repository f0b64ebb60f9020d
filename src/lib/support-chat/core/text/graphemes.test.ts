import { describe, expect, it } from 'vitest';
import { beginning, withoutCutCharacter } from './graphemes.ts';

const FAMILY = '👨\u200d👩\u200d👧';
const ENGLAND = '🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}';
/** Characters of several code points. */
const WHOLE = [FAMILY, ENGLAND, '👍🏽', '❤\ufe0f', 'e\u0301', 'נ\u05b8', '1\ufe0f\u20e3', '🇩🇪'];

describe('beginning', () => {
	it.each(WHOLE)('never splits %s', (character) => {
		const { length } = [...character];
		for (let before = 0; before < length; before++) {
			const text = `ab${'x'.repeat(before)}${character}y`;
			const most = 2 + length;
			expect(beginning(text, most)).toBe(
				before === 0 ? `ab${character}` : `ab${'x'.repeat(before)}`
			);
		}
	});

	it('keeps the two halves of a flag together', () => {
		expect(beginning('🇩🇪🇫🇷🇯🇵', 3)).toBe('🇩🇪');
		expect(beginning('a🇩🇪🇫🇷🇯🇵', 5)).toBe('a🇩🇪🇫🇷');
	});

	it('keeps a short text, and splits a single overlong character', () => {
		expect(beginning(FAMILY, 5)).toBe(FAMILY);
		expect(beginning(`e${'\u0301'.repeat(500)}`, 100)).toBe(`e${'\u0301'.repeat(99)}`);
	});
});

describe('withoutCutCharacter', () => {
	it.each([
		['👨\u200d', ''],
		['👨\u200d👩', ''],
		['a👨\u200d👩\u200d', 'a'],
		['🇩🇪🇫', '🇩🇪'],
		['🏴\u{e0067}\u{e0062}', ''],
		['\ud83d', '']
	])('drops what dangles at the end of a text that was cut, %j', (end, kept) => {
		const text = 'x'.repeat(100 - [...end].length);
		expect(withoutCutCharacter(text + end, 100)).toBe(text + kept);
	});

	it.each(['x', 'é', 'e\u0301', '👍🏽', '🇩🇪', ENGLAND, '中', 'می\u200cخواهم'])(
		'keeps %j, which is whole',
		(end) => {
			const text = 'x'.repeat(100 - [...end].length) + end;
			expect(withoutCutCharacter(text, 100)).toBe(text);
		}
	);

	it('changes no text that is shorter than the cut', () => {
		for (const text of ['', FAMILY, `${'x'.repeat(98)}🇩`]) {
			expect(withoutCutCharacter(text, 100)).toBe(text);
		}
	});
});
