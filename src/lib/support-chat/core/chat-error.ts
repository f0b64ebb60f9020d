/** Facts about a failure; see `ChatError`. */
export interface ChatErrorFacts {
	/** SQLSTATE or PostgREST code, or one of 'network', 'timeout', 'unauthorized', 'signed_out'. */
	code: string;
	/** HTTP status; 0 when there was no answer. */
	status?: number;
	/** Milliseconds to wait before the next try, when the server said so. */
	retryAfter?: number;
	cause?: unknown;
}

/**
 * What to do about a failure:
 * 'wait'    no answer, a server error, an expired sign-in: the same request may succeed later;
 * 'slow'    rate limit: later, after `retryAfter`;
 * 'refused' the same request will be refused again.
 */
export type ErrorKind = 'wait' | 'slow' | 'refused';

/** The one error that the layers under the screen throw. */
export class ChatError extends Error {
	override readonly name = 'ChatError';
	readonly code: string;
	readonly status: number;
	readonly retryAfter: number | null;

	constructor(message: string, facts: ChatErrorFacts) {
		super(message, { cause: facts.cause });
		this.code = facts.code;
		this.status = facts.status ?? 0;
		this.retryAfter = facts.retryAfter ?? null;
	}

	get kind(): ErrorKind {
		if (this.status === 429) return 'slow';
		// 401: the token ran out and is being renewed; 408 and 425 ask for another try.
		if ([401, 408, 425].includes(this.status)) return 'wait';
		return this.status >= 400 && this.status < 500 ? 'refused' : 'wait';
	}
}

/** Any thrown value as a `ChatError`; what is none already counts as a network failure. */
export function toChatError(error: unknown): ChatError {
	if (error instanceof ChatError) return error;
	const message = error instanceof Error ? error.message : String(error);
	return new ChatError(message, { code: 'network', cause: error });
}
