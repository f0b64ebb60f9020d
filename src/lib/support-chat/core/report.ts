/** Figures of a day or of a span of days; see the SQL function `support_report`. */
export interface ReportFigures {
	newChats: number;
	answeredChats: number;
	/** Messages of admins. */
	replies: number;
	/** Replies that ended a wait. */
	firstReplies: number;
	/** Median and 90th percentile of those waits within office hours, in seconds; null without any. */
	medianSeconds: number | null;
	p90Seconds: number | null;
}

export interface ReportDay extends ReportFigures {
	/** ISO 8601: '2026-03-01'. */
	day: string;
}

export interface AdminReplies {
	/** Public id; null for replies that name no admin. */
	adminId: string | null;
	name: string | null;
	isRemoved: boolean;
	replies: number;
	/** In the span before. */
	previousReplies: number;
}

export interface Report {
	/** First and last day, both included. */
	from: string;
	to: string;
	timeZone: string;
	/** When counting began: the figures of earlier days are too low. */
	since: Date;
	/** Active chats whose user waits, at most `MOST_WAITING`. */
	waitingNow: number;
	totals: ReportFigures;
	/** Of as many days before. */
	previous: ReportFigures;
	/** One for each day of the span. */
	days: ReportDay[];
	/** The busiest first. */
	admins: AdminReplies[];
}

export interface ReportQuery {
	from: string;
	to: string;
	/** IANA name. */
	timeZone: string;
	signal?: AbortSignal;
}

/** The database counts no further who waits. */
export const MOST_WAITING = 10_000;
