import type { Clock, Deadline } from '../../_shared/support-chat/deadline.ts';
import { EmailError } from '../sending/mail-service.ts';

/** Jitter, so that concurrent requests do not retry at the same instant. */
const SPREAD_MS = 1_000;

/**
 * Retries `call` while the mail service limits the rate (Resend: a few requests per second) and the
 * deadline allows the wait. Any other error is thrown at once.
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
