import type { TimeFormat } from './time.ts';

const UNITS: [Intl.RelativeTimeFormatUnit, number][] = [
	['year', 31_557_600_000],
	['month', 2_629_800_000],
	['week', 604_800_000],
	['day', 86_400_000],
	['hour', 3_600_000],
	['minute', 60_000]
];

/** "2 minutes ago"; "now" within the first minute and for a date after `now`. */
export function relativeTime(format: Pick<TimeFormat, 'ago'>, date: Date, now: Date): string {
	const ms = now.getTime() - date.getTime();
	for (const [unit, length] of UNITS) {
		if (ms >= length) return format.ago(-Math.floor(ms / length), unit);
	}
	return format.ago(0, 'second');
}
