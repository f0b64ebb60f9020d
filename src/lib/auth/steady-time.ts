/** Above what Supabase Auth needs to check a password: some 0.1 seconds, or none for an unknown address. */
export const PASSWORD_TIME_MS = 1000;

/** Above what it needs to hand a mail to its mail service, which it waits for. */
export const MAIL_TIME_MS = 2500;

export interface Clock {
	now(): number;
	wait(milliseconds: number): Promise<void>;
}

const systemClock: Clock = {
	now: () => performance.now(),
	wait: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds))
};

/**
 * Starts the time of an answer that must not show by how long it took whether an account exists. What is
 * returned waits for the end of the period; work that has taken longer is made to look like a whole
 * number of periods.
 */
export function startSteadyTime(period: number, clock: Clock = systemClock): () => Promise<void> {
	const start = clock.now();
	return async () => {
		const spent = clock.now() - start;
		const periods = Math.max(1, Math.ceil(spent / period));
		await clock.wait(periods * period - spent);
	};
}
