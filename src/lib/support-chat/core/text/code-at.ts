/** Letters and digits joined by single signs: PB-10482, INV_2026/0042, 2026-01-29, 10.0.2. */
const CODE = /[\p{L}\p{N}]+(?:[-_./#:][\p{L}\p{N}]+)+/gu;

/**
 * Range of the code, such as an order number, around a selected part of a text; null for a word. Browsers
 * end a word at a hyphen, so a double click selects only a part of PB-10482.
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
