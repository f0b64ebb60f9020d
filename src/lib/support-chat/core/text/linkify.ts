import { UNSPACED, type TextPiece } from './formatting.ts';
import { sanitizeDisplayText } from './sanitize-display-text.ts';

const START = String.raw`(?:https?:\/\/|mailto:|www\.)`;
// A link ends at white space, quotes, angle brackets, control characters, invisible characters that
// change the writing direction (they could disguise a link), dashes other than hyphens, and East Asian
// punctuation of any width.
const END = String.raw`\s<>"\u0060\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2014\u2015\u2018\u201c-\u201f\u2026\u202a-\u202e\u2060-\u2069\u3000-\u3004\u3008-\u3020\u3030\u303d\ufe10-\ufe19\ufe30-\ufe6b\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65`;
/**
 * A possible link. It does not follow a Latin letter, a digit or a sign that continues a word; it may
 * follow other letters. A bare host ends where a script without spaces begins, unless the host continues
 * after it: no domain ends in both. A second address after such a letter is a link of its own.
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
/** `URL` does not convert an email's host to ASCII, so addresses in other letters are not linked. */
const PLAIN_MAILTO = /^mailto:[!->@-~]+(\?|$)/i;

/**
 * Splits a text into plain text and safe links as displayed. The pieces add up to the text, except for
 * characters that `sanitizeDisplayText` replaces and links that looked like others.
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

/** Strips trailing punctuation and closing brackets that the link did not open. */
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
	// In https://bank.example@evil.example people read the first host and reach the second.
	if (url.username || url.password) return null;
	// "www.something" alone is more often a typo than an address.
	const labels = url.hostname.split('.').filter((label) => label !== '');
	return labels.length > (bare ? 2 : 0) ? url : null;
}

/**
 * The link as typed, or as `URL` serializes it if its host differs from the typed one:
 * "аpple.com" with a Cyrillic а is shown as "xn--pple-43d.com", 0x7f.1 as 127.0.0.1.
 */
function shownAs(link: string, url: URL): string {
	if (url.protocol === 'mailto:') return sanitizeDisplayText(link);
	const typedHost = /^(?:https?:\/\/)?([^/?#\\]*)/i.exec(link)?.[1] ?? '';
	return typedHost.toLowerCase() === url.host ? sanitizeDisplayText(link) : url.href;
}

/** `URL.parse`, which some supported browsers lack. */
function parse(link: string): URL | null {
	try {
		return new URL(link);
	} catch {
		return null;
	}
}
