import { ChatError } from '../core/chat-error.ts';

/** What PostgREST answers when it refuses; supabase-js also uses it for lost requests. */
interface RestError {
	message: string;
	code?: string;
	details?: string | null;
	hint?: string | null;
}

/** An answer of a supabase-js query. */
interface RestResult<T> {
	data: T;
	error: RestError | null;
	status: number;
}

/** The data of a supabase-js answer; throws its error as a `ChatError`. */
export function dataOf<T>(result: RestResult<T>): NonNullable<T> {
	if (result.error) throw toRestError(result.error, result.status);
	return result.data as NonNullable<T>;
}

/** Throws the error of a supabase-js answer, if it has one, as a `ChatError`. */
export function throwIfFailed(result: RestResult<unknown>): void {
	if (result.error) throw toRestError(result.error, result.status);
}

/** A supabase-js error as a `ChatError`. `status` is the HTTP status, 0 without an answer. */
export function toRestError(error: RestError, status: number): ChatError {
	return new ChatError(error.message || 'The request failed', {
		code: error.code || (status === 0 ? 'network' : String(status)),
		status,
		retryAfter: retryAfter(error),
		cause: error
	});
}

/** supabase-js hides the Retry-After header, so the database also says "retry in 12 s" in words. */
function retryAfter(error: RestError): number | undefined {
	const seconds = /(\d+)\s*s(ec|\b)/.exec(`${error.hint ?? ''} ${error.details ?? ''}`)?.[1];
	return seconds === undefined ? undefined : Number(seconds) * 1000;
}
