/** Starts a right-to-left text that may begin with a left-to-right name. */
export const RTL = '\u200f';

/** Isolates a name or quote within a text, so that it keeps its own direction. */
export function isolate(text: string): string {
	return `\u2068${text}\u2069`;
}
