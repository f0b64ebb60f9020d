/** The spans that are offered by name; those that begin with a digit are as many days, to today. */
export const PRESETS = ['7', '30', '90', 'month', 'last-month'] as const;

export type Preset = (typeof PRESETS)[number];

/** The days that a report is about, both ends included, as in ISO 8601. */
export interface Days {
	from: string;
	to: string;
}

export interface ReportSpan extends Days {
	/** Null for days of the reader's own choice. */
	preset: Preset | null;
}

/** As `support_report` limits it. */
const MOST_DAYS = 366;

const FIRST = '1970-01-01';
const LAST = '2200-01-01';
const DAY_MS = 86_400_000;

/** The span that an address names; 30 days when it names none, or one that cannot be shown. */
export function readSpan(params: URLSearchParams, today: string): ReportSpan {
	const own = { from: params.get('from') ?? '', to: params.get('to') ?? '' };
	if (isSpan(own)) return { ...own, preset: null };
	const preset = PRESETS.find((each) => each === params.get('span')) ?? '30';
	return { ...daysOf(preset, today), preset };
}

/** The parameters of an address that name a span. */
export function spanParams(span: Preset | Days): URLSearchParams {
	if (typeof span === 'string') return new URLSearchParams({ span });
	return new URLSearchParams({ from: span.from, to: span.to });
}

/** Whether these are days of the calendar, in order, and not too many. */
export function isSpan({ from, to }: Days): boolean {
	if (!isDay(from) || !isDay(to) || from < FIRST || to > LAST) return false;
	const days = lengthOf({ from, to });
	return days >= 1 && days <= MOST_DAYS;
}

/** How many days a span has. */
export function lengthOf({ from, to }: Days): number {
	return (Date.parse(to) - Date.parse(from)) / DAY_MS + 1;
}

function daysOf(preset: Preset, today: string): Days {
	const firstOfMonth = `${today.slice(0, 7)}-01`;
	if (preset === 'month') return { from: firstOfMonth, to: today };
	if (preset === 'last-month') {
		const to = addDays(firstOfMonth, -1);
		return { from: `${to.slice(0, 7)}-01`, to };
	}
	return { from: addDays(today, 1 - Number(preset)), to: today };
}

function addDays(day: string, days: number): string {
	return new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);
}

function isDay(text: string): boolean {
	if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false;
	const time = Date.parse(text);
	return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}
