/** How soon users usually get an answer, as rough as it can be promised. */
export type ReplyPace = 'minutes' | 'hour' | 'hours' | 'day';

const MINUTE = 60;
const HOUR = 60 * MINUTE;

/** The pace of a usual wait in seconds; null when it is not known, or nothing to tell. */
export function replyPace(seconds: number | null): ReplyPace | null {
	if (seconds === null || seconds > 24 * HOUR) return null;
	if (seconds <= 10 * MINUTE) return 'minutes';
	if (seconds <= HOUR) return 'hour';
	return seconds <= 6 * HOUR ? 'hours' : 'day';
}
