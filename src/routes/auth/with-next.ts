/** A link to an account page that keeps the visitor's destination. */
export function withNext(path: string, next: string): string {
	return next === '/' ? path : `${path}?next=${encodeURIComponent(next)}`;
}
