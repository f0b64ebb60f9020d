import { parseFormatting, withoutSigns, type FormattedPiece } from './formatting.ts';

const asItIs = { plain: (text: string) => [{ text }], code: (text: string) => text };

const CODE = 'font-family:ui-monospace,Menlo,Consolas,monospace;font-size:14px';

/** Formats a reply for the HTML part. `escaped` must be escaped already. */
export function renderFormatted(escaped: string): string {
	return parseFormatting(escaped, asItIs).map(render).join('');
}

/** A reply without its formatting marks, for the preview in mail lists. */
export function renderPlain(reply: string): string {
	return withoutSigns(parseFormatting(reply, asItIs));
}

function render(piece: FormattedPiece): string {
	if (!('style' in piece)) return piece.text.replaceAll('\n', '<br>');
	const inner = piece.pieces.map(render).join('');
	switch (piece.style) {
		case 'bold':
			return `<strong>${inner}</strong>`;
		case 'italic':
			return `<em>${inner}</em>`;
		case 'code':
			return `<code dir="ltr" style="${CODE}">${inner}</code>`;
		case 'codeblock':
			return `<div dir="ltr" style="margin:6px 0;${CODE}"><code>${inner}</code></div>`;
	}
}
