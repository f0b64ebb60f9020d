/** Details of a failure; see `ChatError`. */
export interface ChatErrorFacts {
	/** SQLSTATE or PostgREST code, or one of 'network', 'timeout', 'unauthorized', 'signed_out', 'blocked'. */
	code: string;
	/** HTTP status; 0 without a response. */
	status?: number;
	/** Milliseconds to wait before retrying, if the server gave them. */
	retryAfter?: number;
	cause?: unknown;
}

/**
 * How to handle a failure:
 * 'wait'    no response, a server error or an expired token: the same request may succeed later;
 * 'slow'    rate limited: retry after `retryAfter`;
 * 'refused' the same request will be refused again.
 */
export type ErrorKind = 'wait' | 'slow' | 'refused';

/** The only error type that the layers below the UI throw. */
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
		// 401: the token expired and is being renewed; 408 and 425 ask for a retry.
		if ([401, 408, 425].includes(this.status)) return 'wait';
		return this.status >= 400 && this.status < 500 ? 'refused' : 'wait';
	}
}

/** Converts a thrown value to a `ChatError`; any other error counts as a network failure. */
export function toChatError(error: unknown): ChatError {
	if (error instanceof ChatError) return error;
	const message = error instanceof Error ? error.message : String(error);
	return new ChatError(message, { code: 'network', cause: error });
}
