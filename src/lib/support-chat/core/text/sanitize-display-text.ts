// Overrides reverse any text: never needed in a message, and used to disguise names ("exe.gpj").
const OVERRIDES = /[\u202d\u202e]/g;
// Embeddings, isolates, deprecated and annotation characters. They come with pasted phone numbers and
// names and are not needed: each bubble and each name has dir="auto".
// Marks (200e, 200f, 061c) and joiners stay, since Arabic, Hebrew, Persian and emoji need them.
const TURNS = /[\u202a-\u202c\u2066-\u206f\ufff9-\ufffb]/g;
const CONTROLS = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g;
const REPLACEMENT = '\ufffd';

/**
 * Makes another person's text safe to display: it cannot change the direction of the text around it, and
 * control characters are visible (␀ to ␡ of the block Control Pictures, or �). Line feeds and tabs stay.
 */
export function sanitizeDisplayText(text: string): string {
	return text.replace(OVERRIDES, REPLACEMENT).replace(TURNS, '').replace(CONTROLS, picture);
}

function picture(control: string): string {
	const code = control.charCodeAt(0);
	if (code === 0x7f) return '\u2421';
	return code < 0x20 ? String.fromCharCode(0x2400 + code) : REPLACEMENT;
}
