import { parseUrl } from './parse-url.ts';
import { sanitizeDisplayText } from './text/sanitize-display-text.ts';

const MOST_FACTS = 50;
const LONGEST = 300;

/** What the app says about a user: a label with a text, a number, or yes or no. */
export interface UserFact {
	label: string;
	value: string | boolean;
	/** The value as a link, https only; undefined for anything else. */
	href?: string;
}

/**
 * The facts of `support_chat_facts` by their labels, safe to display: jsonb keeps no order of its own that
 * means anything to people. Leaves out the name, which is shown
 * elsewhere, and what is neither text nor number nor yes or no.
 */
export function toUserFacts(facts: unknown): UserFact[] {
	if (typeof facts !== 'object' || facts === null || Array.isArray(facts)) return [];
	return Object.entries(facts)
		.filter(([label]) => label !== 'name')
		.sort(([a], [b]) => a.localeCompare(b))
		.flatMap(([label, value]) => toFact(showable(label), value as unknown) ?? [])
		.slice(0, MOST_FACTS);
}

function toFact(label: string, value: unknown): UserFact | null {
	if (typeof value === 'boolean') return { label, value };
	// Without separators: a number may be a year or an order's.
	if (typeof value === 'number') return { label, value: String(value) };
	if (typeof value !== 'string' || value.trim() === '') return null;
	const href = toHttps(value);
	return { label, value: showable(value), ...(href && { href }) };
}

/** An https address as the browser reads it; one with a user name imitates another host. */
function toHttps(value: string): string | null {
	const url = /^https:\/\/\S+$/i.test(value) ? parseUrl(value) : null;
	return url && !url.username && !url.password ? url.href : null;
}

function showable(text: string): string {
	const all = sanitizeDisplayText(text.trim());
	return all.length > LONGEST ? `${all.slice(0, LONGEST).toWellFormed()}…` : all;
}
