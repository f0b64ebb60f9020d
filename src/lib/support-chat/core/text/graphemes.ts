/**
 * Cuts texts between graphemes: a family emoji, a flag and an "é" of two code points are one each.
 */

/** Endings of a cut text that are probably part of a grapheme: after a joiner, half a flag, tags of one. */
const DANGLING = [
	/(?:\p{ExtPict}[\p{Emoji_Modifier}\ufe0f]*\u200d)+(?:\p{ExtPict}[\p{Emoji_Modifier}\ufe0f]*)?$/u,
	/(?<=(?<!\p{RI})(?:\p{RI}\p{RI})*)\p{RI}$/u,
	/\u{1f3f4}[\u{e0020}-\u{e007e}]+$/u,
	/[\u200d\ud800-\udbff]$/u
];

/** The first `most` code points of a text, minus those of a character that the cut would split. */
export function beginning(text: string, most: number): string {
	const codePoints = [...text];
	if (codePoints.length <= most) return text;
	const cut = codePoints.slice(0, most).join('');
	// Firefox before 125 may split a character.
	if (!Intl.Segmenter) return cut;
	const { index } = new Intl.Segmenter().segment(text).containing(cut.length)!;
	// A single character longer than `most` is split, or nothing would be left.
	return text.slice(0, index) || cut;
}

/** A text that was cut after `most` code points, minus a character that the cut may have split. */
export function withoutCutCharacter(text: string, most: number): string {
	if ([...text].length < most) return text;
	return DANGLING.reduce((rest, pattern) => rest.replace(pattern, ''), text);
}
