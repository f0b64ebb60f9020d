import { EmailError, type SendEmail } from './send-email.ts';

/** Well below the 30 seconds that the database waits for this function. */
const PATIENCE_MS = 15_000;
/** Many mails are due in one minute: they must not all come back in the same second. */
const SPREAD_MS = 3_000;

export interface Clock {
	now(): number;
	wait(milliseconds: number): Promise<void>;
	/** From 0 up to 1. */
	random(): number;
}

const systemClock: Clock = {
	now: Date.now,
	wait: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
	random: Math.random
};

/**
 * Waits and asks again while the mail service takes no more at this moment (Resend: two mails a
 * second), for as long as the caller can wait. Any other error passes at once.
 */
export function sendPatiently(send: SendEmail, clock: Clock = systemClock): SendEmail {
	return async (email, idempotencyKey) => {
		const end = clock.now() + PATIENCE_MS;
		for (;;) {
			try {
				return await send(email, idempotencyKey);
			} catch (error) {
				if (!(error instanceof EmailError) || error.retryAfter === undefined) throw error;
				const pause = error.retryAfter * 1000 + clock.random() * SPREAD_MS;
				if (clock.now() + pause > end) throw error;
				await clock.wait(pause);
			}
		}
	};
}
