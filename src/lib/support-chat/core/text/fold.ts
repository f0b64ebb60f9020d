/** A text as searches compare it: without case, accents and vowel signs, and widths of characters. */
export function fold(text: string): string {
	// Many texts are plain, for which the rest is several times slower.
	if (!/[^\0-\x7f]/.test(text)) return text.toLowerCase();
	// Lower case first to last: "℡" has capitals after normalising, and "İ" has a mark after lowering.
	return text.normalize('NFKD').toLowerCase().replace(/\p{M}/gu, '');
}
