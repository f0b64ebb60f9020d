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

/**
 * The time until something that is repeated: `ms`, or up to a quarter less, so that clients that began at the same
 * moment, as after an outage, do not all return at the same moment each time.
 */
export function spread(ms: number, random: () => number = Math.random): number {
	return ms * (0.75 + random() / 4);
}
