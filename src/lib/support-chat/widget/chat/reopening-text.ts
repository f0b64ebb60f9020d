import type { ChatLanguage } from '../../languages/chat-language.ts';

const DAY_MS = 24 * 60 * 60_000;

/** "We’re back tomorrow at 9:00 AM": the time `at` as seen at `now`, in the reader's time zone. */
export function reopeningText(
	{ at, now }: { readonly at: Date; readonly now: Date },
	{ texts, timeFormat }: Pick<ChatLanguage, 'texts' | 'timeFormat'>
): string {
	const [day, time] = [timeFormat.dayKey(at), timeFormat.time(at)];
	if (day === timeFormat.dayKey(now)) return texts.reopens.today(time);
	// A day is up to 25 hours long: noon of the next day, by the date alone.
	const tomorrow = new Date(Date.parse(timeFormat.dayKey(now)) + DAY_MS).toISOString().slice(0, 10);
	if (day === tomorrow) return texts.reopens.tomorrow(time);
	return texts.reopens.later(time, timeFormat.day(at, now));
}
