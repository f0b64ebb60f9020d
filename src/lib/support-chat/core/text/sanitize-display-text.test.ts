import { describe, expect, it } from 'vitest';
import { sanitizeDisplayText } from './sanitize-display-text.ts';

describe('sanitizeDisplayText', () => {
	it('makes direction overrides visible', () => {
		expect(sanitizeDisplayText('photo_\u202egpj.exe\u202c')).toBe('photo_\ufffdgpj.exe');
		expect(sanitizeDisplayText('\u202dabc')).toBe('\ufffdabc');
	});

	it('drops embeddings and isolates, closed or not', () => {
		expect(sanitizeDisplayText('\u202a+49 89 1234\u202c')).toBe('+49 89 1234');
		expect(sanitizeDisplayText('\u2066a\u2067b\u2068c\u2069')).toBe('abc');
	});

	it('shows control characters and keeps line breaks and tabs', () => {
		expect(sanitizeDisplayText('a\u0000b\u001b[31m\u0008\u007f\u0085')).toBe('a␀b␛[31m␈␡\ufffd');
		expect(sanitizeDisplayText('one\n\ttwo')).toBe('one\n\ttwo');
	});

	it('changes no language and no emoji', () => {
		for (const text of [
			'שלום\u200f!',
			'می\u200cخواهم',
			'👩\u200d👩\u200d👧',
			'🏴󠁧󠁢󠁥󠁮󠁧󠁿',
			'नमस्ते',
			'中文，好',
			'é'
		]) {
			expect(sanitizeDisplayText(text)).toBe(text);
		}
	});
});
