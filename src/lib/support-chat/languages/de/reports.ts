import type { ReportTexts } from '../en/reports.ts';
import type { Reader } from '../reader.ts';

export const reports = ({ count, number }: Reader): ReportTexts => ({
	span: 'Zeitraum',
	lastDays: (days) => `Letzte ${number(days)} Tage`,
	thisMonth: 'Dieser Monat',
	lastMonth: 'Letzter Monat',
	from: 'Von',
	to: 'Bis',
	show: 'Anzeigen',
	badSpan: 'Wählen Sie höchstens 366 Tage, den ersten vor dem letzten.',
	incomplete: (day) => `Gezählt seit ${day}. Zahlen früherer Tage sind zu niedrig.`,

	newChats: 'Neue Chats',
	answeredChats: 'Beantwortete Chats',
	replies: 'Antworten',
	firstReplies: 'Beendete Wartezeiten',
	medianReply: 'Erste Antwort, Median',
	p90Reply: 'Erste Antwort, 90. Perzentil',
	waitingNow: 'Warten gerade',
	none: 'Keine',
	more: (percent, days) =>
		count(days, {
			one: `${percent} mehr als am Tag davor`,
			other: `${percent} mehr als in den # Tagen davor`
		}),
	fewer: (percent, days) =>
		count(days, {
			one: `${percent} weniger als am Tag davor`,
			other: `${percent} weniger als in den # Tagen davor`
		}),
	longer: (percent, days) =>
		count(days, {
			one: `${percent} länger als am Tag davor`,
			other: `${percent} länger als in den # Tagen davor`
		}),
	shorter: (percent, days) =>
		count(days, {
			one: `${percent} kürzer als am Tag davor`,
			other: `${percent} kürzer als in den # Tagen davor`
		}),
	same: (days) => count(days, { one: 'Wie am Tag davor', other: 'Wie in den # Tagen davor' }),
	noneBefore: (days) =>
		count(days, { one: 'Am Tag davor keine', other: 'In den # Tagen davor keine' }),

	chats: 'Neue und beantwortete Chats',
	firstReply: 'Zeit bis zur ersten Antwort',
	median: 'Median',
	p90: '90. Perzentil',
	byAdmin: 'Antworten nach Admin',
	dayOf: (chart) => `Tag im Diagramm „${chart}“`,
	empty: 'Nichts in diesem Zeitraum',

	table: 'Als Tabelle anzeigen',
	download: 'CSV herunterladen',
	day: 'Tag',
	admin: 'Admin',
	before: 'Zeitraum davor',
	isRemoved: 'Entfernt',
	notRecorded: 'Nicht erfasst',

	how: 'So wird gezählt',
	meaning: {
		newChats:
			'Unterhaltungen, die Nutzer begonnen haben: mit ihrer ersten Nachricht oder der ersten, nachdem ihr Chat archiviert wurde.',
		answeredChats:
			'Unterhaltungen, die ihre erste Antwort bekommen haben, wann auch immer sie begonnen haben.',
		replies: 'Nachrichten von Admins.',
		medianReply:
			'Die Hälfte der Wartezeiten war kürzer. Eine Wartezeit beginnt mit der ersten unbeantworteten Nachricht und endet mit der Antwort. Nur Zeit innerhalb der Bürozeiten zählt.',
		p90Reply: 'Neun von zehn Wartezeiten waren kürzer.',
		waitingNow: 'Aktive Chats, deren Nutzer in diesem Moment auf eine Antwort warten.'
	},
	kept: 'Jede Zahl gehört zum Tag ihrer Nachricht. Gelöschte Chats bleiben gezählt.'
});
