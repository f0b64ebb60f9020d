/** How soon users usually get a reply, rounded so that it can be promised. */
export type ReplyPace = 'minutes' | 'hour' | 'hours' | 'day';

const MINUTE = 60;
const HOUR = 60 * MINUTE;

/** The pace for a typical wait in seconds; null when unknown or longer than a day. */
export function replyPace(seconds: number | null | undefined): ReplyPace | null {
	if (seconds == null || seconds > 24 * HOUR) return null;
	if (seconds <= 10 * MINUTE) return 'minutes';
	if (seconds <= HOUR) return 'hour';
	return seconds <= 6 * HOUR ? 'hours' : 'day';
}
