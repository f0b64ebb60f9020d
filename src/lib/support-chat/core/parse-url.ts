/** An absolute address, or null for what is none. `URL.parse` and `URL.canParse` are too new. */
export function parseUrl(text: string): URL | null {
	try {
		return new URL(text);
	} catch {
		return null;
	}
}
