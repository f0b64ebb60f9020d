import { parseFormatting, withoutSigns, type FormattedPiece } from './formatting.ts';
import { linkify } from './linkify.ts';
import { sanitizeDisplayText } from './sanitize-display-text.ts';

/** A message as displayed, with styles and links, unable to affect the text around it. */
export function formatted(text: string): FormattedPiece[] {
	return parseFormatting(text, { plain: linkify, code: sanitizeDisplayText });
}

/** A message for places without styles: the text without formatting marks. */
export function unformatted(text: string): string {
	return withoutSigns(formatted(text));
}
