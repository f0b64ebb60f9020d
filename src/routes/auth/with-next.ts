/** A link to another account page that keeps where the visitor wanted to go. */
export function withNext(path: string, next: string): string {
	return next === '/' ? path : `${path}?next=${encodeURIComponent(next)}`;
}
