const FIRST_MS = 1_000;
const LONGEST_MS = 30_000;

/**
 * Exponential backoff in milliseconds: 1, 2, 4 … 30 seconds after this many earlier failures, times a
 * random factor of 0.5 to 1, so that clients do not all return at the same instant after an outage.
 */
export function retryDelay(earlierFailures: number, random: () => number = Math.random): number {
	const full = Math.min(LONGEST_MS, FIRST_MS * 2 ** earlierFailures);
	return full * (0.5 + random() / 2);
}
