/** Of so many colours a picture without a photo has one. */
export const HUES = 8;

/** The same person always has the same colour, and people with like addresses have unlike ones. */
export function hueOf(userId: string): number {
	let hash = 0;
	for (const sign of userId) hash = (Math.imul(hash, 31) + sign.codePointAt(0)!) >>> 0;
	// The low digits of such a sum tell little of what came first.
	return ((hash ^ (hash >>> 15)) >>> 0) % HUES;
}
