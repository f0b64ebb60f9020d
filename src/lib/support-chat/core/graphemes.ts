/**
 * Cutting texts between characters as a reader sees them: a family of emoji, a flag and an "é" of two
 * code points are one each.
 */

/** Belongs to the character before it: marks, skin tones, tags, ties. */
const EXTENDS = /^[\p{M}\p{Emoji_Modifier}\u200c\u200d\u{e0020}-\u{e007f}]$/u;
const HALF_FLAG = /^\p{RI}$/u;
const TIE = '\u200d';

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
	// One character of so many marks is cut all the same: nothing would be left.
	return text.slice(0, lastBoundary(text, codePoints, most)) || cut;
}

/** A text that somebody cut after `most` code points, without the character they may have cut in two. */
export function withoutCutCharacter(text: string, most: number): string {
	if ([...text].length < most) return text;
	return DANGLING.reduce((rest, pattern) => rest.replace(pattern, ''), text);
}

/** Where, in code units, the character begins of which the code point at `place` is a part. */
function lastBoundary(text: string, codePoints: readonly string[], place: number): number {
	const unit = codePoints.slice(0, place).join('').length;
	// Absent in Firefox before 125.
	if (Intl.Segmenter) return new Intl.Segmenter().segment(text).containing(unit)!.index;
	let start = place;
	while (start > 0 && (EXTENDS.test(codePoints[start]!) || codePoints[start - 1] === TIE)) start--;
	if (isSecondHalf(codePoints, start)) start--;
	return codePoints.slice(0, start).join('').length;
}

function isSecondHalf(codePoints: readonly string[], place: number): boolean {
	let first = place;
	while (HALF_FLAG.test(codePoints[first] ?? '')) first--;
	return place > first && (place - first) % 2 === 0;
}
