import { OFFICE_DAYS, type OfficeHours } from '../../../core/office-hours.ts';
import type { SettingsTexts } from '../../../languages/en/settings.ts';
import type { Reader } from '../../../languages/reader.ts';
import { durationOfColumn } from '../../../supabase/settings-rows.ts';
import { MEGABYTE } from '../form/fields.ts';
import { durationText } from '../form/problem-text.ts';
import { dayNames } from '../office/day-names.ts';

/** A value of a column, as it stands in the log, in words; empty for none. */
export function valueText(
	column: string,
	value: string,
	texts: SettingsTexts,
	reader: Reader
): string {
	if (value === '') return '';
	if (column === 'role' && (value === 'owner' || value === 'admin')) return texts.team[value];
	if (column === 'office_hours') return hoursText(JSON.parse(value) as OfficeHours, texts, reader);
	if (column === 'office_closed_days') return daysText(JSON.parse(value) as string[], reader);
	if (column === 'attachment_max_bytes') return sizeText(Number(value), reader);
	const duration = durationOfColumn(column, value);
	return duration ? durationText(duration, reader) : value;
}

/** "10 megabytes" */
function sizeText(bytes: number, { locale }: Reader): string {
	return new Intl.NumberFormat(locale, {
		style: 'unit',
		unit: 'megabyte',
		unitDisplay: 'long',
		maximumFractionDigits: 2
	}).format(bytes / MEGABYTE);
}

/** "Mon 09:00–12:00, 13:00–17:00 · Tue 09:00–17:00" */
function hoursText(hours: OfficeHours, { office }: SettingsTexts, { locale }: Reader): string {
	const names = dayNames(locale, 'short');
	const days = OFFICE_DAYS.filter((day) => hours[day]?.length).map((day) => {
		const spans = hours[day]!.map(([from, to]) => `${from}–${to}`);
		return `${names[day]} ${spans.join(', ')}`;
	});
	return days.join(' · ') || office.neverOpen;
}

/** "Dec 25, 2026 · Jan 1, 2027" */
function daysText(days: readonly string[], { locale }: Reader): string {
	const format = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' });
	return days.map((day) => format.format(new Date(day))).join(' · ');
}
