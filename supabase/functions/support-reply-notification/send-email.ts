/** A mail, ready to send. */
export interface Email {
	from: string;
	to: string;
	subject: string;
	html: string;
	text: string;
	headers: Record<string, string>;
}

/**
 * The port to a mail service: sends a mail, once however often it is called with the same key.
 *
 * @throws EmailError when the service did not take it
 */
export type SendEmail = (email: Email, idempotencyKey: string) => Promise<void>;

/** Why a mail was not taken. */
export class EmailError extends Error {
	override readonly name = 'EmailError';
	/** Whether the same request may succeed later. */
	readonly retry: boolean;
	/** Seconds after which the service wants to be asked again, when it was only too busy. */
	readonly retryAfter: number | undefined;

	constructor(message: string, options: { retry: boolean; retryAfter?: number | undefined }) {
		super(message);
		this.retry = options.retry;
		this.retryAfter = options.retryAfter;
	}
}

/** Whether a request that was answered so may succeed later. */
export function isWorthRetry(status: number | null): boolean {
	return status === null || status === 408 || status === 429 || status >= 500;
}
