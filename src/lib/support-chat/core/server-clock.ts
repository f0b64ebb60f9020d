/** A `Date` header tells whole seconds, and has been on its way: less than this is no difference. */
const TOLERANCE_MS = 2_000;

let ahead = 0;
let known = false;

/**
 * The time by the server's clock, in milliseconds since 1970: the browser's until the server has told
 * its own. For what people read and for what the server decides; not for how long something took.
 */
export function serverNow(): number {
	return Date.now() + ahead;
}

/** Whether the server has told its time. */
export function knowsServerTime(): boolean {
	return known;
}

/** The server has told its time, in milliseconds since 1970, a moment ago. NaN tells nothing. */
export function noteServerTime(time: number): void {
	if (Number.isNaN(time)) return;
	known = true;
	if (Math.abs(time - serverNow()) > TOLERANCE_MS) ahead = time - Date.now();
}

/** Takes the server's time from an answer of its REST API, which lets browsers see the header. */
export function noteTimeOf(response: Response): void {
	noteServerTime(Date.parse(response.headers.get('date') ?? ''));
}

/** For tests. */
export function forgetServerTime(): void {
	ahead = 0;
	known = false;
}
