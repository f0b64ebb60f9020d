export const OFFICE_DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

export const WORKDAYS = OFFICE_DAYS.slice(0, 5);

export type OfficeDay = (typeof OFFICE_DAYS)[number];

/** Times of a day as 09:00; the later one may be 24:00. */
export type OfficeSpan = readonly [from: string, to: string];

/** The spans of each day, in order; a day left out is closed. */
export type OfficeHours = Readonly<Partial<Record<OfficeDay, readonly OfficeSpan[]>>>;

/** When somebody is expected to answer. */
export interface OfficeSettings {
	/** Null: always. */
	officeHours: OfficeHours | null;
	/** IANA name, such as Europe/Berlin. */
	officeTimeZone: string;
	/** Dates as 2026-12-25. */
	officeClosedDays: readonly string[];
}

/** How the widget looks and what it says first; null for what comes with the chat. */
export interface AppearanceSettings {
	/** As #rrggbb. */
	widgetColor: string | null;
	/** https only. */
	logoUrl: string | null;
	welcomeText: string | null;
}

/** As the check of the database. */
export const MOST_SPANS = 12;
export const MOST_CLOSED_DAYS = 366;
export const LONGEST_WELCOME = 500;

/** Whether each span of a day ends after it starts, and starts when the one before has ended. */
export function areSpansValid(spans: readonly OfficeSpan[]): boolean {
	return spans.every(
		([from, to], index) => from !== '' && to > from && from >= (spans[index - 1]?.[1] ?? '')
	);
}

/** Whether the spans of each day are valid. */
export function areHoursValid(hours: OfficeHours): boolean {
	return OFFICE_DAYS.every((day) => areSpansValid(hours[day] ?? []));
}

/** The hours with their days in the order of the week, without those that are closed. */
export function tidyHours(hours: OfficeHours): OfficeHours {
	const open = OFFICE_DAYS.filter((day) => hours[day]?.length);
	return Object.fromEntries(open.map((day) => [day, hours[day]]));
}

/** When the office opens, by its own clocks. */
export interface OfficeOpening {
	date: string;
	time: string;
}

/**
 * When the office opens next: 'open' while it is open, null when it never opens. Throws a RangeError for a time zone
 * that does not exist.
 */
export function nextOpening(settings: OfficeSettings, now: Date): OfficeOpening | 'open' | null {
	const { officeHours, officeTimeZone, officeClosedDays } = settings;
	if (!officeHours) return 'open';
	const clock = new Intl.DateTimeFormat('sv', {
		timeZone: officeTimeZone,
		dateStyle: 'short',
		timeStyle: 'short'
	});
	const [today = '', time = ''] = clock.format(now).split(' ');
	// A year of closed days, then each day of a week.
	for (let days = 0; days < MOST_CLOSED_DAYS + 8; days++) {
		const date = new Date(Date.parse(today) + days * 86_400_000);
		const name = date.toISOString().slice(0, 10);
		if (officeClosedDays.includes(name)) continue;
		for (const [from, to] of officeHours[OFFICE_DAYS[(date.getUTCDay() + 6) % 7]!] ?? []) {
			if (days > 0 || from > time) return { date: name, time: from };
			if (to > time) return 'open';
		}
	}
	return null;
}
