import { areHoursValid, nextOpening, type OfficeSettings } from '../../../core/office-hours.ts';
import type { OfficeHoursTexts } from '../../../languages/en/office-hours.ts';

interface Reading {
	now: Date;
	texts: OfficeHoursTexts;
	locale: string;
}

/** "Opens Monday, November 30 at 9:00 AM", by the office's clocks; empty for hours that are not valid. */
export function openingText(settings: OfficeSettings, { now, texts, locale }: Reading): string {
	if (settings.officeHours && !areHoursValid(settings.officeHours)) return '';
	let opening;
	try {
		opening = nextOpening(settings, now);
	} catch {
		// A zone that does not exist, or not yet: it is being typed.
		return '';
	}
	if (opening === 'open') return texts.openNow;
	if (!opening) return texts.neverOpen;
	const format = new Intl.DateTimeFormat(locale, {
		...{ weekday: 'long', month: 'long', day: 'numeric' },
		...{ hour: 'numeric', minute: '2-digit', timeZone: 'UTC' }
	});
	return texts.opens(format.format(new Date(`${opening.date}T${opening.time}Z`)));
}
