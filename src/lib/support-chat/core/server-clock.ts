/** A `Date` header has whole seconds and is delayed by the network: ignore smaller differences. */
const TOLERANCE_MS = 2_000;

let ahead = 0;
let known = false;

/**
 * The server's time in milliseconds since 1970; the browser's until the first response. For display and
 * for comparing with server times, not for durations.
 */
export function serverNow(): number {
	return Date.now() + ahead;
}

/** Whether the server's time is known. */
export function knowsServerTime(): boolean {
	return known;
}

/** Takes the server's current time, in milliseconds since 1970; ignores NaN. */
export function noteServerTime(time: number): void {
	if (Number.isNaN(time)) return;
	known = true;
	if (Math.abs(time - serverNow()) > TOLERANCE_MS) ahead = time - Date.now();
}

/** Takes the server's time from a REST response, if browsers may read its `Date` header. */
export function noteTimeOf(response: Response): void {
	noteServerTime(Date.parse(response.headers.get('date') ?? ''));
}

/** For tests. */
export function forgetServerTime(): void {
	ahead = 0;
	known = false;
}
