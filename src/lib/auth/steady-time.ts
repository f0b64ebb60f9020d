/** Longer than Supabase Auth's password check: about 0.1 s, or none for an unknown address. */
export const PASSWORD_TIME_MS = 1000;

/** Longer than Supabase Auth waits for its mail service. */
export const MAIL_TIME_MS = 2500;

/** Times in milliseconds. */
export interface Clock {
	now(): number;
	wait(milliseconds: number): Promise<void>;
}

const systemClock: Clock = {
	now: () => performance.now(),
	wait: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds))
};

/**
 * Hides from response times whether an account exists. Starts a period of `period` ms; the returned
 * function resolves at its end, or for longer work at the end of the next whole period.
 */
export function startSteadyTime(period: number, clock: Clock = systemClock): () => Promise<void> {
	const start = clock.now();
	return async () => {
		const spent = clock.now() - start;
		const periods = Math.max(1, Math.ceil(spent / period));
		await clock.wait(periods * period - spent);
	};
}
