export interface TimeFormatOptions {
	/** BCP 47 tag; defaults to the runtime's. */
	locale?: string | undefined;
	/** IANA name; defaults to the runtime's. */
	timeZone?: string | undefined;
}

/** The interface of `TimeFormat`. */
export type TimeWriter = Pick<TimeFormat, keyof TimeFormat>;

const UNITS: [Intl.RelativeTimeFormatUnit, number][] = [
	['year', 31_557_600_000],
	['month', 2_629_800_000],
	['week', 604_800_000],
	['day', 86_400_000],
	['hour', 3_600_000],
	['minute', 60_000]
];

/** Formats times for one locale and time zone. Slow to construct and fast to use: keep it. */
export class TimeFormat {
	readonly #time: Intl.DateTimeFormat;
	readonly #day: Intl.DateTimeFormat;
	readonly #dayOfOtherYear: Intl.DateTimeFormat;
	readonly #full: Intl.DateTimeFormat;
	readonly #spoken: Intl.DateTimeFormat;
	readonly #key: Intl.DateTimeFormat;
	readonly #relative: Intl.RelativeTimeFormat;

	/** Throws a RangeError for a locale or zone that does not exist. */
	constructor({ locale, timeZone }: TimeFormatOptions = {}) {
		const day = { weekday: 'long', month: 'long', day: 'numeric', timeZone } as const;
		this.#time = new Intl.DateTimeFormat(locale, { timeStyle: 'short', timeZone });
		this.#day = new Intl.DateTimeFormat(locale, day);
		this.#dayOfOtherYear = new Intl.DateTimeFormat(locale, { ...day, year: 'numeric' });
		this.#full = new Intl.DateTimeFormat(locale, {
			dateStyle: 'full',
			timeStyle: 'short',
			timeZone
		});
		this.#spoken = new Intl.DateTimeFormat(locale, {
			dateStyle: 'long',
			timeStyle: 'short',
			timeZone
		});
		this.#key = new Intl.DateTimeFormat('en-CA', { dateStyle: 'short', timeZone });
		this.#relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
	}

	/** The time of day: "10:42 AM". */
	time(date: Date): string {
		return this.#time.format(date);
	}

	/** Date and time in full, for a tooltip. */
	full(date: Date): string {
		return this.#full.format(date);
	}

	/** Date and time for screen readers: "January 29, 2026 at 10:42 AM". */
	spoken(date: Date): string {
		return this.#spoken.format(date);
	}

	/** The calendar day in the reader's zone, for comparisons: "2026-01-29". */
	dayKey(date: Date): string {
		return this.#key.format(date);
	}

	/** "Monday, January 29"; with the year if it differs from that of `now`. */
	day(date: Date, now: Date): string {
		const thisYear = this.dayKey(date).slice(0, 4) === this.dayKey(now).slice(0, 4);
		return (thisYear ? this.#day : this.#dayOfOtherYear).format(date);
	}

	/** Heading of a day's messages: "Today", "Yesterday", or the day in full. */
	divider(date: Date, now: Date): string {
		const days = dayNumber(this.dayKey(date)) - dayNumber(this.dayKey(now));
		if (days !== 0 && days !== -1) return this.day(date, now);
		return capitalize(this.#relative.format(days, 'day'));
	}

	/** "2 minutes ago"; "now" within the first minute and for a date after `now`. */
	relative(date: Date, now: Date): string {
		const ms = now.getTime() - date.getTime();
		for (const [unit, length] of UNITS) {
			if (ms >= length) return this.#relative.format(-Math.floor(ms / length), unit);
		}
		return this.#relative.format(0, 'second');
	}
}

/** Number of days from 1970 to a `dayKey`. */
function dayNumber(dayKey: string): number {
	return Date.parse(dayKey) / 86_400_000;
}

/** Capitalizes the first letter, if the script has capitals. */
function capitalize(text: string): string {
	return text.slice(0, 1).toUpperCase() + text.slice(1);
}
