/** Letters and digits with single signs between: PB-10482, INV_2026/0042, 2026-01-29, 10.0.2. */
const CODE = /[\p{L}\p{N}]+(?:[-_./#:][\p{L}\p{N}]+)+/gu;

/**
 * Where in a text the code is, such as an order's number, that a reader means who points at this part of
 * it; null for a word. Browsers take a hyphen for the end of a word, also in PB-10482.
 */
export function codeAt(text: string, start: number, end: number): [number, number] | null {
	for (const { 0: code, index } of text.matchAll(CODE)) {
		const codeEnd = index + code.length;
		if (index <= start && start < codeEnd && end <= codeEnd + 1 && /\p{N}/u.test(code)) {
			return [index, codeEnd];
		}
	}
	return null;
}
