import { describe, expect, it } from 'vitest';
import { contentLength, contentProblem, normaliseContent } from './message.ts';
import { badgeText } from './alerts/badge-text.ts';

describe('content', () => {
	it('keeps inner line breaks, drops leading blank lines and trailing white space', () => {
		expect(normaliseContent('\r\n \t\na\r\nb\rc \n')).toBe('a\nb\nc');
	});

	it('keeps the indentation of the first line', () => {
		expect(normaliseContent('  a\n    b')).toBe('  a\n    b');
		expect(normaliseContent('\n\n\t- a\n\t- b\n')).toBe('\t- a\n\t- b');
		expect(normaliseContent('\u3000一字下げ')).toBe('\u3000一字下げ');
	});

	it('strips what Postgres cannot store, and control characters as the database does', () => {
		expect(normaliseContent('a\0b\ud83d')).toBe('ab\ufffd');
		expect(normaliseContent('a\u001b[31mb\u009f\tc\n\u007fd')).toBe('a[31mb\tc\nd');
	});

	it('counts an emoji as one character, as Postgres does', () => {
		expect(contentLength('a😀b')).toBe(3);
		expect(contentProblem('😀'.repeat(4000))).toBeNull();
		expect(contentProblem('😀'.repeat(4001))).toBe('too-long');
	});

	it.each(['', ' ', '\n\t', '\u200b\u2060', '\u00a0\u3000', '\u3164'])('%j is blank', (text) => {
		expect(contentProblem(normaliseContent(text))).toBe('blank');
	});
});

describe('badgeText', () => {
	it('is empty for none and 9+ above nine', () => {
		expect([-1, 0, 1, 9, 10, 500].map(badgeText)).toEqual(['', '', '1', '9', '9+', '9+']);
	});
});
