/**
 * The HTML part of an e-mail as sent, in a sandboxed document: no scripts, no forms, no access to this
 * site, whether shown in the frame or opened by itself.
 */

const POLICY = [
	'sandbox allow-popups allow-popups-to-escape-sandbox',
	"default-src 'none'",
	"style-src 'unsafe-inline'",
	'img-src data: http: https:',
	'font-src data: http: https:',
	"base-uri 'none'",
	"form-action 'none'",
	"frame-ancestors 'self'"
].join('; ');

/** Responds with the part; its links open in a new tab. */
export function htmlPart(source: string): Response {
	return new Response(openLinksInNewTabs(source), {
		headers: {
			'content-type': 'text/html; charset=utf-8',
			'content-security-policy': POLICY,
			'referrer-policy': 'no-referrer',
			'x-content-type-options': 'nosniff'
		}
	});
}

/** Inserts a `base` into the head, after any doctype: before it, the page would render in quirks mode. */
function openLinksInNewTabs(source: string): string {
	const opening = /<head\b[^>]*>|<html\b[^>]*>|<!doctype\b[^>]*>/gi;
	const last = [...source.matchAll(opening)].slice(0, 3).at(-1);
	const position = last ? last.index + last[0].length : 0;
	return `${source.slice(0, position)}<base target="_blank">${source.slice(position)}`;
}
