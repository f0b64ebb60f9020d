// Overrides make any writing run backwards: never needed in a message, and good for "exe.gpj".
const OVERRIDES = /[\u202d\u202e]/g;
// Embeddings, isolates and retired format characters. They come with pasted telephone numbers and
// names, and are not missed: each bubble and each name finds its direction by itself (dir="auto").
// Marks (200e, 200f, 061c) and joiners stay, since Arabic, Hebrew, Persian and emoji need them.
const TURNS = /[\u202a-\u202c\u2066-\u206f\ufff9-\ufffb]/g;
const CONTROLS = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g;
const REPLACEMENT = '\ufffd';

/**
 * Somebody else's text as it is shown: nothing in it turns the writing direction of what is around
 * it, and characters that command a device are seen (␀ to ␡ of the block Control Pictures, or �).
 * Line breaks and tabs stay.
 */
export function sanitizeDisplayText(text: string): string {
	return text.replace(OVERRIDES, REPLACEMENT).replace(TURNS, '').replace(CONTROLS, picture);
}

function picture(control: string): string {
	const code = control.charCodeAt(0);
	if (code === 0x7f) return '\u2421';
	return code < 0x20 ? String.fromCharCode(0x2400 + code) : REPLACEMENT;
}
