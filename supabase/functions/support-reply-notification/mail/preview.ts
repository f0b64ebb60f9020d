import { withoutTurns } from './escape-html.ts';

const ELLIPSIS = '…';

/**
 * The beginning of a message, at most `limit` characters as a person counts them: an emoji made of
 * several code points is one and is never cut in two. White space is tidied, single line breaks are
 * kept. A cut ends in `…`, which counts, and falls between words if one ends near by.
 */
export function cutPreview(content: string, limit = 200): string {
	const text = tidy(content);
	const graphemes = Array.from(new Intl.Segmenter('en').segment(text), (part) => part.segment);
	if (graphemes.length <= limit) return text;
	const kept = graphemes.slice(0, limit - 1).join('');
	return endAtWord(kept, graphemes[limit - 1] ?? '').trimEnd() + ELLIPSIS;
}

/** Without control characters and what turns the writing direction, and without runs of spaces and blank lines. */
function tidy(content: string): string {
	return withoutTurns(content)
		.replace(/\r\n?/g, '\n')
		.replace(/[\p{Cc}]/gu, (character) => (/[\n\t]/.test(character) ? character : ''))
		.replace(/[^\S\n]+/g, ' ')
		.replace(/ ?\n[\n ]*/g, '\n')
		.trim();
}

/** Drops a word that was cut, unless it is so long that little would be left. */
function endAtWord(kept: string, next: string): string {
	if (/^\s/.test(next)) return kept;
	const end = kept.search(/\s\S*$/);
	return end > kept.length * 0.8 ? kept.slice(0, end) : kept;
}
