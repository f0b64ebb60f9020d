import { OFFICE_DAYS, type OfficeDay } from '../../../core/office-hours.ts';

/** The names of the days of the week in a language. */
export function dayNames(locale: string, weekday: 'long' | 'short'): Record<OfficeDay, string> {
	const format = new Intl.DateTimeFormat(locale, { weekday, timeZone: 'UTC' });
	// The first of January 2024 is a Monday.
	const names = OFFICE_DAYS.map((day, at) => [day, format.format(Date.UTC(2024, 0, 1 + at))]);
	return Object.fromEntries(names) as Record<OfficeDay, string>;
}
