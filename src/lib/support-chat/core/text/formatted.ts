import { parseFormatting, withoutSigns, type FormattedPiece } from './formatting.ts';
import { linkify } from './linkify.ts';
import { sanitizeDisplayText } from './sanitize-display-text.ts';

/** A message as it is shown: its styles, its links, and nothing in it that disturbs what is around it. */
export function formatted(text: string): FormattedPiece[] {
	return parseFormatting(text, { plain: linkify, code: sanitizeDisplayText });
}

/** A message where it has one style only: without the signs that would give it others. */
export function unformatted(text: string): string {
	return withoutSigns(formatted(text));
}
