import { ChatError } from '../core/chat-error.ts';

/** PostgREST's error body; supabase-js uses the same shape for lost requests. */
interface RestError {
	message: string;
	code?: string;
	details?: string | null;
	hint?: string | null;
}

/** The result of a supabase-js query. */
interface RestResult<T> {
	data: T;
	error: RestError | null;
	status: number;
}

/** The data of a supabase-js result; throws its error as a `ChatError`. */
export function dataOf<T>(result: RestResult<T>): NonNullable<T> {
	if (result.error) throw toRestError(result.error, result.status);
	return result.data as NonNullable<T>;
}

/** Throws the error of a supabase-js result, if any, as a `ChatError`. */
export function throwIfFailed(result: RestResult<unknown>): void {
	if (result.error) throw toRestError(result.error, result.status);
}

/** A supabase-js error as a `ChatError`. `status` is the HTTP status, 0 without a response. */
export function toRestError(error: RestError, status: number): ChatError {
	const reason = reasonIn(error);
	// Another user is signed in: 401 makes this retryable, because the page's own user may return.
	if (reason === 'other_user') {
		return new ChatError(error.message, { code: reason, status: 401, cause: error });
	}
	const code = reason && /^blocked|attachment/.test(reason) ? reason : error.code;
	return new ChatError(error.message || 'The request failed', {
		code: code || (status === 0 ? 'network' : String(status)),
		status,
		retryAfter: retryAfter(error),
		cause: error
	});
}

/** Why the database has refused it (supabase/ERRORS.md). */
function reasonIn({ details }: Partial<RestError>): string | undefined {
	return /"reason": ?"(\w+)"/.exec(details ?? '')?.[1];
}

/** In ms. supabase-js hides the Retry-After header, so the database repeats it in the hint: "Retry in 12 s". */
function retryAfter(error: RestError): number | undefined {
	const seconds = /(\d+)\s*s(ec|\b)/.exec(`${error.hint ?? ''} ${error.details ?? ''}`)?.[1];
	return seconds === undefined ? undefined : Number(seconds) * 1000;
}

/** Why the database has refused a request (supabase/ERRORS.md), or the check that a value failed; null if unknown. */
export function reasonOf(error: unknown): string | null {
	const cause = ((error as Error | undefined)?.cause ?? {}) as Partial<RestError>;
	return (
		reasonIn(cause) ?? /violates check constraint "(\w+)"/.exec(cause.message ?? '')?.[1] ?? null
	);
}
