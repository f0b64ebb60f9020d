export interface TimeFormatOptions {
	/** BCP 47 tag; defaults to the runtime's. */
	readonly locale?: string | undefined;
	/** IANA name; defaults to the runtime's. Read each time, so that it may change. */
	readonly timeZone?: string | undefined;
}

const DAY = { weekday: 'long', month: 'long', day: 'numeric' } as const;

/** Formats times for one locale and time zone. Fast to use, but each format is slow at its first use: keep it. */
export class TimeFormat {
	readonly #options: TimeFormatOptions;
	#formats = new Map<string, Intl.DateTimeFormat>();
	#timeZone: string | undefined;
	#relative: Intl.RelativeTimeFormat | undefined;

	/** Its methods throw a RangeError for a locale or zone that does not exist. */
	constructor(options: TimeFormatOptions = {}) {
		this.#options = options;
	}

	/** The time of day: "10:42 AM". */
	time(date: Date): string {
		return this.#format('time', date, { timeStyle: 'short' });
	}

	/** Date and time in full, for a tooltip. */
	full(date: Date): string {
		return this.#format('full', date, { dateStyle: 'full', timeStyle: 'short' });
	}

	/** Date and time for screen readers: "January 29, 2026 at 10:42 AM". */
	spoken(date: Date): string {
		return this.#format('spoken', date, { dateStyle: 'long', timeStyle: 'short' });
	}

	/** The calendar day in the reader's zone, for comparisons: "2026-01-29". */
	dayKey(date: Date): string {
		return this.#format('key', date, { dateStyle: 'short' }, 'en-CA');
	}

	/** "Monday, January 29"; with the year if it differs from that of `now`. */
	day(date: Date, now: Date): string {
		const thisYear = this.dayKey(date).slice(0, 4) === this.dayKey(now).slice(0, 4);
		return thisYear
			? this.#format('day', date, DAY)
			: this.#format('year', date, { ...DAY, year: 'numeric' });
	}

	/** Heading of a day's messages: "Today", "Yesterday", or the day in full. */
	divider(date: Date, now: Date): string {
		const days = dayNumber(this.dayKey(date)) - dayNumber(this.dayKey(now));
		if (days !== 0 && days !== -1) return this.day(date, now);
		return capitalize(this.ago(days, 'day'));
	}

	/** "2 minutes ago" for -2 minutes, "yesterday" for -1 day. */
	ago(value: number, unit: Intl.RelativeTimeFormatUnit): string {
		this.#relative ??= new Intl.RelativeTimeFormat(this.#options.locale, { numeric: 'auto' });
		return this.#relative.format(value, unit);
	}

	/** @param name of the format */
	#format(
		name: string,
		date: Date,
		style: Intl.DateTimeFormatOptions,
		locale = this.#options.locale
	): string {
		const { timeZone } = this.#options;
		if (timeZone !== this.#timeZone) this.#formats = new Map();
		this.#timeZone = timeZone;
		let format = this.#formats.get(name);
		if (!format) {
			format = new Intl.DateTimeFormat(locale, { ...style, timeZone });
			this.#formats.set(name, format);
		}
		return format.format(date);
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
