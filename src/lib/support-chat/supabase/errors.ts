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
	// Somebody else is signed in: the request is refused for now, and not for its own user.
	if (isOtherUser(error)) {
		return new ChatError(error.message, { code: 'other_user', status: 401, cause: error });
	}
	return new ChatError(error.message || 'The request failed', {
		code: error.code || (status === 0 ? 'network' : String(status)),
		status,
		retryAfter: retryAfter(error),
		cause: error
	});
}

/** What the database says to who is not who the page believes (`support_private.require_support_user`). */
function isOtherUser({ code, details }: RestError): boolean {
	return code === '42501' && /"reason": ?"other_user"/.test(details ?? '');
}

/** supabase-js hides the Retry-After header, so the database also says "retry in 12 s" in words. */
function retryAfter(error: RestError): number | undefined {
	const seconds = /(\d+)\s*s(ec|\b)/.exec(`${error.hint ?? ''} ${error.details ?? ''}`)?.[1];
	return seconds === undefined ? undefined : Number(seconds) * 1000;
}
