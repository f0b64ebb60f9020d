import type { Report, ReportFigures, ReportQuery } from '../../core/report.ts';
import { sanitizeDisplayText } from '../../core/text/sanitize-display-text.ts';
import type { ChatClient } from '../chat-client.ts';
import { dataOf } from '../errors.ts';

interface FiguresRow {
	new_chats: number;
	answered_chats: number;
	replies: number;
	first_replies: number;
	median_seconds: number | null;
	p90_seconds: number | null;
}

/** What `support_report` returns. */
interface ReportRow {
	from_day: string;
	to_day: string;
	time_zone: string;
	since: string;
	waiting_now: number;
	totals: FiguresRow;
	previous: FiguresRow;
	days: (FiguresRow & { day: string })[];
	admins: {
		admin_id: string | null;
		name: string | null;
		is_removed: boolean;
		replies: number;
		previous_replies: number;
	}[];
}

/** What happened in support in a span of days. @throws ChatError, 22023 for a time zone that Postgres does not know */
export async function readReport(
	client: ChatClient,
	{ from, to, timeZone, signal }: ReportQuery
): Promise<Report> {
	const request = client.rpc('support_report', {
		from_day: from,
		to_day: to,
		time_zone: timeZone
	});
	const row = dataOf(
		await (signal ? request.abortSignal(signal) : request)
	) as unknown as ReportRow;
	return {
		from: row.from_day,
		to: row.to_day,
		timeZone: row.time_zone,
		since: new Date(row.since),
		waitingNow: row.waiting_now,
		totals: toFigures(row.totals),
		previous: toFigures(row.previous),
		days: row.days.map((each) => ({ ...toFigures(each), day: each.day })),
		admins: row.admins.map((each) => ({
			adminId: each.admin_id,
			name: each.name === null ? null : sanitizeDisplayText(each.name),
			isRemoved: each.is_removed,
			replies: each.replies,
			previousReplies: each.previous_replies
		}))
	};
}

const toFigures = (row: FiguresRow): ReportFigures => ({
	newChats: row.new_chats,
	answeredChats: row.answered_chats,
	replies: row.replies,
	firstReplies: row.first_replies,
	medianSeconds: row.median_seconds,
	p90Seconds: row.p90_seconds
});
