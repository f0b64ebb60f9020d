const FIRST_MS = 1_000;
const LONGEST_MS = 30_000;

/**
 * Milliseconds to wait after the given number of earlier failures: about 1, 2, 4 … 30 seconds.
 * Between half and the whole of it is left to chance, so that after an outage the clients do not
 * come back all in the same instant.
 */
export function retryDelay(earlierFailures: number, random: () => number = Math.random): number {
	const full = Math.min(LONGEST_MS, FIRST_MS * 2 ** earlierFailures);
	return full * (0.5 + random() / 2);
}
