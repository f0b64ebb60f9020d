/**
 * Parses schedules as pg_cron 1.6 does, in GMT: five cron fields, an @name, or 'N seconds'. A step must
 * follow '*' or a range; day of month and day of week are alternatives unless one of them starts with
 * '*'; '$' is the last day of the month; 0 and 7 are Sunday.
 * Source: citusdata/pg_cron src/entry.c, src/pg_cron.c ShouldRunTask.
 */

/** When a job is due. With `seconds` or `reboot`, the fields are empty and match no minute. */
export interface Schedule {
	/** Interval between starts, 1 to 59. */
	seconds?: number;
	/** Due once, when the scheduler starts. */
	reboot: boolean;
	/** The minute or hour field starts with '*': such jobs are not repeated after a clock jump. */
	wild: boolean;
	minutes: Set<number>;
	hours: Set<number>;
	days: Set<number>;
	lastDay: boolean;
	months: Set<number>;
	weekdays: Set<number>;
	/** Both day fields must match, because one of them starts with '*'. */
	bothDays: boolean;
}

const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
const WEEKDAYS = 'sun mon tue wed thu fri sat'.split(' ');
const DAY_MS = 24 * 60 * 60 * 1000;

const NAMED: Record<string, string> = {
	'@yearly': '0 0 1 1 *',
	'@annually': '0 0 1 1 *',
	'@monthly': '0 0 1 * *',
	'@weekly': '0 0 * * 0',
	'@daily': '0 0 * * *',
	'@midnight': '0 0 * * *',
	'@hourly': '0 * * * *'
};

/** Parses a schedule; undefined where pg_cron reports 'invalid schedule'. */
export function parseSchedule(text: string): Schedule | undefined {
	const seconds = /^\s*0*([1-9]|[1-5]\d)\s+seconds?\s*$/i.exec(text)?.[1];
	if (seconds) return { ...never(), seconds: Number(seconds) };
	if (text === '@reboot' || text === '@restart') return { ...never(), reboot: true };
	return parseFields((NAMED[text] ?? text).trim().split(/[ \t]+/));
}

/**
 * Whether a job with this schedule is due in the minute of `time` (milliseconds since 1970, GMT).
 * `kinds` selects the jobs that count: wild ones, those at fixed times, or both.
 */
export function isDue(
	schedule: Schedule,
	time: number,
	kinds: 'wild' | 'fixed' | 'both' = 'both'
): boolean {
	if (kinds !== 'both' && (kinds === 'wild') !== schedule.wild) return false;
	const now = new Date(time);
	const endsMonth = new Date(time + DAY_MS).getUTCDate() === 1;
	const day = schedule.days.has(now.getUTCDate()) || (schedule.lastDay && endsMonth);
	const weekday = schedule.weekdays.has(now.getUTCDay());
	return (
		schedule.minutes.has(now.getUTCMinutes()) &&
		schedule.hours.has(now.getUTCHours()) &&
		schedule.months.has(now.getUTCMonth() + 1) &&
		(schedule.bothDays ? day && weekday : day || weekday)
	);
}

function never(): Schedule {
	return {
		reboot: false,
		wild: false,
		minutes: new Set(),
		hours: new Set(),
		days: new Set(),
		lastDay: false,
		months: new Set(),
		weekdays: new Set(),
		bothDays: false
	};
}

function parseFields(fields: string[]): Schedule | undefined {
	if (fields.length !== 5) return undefined;
	const [minute = '', hour = '', day = '', month = '', weekday = ''] = fields;
	const dayItems = day.split(',');
	const numberedDays = dayItems.filter((item) => item !== '$');
	const minutes = parseList(minute.split(','), 0, 59);
	const hours = parseList(hour.split(','), 0, 23);
	const days = parseList(numberedDays, 1, 31);
	const months = parseList(month.split(','), 1, 12, MONTHS);
	const weekdays = parseList(weekday.split(','), 0, 7, WEEKDAYS);
	if (!minutes || !hours || !days || !months || !weekdays) return undefined;
	if (weekdays.has(7)) weekdays.add(0);
	return {
		...{ reboot: false, minutes, hours, days, months, weekdays },
		wild: minute.startsWith('*') || hour.startsWith('*'),
		lastDay: numberedDays.length < dayItems.length,
		bothDays: day.startsWith('*') || weekday.startsWith('*')
	};
}

/** The numbers in a comma-separated list; undefined when an item is malformed. */
function parseList(items: string[], low: number, high: number, names: string[] = []) {
	const numbers = new Set<number>();
	for (const item of items) {
		const parts = /^(?:(\*)|([0-9a-z]+)(?:-([0-9a-z]+))?)(?:\/(\d{1,4}))?$/i.exec(item);
		if (!parts) return undefined;
		const [, star, from = '', to, step] = parts;
		const first = star ? low : toNumber(from, low, high, names);
		const last = star ? high : toNumber(to ?? from, low, high, names);
		if (first === undefined || last === undefined) return undefined;
		if (step !== undefined && (Number(step) === 0 || (!star && to === undefined))) return undefined;
		for (let number = first; number <= last; number += Number(step ?? 1)) numbers.add(number);
	}
	return numbers;
}

function toNumber(text: string, low: number, high: number, names: string[]): number | undefined {
	const name = names.indexOf(text.toLowerCase());
	const number = name >= 0 ? name + low : /^\d{1,4}$/.test(text) ? Number(text) : NaN;
	return number >= low && number <= high ? number : undefined;
}
