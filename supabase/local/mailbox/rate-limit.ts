/**
 * A rate limit like Resend's, for tests: `POST /rate-limit` with `{per_second}` sets it, `DELETE
 * /rate-limit` removes it. A request over the limit gets 429 and consumes no fault; a batch counts as
 * one request.
 */
import { z } from 'zod';
import { ResendError } from './errors.ts';

const WINDOW_MS = 1000;

export const rateLimitSchema = z.strictObject({ per_second: z.int().min(1) });

/** Requests within a sliding second; unlimited until a test sets a limit. */
export class RateLimit {
	readonly #now: () => number;
	#most = Infinity;
	/** When the recent requests were accepted, in milliseconds since 1970. */
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

	/** Counts a request; returns the error response if it is over the limit. */
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
