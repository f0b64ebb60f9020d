import { otherSide, type SenderType } from '../message.ts';
import { PAGE_SIZE } from '../ports.ts';
import { TimelineWindow, type TimelineWindowOptions } from './timeline-window.ts';

/** Messages kept on each side of the rendered ones. */
const MARGIN = 100;

export interface EvictOptions extends TimelineWindowOptions {
	/** The side that reads here. */
	side: SenderType;
	/** Messages kept on each side of the rendered ones; 100 by default. */
	evictionMargin?: number | undefined;
}

/**
 * Drops the messages that are far from the rendered ones, which go from index `start` up to `end`,
 * excluded, of the window or else of the log. Returns the window from then on.
 */
export function evictMessages(
	options: EvictOptions,
	window: TimelineWindow | null,
	start: number,
	end: number
): TimelineWindow | null {
	const { log, evictionMargin: margin = MARGIN } = options;
	const { length } = (window ?? log).messages;
	const first = Math.max(0, start - margin);
	const last = Math.min(length, end + margin);
	if (first >= last || last - first === length) return window;
	if (!window) return evictFromLog(options, first, last);
	window.keep(first, last);
	return window;
}

/**
 * Drops the messages of the log outside two indexes but for its newest page; none while one is unread
 * or missing. Returns a window of those that are no longer joined to that page, if there are any.
 */
function evictFromLog(options: EvictOptions, start: number, end: number): TimelineWindow | null {
	const { log, side } = options;
	const { messages } = log;
	const newest = messages.length - PAGE_SIZE;
	const isFar = end < newest;
	const kept = isFar ? newest : Math.min(start, newest);
	if (kept <= 0 || log.hasHole || log.countUnreadFrom(otherSide(side)) > 0) return null;
	const run = { messages: messages.slice(start, end), hasOlder: log.hasOlder || start > 0 };
	log.takeNewest(messages.slice(kept), true);
	return isFar ? new TimelineWindow(options, run) : null;
}
