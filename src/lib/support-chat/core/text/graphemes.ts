/**
 * Cutting texts between characters as a reader sees them: a family of emoji, a flag and an "é" of two
 * code points are one each.
 */

/** The end of a cut text that goes on for sure or very likely: after a tie, half a flag, an unfinished one. */
const DANGLING = [
	/(?:\p{ExtPict}[\p{Emoji_Modifier}\ufe0f]*\u200d)+(?:\p{ExtPict}[\p{Emoji_Modifier}\ufe0f]*)?$/u,
	/(?<=(?<!\p{RI})(?:\p{RI}\p{RI})*)\p{RI}$/u,
	/\u{1f3f4}[\u{e0020}-\u{e007e}]+$/u,
	/[\u200d\ud800-\udbff]$/u
];

/** The first `most` code points of a text, without those of a character that would be cut in two. */
export function beginning(text: string, most: number): string {
	const codePoints = [...text];
	if (codePoints.length <= most) return text;
	const cut = codePoints.slice(0, most).join('');
	// Firefox before 125 cuts where it falls.
	if (!Intl.Segmenter) return cut;
	const { index } = new Intl.Segmenter().segment(text).containing(cut.length)!;
	// One character of so many marks is cut all the same: nothing would be left.
	return text.slice(0, index) || cut;
}

/** A text that somebody cut after `most` code points, without the character they may have cut in two. */
export function withoutCutCharacter(text: string, most: number): string {
	if ([...text].length < most) return text;
	return DANGLING.reduce((rest, pattern) => rest.replace(pattern, ''), text);
}
