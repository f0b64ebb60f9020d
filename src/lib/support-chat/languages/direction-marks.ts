/** At the start of a text that may begin with a name: it is written from right to left all the same. */
export const RTL = '\u200f';

/** Somebody's name or words inside a text, in the direction of their own writing. */
export function isolate(text: string): string {
	return `\u2068${text}\u2069`;
}
