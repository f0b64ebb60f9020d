import { withoutTurns } from './escape-html.ts';

const ELLIPSIS = '…';

/**
 * The start of a message, at most `limit` grapheme clusters: an emoji of several code points counts as
 * one and is never split. White space collapses, single line breaks stay. A cut ends in `…`, which
 * counts, and falls between words if one ends nearby.
 */
export function cutPreview(content: string, limit = 200): string {
	const text = tidy(content);
	const graphemes = Array.from(new Intl.Segmenter('en').segment(text), (part) => part.segment);
	if (graphemes.length <= limit) return text;
	const kept = graphemes.slice(0, limit - 1).join('');
	return endAtWord(kept, graphemes[limit - 1] ?? '').trimEnd() + ELLIPSIS;
}

/** Removes control and direction characters, and collapses runs of spaces and blank lines. */
function tidy(content: string): string {
	return withoutTurns(content)
		.replace(/\r\n?/g, '\n')
		.replace(/[\p{Cc}]/gu, (character) => (/[\n\t]/.test(character) ? character : ''))
		.replace(/[^\S\n]+/g, ' ')
		.replace(/ ?\n[\n ]*/g, '\n')
		.trim();
}

/** Drops a word that was cut, unless that removes more than a fifth of the text. */
function endAtWord(kept: string, next: string): string {
	if (/^\s/.test(next)) return kept;
	const end = kept.search(/\s\S*$/);
	return end > kept.length * 0.8 ? kept.slice(0, end) : kept;
}
