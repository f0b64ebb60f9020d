/** A piece of a message: plain text, or a link to show as that text. */
export interface TextPiece {
	text: string;
	/** Only http, https and mailto, as `URL` spells it. */
	href?: string;
}

// Ends at blank space, quotes, angle brackets, invisible characters that turn the writing
// direction (they could make a link look like another), and East Asian punctuation.
const CANDIDATE =
	/(?<![\p{L}\p{N}_@/])(?:https?:\/\/|mailto:|www\.)[^\s<>"`\u200b-\u200f\u202a-\u202e\u2060-\u2069\u3001\u3002\uff01\uff0c\uff1a\uff1b\uff1f\uff08\uff09\u300a-\u3011]+/giu;
const TRAILING = new Set('.,;:!?\'"*_~…»”’');
const BRACKETS: Record<string, string> = { ')': '(', ']': '[', '}': '{' };
const SAFE_PROTOCOLS = new Set(['http:', 'https:', 'mailto:']);

/** Splits a text into plain text and safe links; joined, the pieces' texts are the text again. */
export function linkify(text: string): TextPiece[] {
	const pieces: TextPiece[] = [];
	let end = 0;
	for (const match of text.matchAll(CANDIDATE)) {
		const link = trimEnd(match[0]);
		const href = safeHref(link);
		if (!href) continue;
		if (match.index > end) pieces.push({ text: text.slice(end, match.index) });
		pieces.push({ text: link, href });
		end = match.index + link.length;
	}
	if (end < text.length) pieces.push({ text: text.slice(end) });
	return pieces;
}

/** Without the punctuation of the sentence around it, and brackets that it did not open. */
function trimEnd(candidate: string): string {
	const surplus = new Map<string, number>();
	for (const [close, open] of Object.entries(BRACKETS)) {
		surplus.set(close, candidate.split(close).length - candidate.split(open).length);
	}
	let end = candidate.length;
	for (; end > 0; end--) {
		const last = candidate[end - 1]!;
		const unopened = surplus.get(last) ?? 0;
		if (unopened > 0) surplus.set(last, unopened - 1);
		else if (!TRAILING.has(last)) break;
	}
	return candidate.slice(0, end);
}

function safeHref(link: string): string | null {
	const bare = /^www\./i.test(link);
	const url = parse(bare ? `https://${link}` : link);
	if (!url || !SAFE_PROTOCOLS.has(url.protocol)) return null;
	if (url.protocol === 'mailto:') return /.@./.test(url.pathname) ? url.href : null;
	// "www.something" alone is a word with a typo more often than an address.
	const labels = url.hostname.split('.').filter((label) => label !== '');
	return labels.length > (bare ? 2 : 0) ? url.href : null;
}

/** `URL.parse` is too young for some browsers in use. */
function parse(link: string): URL | null {
	try {
		return new URL(link);
	} catch {
		return null;
	}
}
