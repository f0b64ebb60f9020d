import { inspect } from 'node:util';

interface DatabaseError {
	code: string;
	message: string;
	detail?: string | null;
	hint?: string | null;
}

/** HTTP status of an SQLSTATE or of its class (PostgREST documentation, "Errors", HTTP status codes). */
const STATUS_BY_CODE: Record<string, number> = { P0001: 400, '53400': 500 };
const STATUS_BY_CLASS: Record<string, number> = {
	'08': 503,
	'09': 500,
	'0L': 403,
	'0P': 403,
	'25': 500,
	'28': 403,
	'2D': 500,
	'38': 500,
	'39': 500,
	'3B': 500,
	'40': 500,
	'53': 503,
	'54': 500,
	'55': 500,
	'57': 500,
	'58': 500,
	F0: 500,
	HV: 500,
	P0: 500,
	XX: 500
};

/**
 * Lite builds an invalid statement for some requests that PostgREST handles without one, such as a PATCH
 * with an empty array.
 */
const SYNTAX_ERROR = '42601';

/** SQLSTATEs for which lite already responds as PostgREST does. */
const ANSWERED_BY_LITE = /^(21|22|42)|^(23502|23503|23505|25006|PGRST)$|^PT/;

/**
 * Gives a database error the HTTP status that PostgREST gives it. Lite maps some SQLSTATEs and responds
 * with 500 to the others, such as a check violation; those are passed to it in the form of `raise sqlstate
 * 'PGRST'`, which carries the status. Also shortens lite's log of each error to one line.
 *
 * @param error what the connection threw; anything but a database error is returned unchanged
 */
export function asPostgrestError(error: unknown): unknown {
	if (!isDatabaseError(error)) return error;
	const line = `${error.code} ${error.message}`;
	if (error.code === SYNTAX_ERROR) return notUnderstood(line);
	if (ANSWERED_BY_LITE.test(error.code)) {
		return Object.assign(error, { [inspect.custom]: () => line });
	}
	return {
		code: 'PGRST',
		message: JSON.stringify({
			code: error.code,
			message: error.message,
			details: error.detail ?? null,
			hint: error.hint ?? null
		}),
		detail: JSON.stringify({ status: statusOf(error.code), headers: {} }),
		[inspect.custom]: () => line
	};
}

/** Replaces a message that would expose the statement. */
function notUnderstood(line: string): unknown {
	return {
		code: 'PGRST',
		message: JSON.stringify({
			code: 'PGRST100',
			message: 'The request was not understood.',
			details: null,
			hint: null
		}),
		detail: JSON.stringify({ status: 400, headers: {} }),
		[inspect.custom]: () => line
	};
}

function statusOf(code: string): number {
	return STATUS_BY_CODE[code] ?? STATUS_BY_CLASS[code.slice(0, 2)] ?? 400;
}

function isDatabaseError(error: unknown): error is DatabaseError {
	const code = (error as { code?: unknown } | null)?.code;
	return error instanceof Error && typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code);
}
