import type { GuestTexts } from '../en/guest.ts';

export const guest: GuestTexts = {
	welcome:
		'Stellen Sie uns Ihre Fragen: zu einem Problem, einer Bestellung oder Ihrem Konto. Wir antworten hier.',
	supportAway: 'Wir antworten hier',

	label: 'Antwort per E-Mail erhalten',
	save: 'Speichern',
	skip: 'Nicht jetzt',
	change: 'E-Mail-Adresse ändern',
	pending: (email) => `Öffnen Sie zur Bestätigung den Link, den wir an ${email} gesendet haben.`,
	confirmed: (email) => `Wir schreiben Ihnen an ${email}.`,
	problem: {
		taken:
			'Diese E-Mail-Adresse gehört zu einem Konto. Melden Sie sich an, oder verwenden Sie eine andere.',
		invalid: 'Geben Sie eine gültige E-Mail-Adresse ein.',
		tooMany: 'Zu viele Versuche. Versuchen Sie es in ein paar Minuten erneut.',
		other:
			'Die E-Mail-Adresse wurde nicht gespeichert. Prüfen Sie Ihre Verbindung, und versuchen Sie es erneut.'
	}
};
