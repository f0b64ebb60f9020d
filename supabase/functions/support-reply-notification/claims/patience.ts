import type { Clock, Deadline } from './deadline.ts';
import { EmailError } from '../sending/mail-service.ts';

/** Several of these may be waiting: they must not all come back in the same moment. */
const SPREAD_MS = 1_000;

/**
 * Waits and calls again while the mail service takes no more at this moment (Resend: a few requests a
 * second), for as long as there is time. Any other error passes at once.
 */
export async function patiently<Result>(
	call: () => Promise<Result>,
	deadline: Deadline,
	clock: Clock
): Promise<Result> {
	for (;;) {
		try {
			return await call();
		} catch (error) {
			if (!(error instanceof EmailError) || error.retryAfter === undefined) throw error;
			const pause = error.retryAfter * 1000 + clock.random() * SPREAD_MS;
			if (!(await deadline.pause(pause))) throw error;
		}
	}
}
