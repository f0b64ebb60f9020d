/** Number of avatar colours. */
export const HUES = 8;

/** A user's avatar colour, from 0 to `HUES` - 1: always the same, and mostly another for a similar id. */
export function hueOf(userId: string): number {
	let hash = 0;
	for (const letter of userId) hash = (Math.imul(hash, 31) + letter.codePointAt(0)!) >>> 0;
	// The low bits alone depend only on the low bits of each letter.
	return ((hash ^ (hash >>> 15)) >>> 0) % HUES;
}
