/**
 * A limit like Resend's, of requests in a second, for tests that ask for it: `POST /rate-limit` with
 * `{per_second}` sets it, `DELETE /rate-limit` takes it away. What is over it is answered with 429 and
 * takes no fault; it is one limit for mails and batches, for a batch is one request.
 */
import { z } from 'zod';
import { ResendError } from './errors.ts';

const WINDOW_MS = 1000;

export const rateLimitSchema = z.strictObject({ per_second: z.int().min(1) });

export class RateLimit {
	readonly #now: () => number;
	#most = Infinity;
	/** When the last requests were let through, in milliseconds since 1970. */
	#passed: number[] = [];

	/** @param now milliseconds since 1970 */
	constructor(now: () => number) {
		this.#now = now;
	}

	set(perSecond: number): void {
		this.#most = perSecond;
		this.#passed = [];
	}

	clear(): void {
		this.set(Infinity);
	}

	/** The refusal of this request, if it is one too many. */
	check(): Response | undefined {
		const now = this.#now();
		this.#passed = this.#passed.filter((time) => time > now - WINDOW_MS);
		if (this.#passed.length < this.#most) {
			this.#passed.push(now);
			return undefined;
		}
		const message = `Too many requests. You can only make ${this.#most} requests per second.`;
		const error = new ResendError(429, 'rate_limit_exceeded', message);
		return error.toResponse({ 'retry-after': '1' });
	}
}
