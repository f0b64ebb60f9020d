/**
 * Idempotency keys as Resend implements them: for 24 hours, the same key with the same body returns the
 * first response again and sends nothing (resend.com/docs/dashboard/emails/idempotency-keys).
 */
import { ResendError } from './errors.ts';

const LIFETIME_MS = 24 * 60 * 60 * 1000;
const LONGEST_KEY = 256;

interface Entry {
	body: string;
	/** The first response; undefined while its request is in progress. */
	answer: object | undefined;
	/** Milliseconds since 1970. */
	createdAt: number;
}

/** The keys of requests so far, in memory. A key older than a day is as new. */
export class IdempotencyKeys {
	readonly #entries = new Map<string, Entry>();
	readonly #now: () => number;

	/** @param now milliseconds since 1970 */
	constructor(now: () => number) {
		this.#now = now;
	}

	/**
	 * Runs `send` once per key.
	 *
	 * @param key if undefined, `send` always runs
	 * @param body the whole body, one e-mail or many; compared regardless of white space and field order
	 * @returns the response of this or of the first request
	 * @throws ResendError 400 for an invalid key, 409 for another body or a request in progress
	 */
	async once(key: string | undefined, body: unknown, send: () => Promise<object>): Promise<object> {
		if (key === undefined) return send();
		if (key.length < 1 || key.length > LONGEST_KEY) {
			const message = 'The key must be between 1-256 chars.';
			throw new ResendError(400, 'invalid_idempotency_key', message);
		}
		const text = JSON.stringify(sortFields(body));
		const existing = this.#find(key);
		if (existing) return repeat(existing, text);
		const entry: Entry = { body: text, answer: undefined, createdAt: this.#now() };
		this.#entries.set(key, entry);
		try {
			return (entry.answer = await send());
		} catch (error) {
			// A failed request may be retried with the same key.
			this.#entries.delete(key);
			throw error;
		}
	}

	clear(): void {
		this.#entries.clear();
	}

	#find(key: string): Entry | undefined {
		const entry = this.#entries.get(key);
		return entry && this.#now() - entry.createdAt < LIFETIME_MS ? entry : undefined;
	}
}

function repeat(existing: Entry, body: string): object {
	if (existing.body !== body) {
		const message = 'Same idempotency key used with a different request payload.';
		throw new ResendError(409, 'invalid_idempotent_request', message);
	}
	if (existing.answer === undefined) {
		const message = 'Same idempotency key used while original request is still in progress.';
		throw new ResendError(409, 'concurrent_idempotent_requests', message);
	}
	return existing.answer;
}

function sortFields(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(sortFields);
	if (typeof value !== 'object' || value === null) return value;
	const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
	return Object.fromEntries(entries.map(([name, field]) => [name, sortFields(field)]));
}
