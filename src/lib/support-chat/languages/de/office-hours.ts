import type { OfficeHoursTexts } from '../en/office-hours.ts';

export const officeHours: OfficeHoursTexts = {
	limited: 'Nur zu den Öffnungszeiten antworten',
	limitedNote: 'Außerhalb sagt das Widget, wann Sie wieder da sind.',
	zoneProblem: 'Wählen Sie eine Zeitzone aus der Liste.',
	from: 'Von',
	to: 'Bis',
	closed: 'Geschlossen',
	addSpan: (day: string) => `Zeiten am ${day} hinzufügen`,
	removeSpan: (day: string) => `Zeiten am ${day} entfernen`,
	copy: 'Montag auf alle Werktage übertragen',
	spansProblem: 'Jede Uhrzeit muss nach der vorigen liegen.',
	openNow: 'Jetzt geöffnet',
	opens: (when: string) => `Öffnet ${when}`,
	neverOpen: 'Nie geöffnet',
	closedDay: 'Datum',
	addDay: 'Hinzufügen',
	removeDay: (day: string) => `${day} entfernen`,
	preview: 'Vorschau'
};
