const UNITS: [unit: string, seconds: number][] = [
	['day', 86_400],
	['hour', 3600],
	['minute', 60],
	['second', 1]
];

/** How two figures compare: in which direction, and by which share of the earlier one. */
export type Change = { kind: 'more' | 'less'; share: number } | { kind: 'same' | 'noneBefore' };

/** Compares a figure with that of the days before; null when there is nothing to say. */
export function changeOf(now: number | null, before: number | null): Change | null {
	if (now === null) return null;
	if (!before) return now || before === null ? { kind: 'noneBefore' } : { kind: 'same' };
	const share = (now - before) / before;
	// What rounds to nothing is the same.
	if (Math.abs(share) < 0.005) return { kind: 'same' };
	return { kind: share > 0 ? 'more' : 'less', share: Math.abs(share) };
}

/** Numbers, days and times of the reports. Days are those of a calendar, whatever the time zone. */
export class ReportFormat {
	readonly #locale: string;
	readonly #number: Intl.NumberFormat;
	readonly #compact: Intl.NumberFormat;
	readonly #percent: Intl.NumberFormat;
	readonly #day: Intl.DateTimeFormat;
	readonly #shortDay: Intl.DateTimeFormat;

	/** @param locale BCP 47 */
	constructor(locale: string) {
		const timeZone = 'UTC';
		this.#locale = locale;
		this.#number = new Intl.NumberFormat(locale);
		this.#compact = new Intl.NumberFormat(locale, { notation: 'compact' });
		this.#percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 });
		this.#day = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone });
		this.#shortDay = new Intl.DateTimeFormat(locale, { month: 'short', day: 'numeric', timeZone });
	}

	/** "12,345" */
	number = (value: number): string => this.#number.format(value);

	/** "12K" */
	compact = (value: number): string => this.#compact.format(value);

	/** "12%" */
	percent = (share: number): string => this.#percent.format(share);

	/** "Mar 2, 2026" */
	day = (day: string): string => this.#day.format(Date.parse(day));

	/** "Mar 2" */
	shortDay = (day: string): string => this.#shortDay.format(Date.parse(day));

	/** "Feb 1 – Mar 2, 2026" */
	days = (from: string, to: string): string =>
		this.#day.formatRange(Date.parse(from), Date.parse(to));

	/** A time in its two largest units: "4 min, 10 sec". */
	duration = (seconds: number): string => {
		const whole = Math.round(seconds);
		const first = UNITS.findIndex(([, length]) => whole >= length);
		if (first < 0) return this.#unit(0, 'second');
		const [unit, length] = UNITS[first]!;
		const [smaller, smallerLength] = UNITS[first + 1] ?? ['', 1];
		const rest = Math.floor((whole % length) / smallerLength);
		const parts = [this.#unit(Math.floor(whole / length), unit)];
		if (smaller && rest > 0) parts.push(this.#unit(rest, smaller));
		return new Intl.ListFormat(this.#locale, { type: 'unit', style: 'narrow' }).format(parts);
	};

	#unit(value: number, unit: string): string {
		return new Intl.NumberFormat(this.#locale, {
			style: 'unit',
			unit,
			unitDisplay: 'short'
		}).format(value);
	}
}
