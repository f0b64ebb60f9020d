import { UNSPACED, type TextPiece } from './formatting.ts';
import { sanitizeDisplayText } from './sanitize-display-text.ts';

const START = String.raw`(?:https?:\/\/|mailto:|www\.)`;
// Ends at blank space, quotes, angle brackets, control characters, invisible ones that turn the
// writing direction (they could make a link look like another), dashes that are no hyphens, and East
// Asian punctuation, be it full or half as wide, upright or small.
const END = String.raw`\s<>"\u0060\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2014\u2015\u2018\u201c-\u201f\u2026\u202a-\u202e\u2060-\u2069\u3000-\u3004\u3008-\u3020\u3030\u303d\ufe10-\ufe19\ufe30-\ufe6b\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65`;
/**
 * Where a link may be. No Latin letter, digit or sign that makes it the middle of a word is before it;
 * other letters are. A bare host ends where a script without spaces begins, unless that goes on as a
 * host: no domain ends in both. Nor is a second address, which such a letter sets off, part of the first.
 */
const CANDIDATE = new RegExp(
	String.raw`(?<![\p{sc=Latin}0-9_@/])(?:` +
		String.raw`(?:https?:\/\/|www\.)[\w.-]+\.[a-z]{2,}(?::\d+)?(?=[${UNSPACED}]+(?![${UNSPACED}]|(?!${START})[\w-]*\.\w))` +
		String.raw`|${START}(?:(?![${UNSPACED}]${START})[^${END}])+)`,
	'giu'
);
const TRAILING = new Set(".,;:!?'*_~’・،؛؟۔।॥");
const BRACKETS: Record<string, string> = { ')': '(', ']': '[', '}': '{' };
const SAFE_PROTOCOLS = new Set(['http:', 'https:', 'mailto:']);
/** `URL` does not spell an e-mail's host in ASCII, so one in other letters is no link. */
const PLAIN_MAILTO = /^mailto:[!->@-~]+(\?|$)/i;

/**
 * Splits a text into plain text and safe links, both as they are shown. Joined, the pieces' texts are
 * the text again, but for characters that `sanitizeDisplayText` takes out and links that looked like others.
 */
export function linkify(text: string): TextPiece[] {
	const pieces: TextPiece[] = [];
	let end = 0;
	for (const match of text.matchAll(CANDIDATE)) {
		const link = trimEnd(match[0]);
		const url = safeUrl(link);
		if (!url) continue;
		if (match.index > end) pieces.push({ text: sanitizeDisplayText(text.slice(end, match.index)) });
		pieces.push({ text: shownAs(link, url), href: url.href });
		end = match.index + link.length;
	}
	if (end < text.length) pieces.push({ text: sanitizeDisplayText(text.slice(end)) });
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

function safeUrl(link: string): URL | null {
	const bare = /^www\./i.test(link);
	const url = parse(bare ? `https://${link}` : link);
	if (!url || !SAFE_PROTOCOLS.has(url.protocol)) return null;
	if (url.protocol === 'mailto:') {
		return PLAIN_MAILTO.test(link) && /.@./.test(url.pathname) ? url : null;
	}
	// Of https://bank.example@evil.example people read the first name and get to the second.
	if (url.username || url.password) return null;
	// "www.something" alone is a word with a typo more often than an address.
	const labels = url.hostname.split('.').filter((label) => label !== '');
	return labels.length > (bare ? 2 : 0) ? url : null;
}

/**
 * The link as it was typed, or as `URL` spells it when it leads to another host than the typed one:
 * "аpple.com" with a Cyrillic а is shown as "xn--pple-43d.com", 0x7f.1 as 127.0.0.1.
 */
function shownAs(link: string, url: URL): string {
	if (url.protocol === 'mailto:') return sanitizeDisplayText(link);
	const typedHost = /^(?:https?:\/\/)?([^/?#\\]*)/i.exec(link)?.[1] ?? '';
	return typedHost.toLowerCase() === url.host ? sanitizeDisplayText(link) : url.href;
}

/** `URL.parse` is too young for some browsers in use. */
function parse(link: string): URL | null {
	try {
		return new URL(link);
	} catch {
		return null;
	}
}
