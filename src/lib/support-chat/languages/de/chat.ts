import type { ChatTexts } from '../en/chat.ts';
import type { Reader } from '../reader.ts';

export const chat = ({ count, list, number }: Reader): ChatTexts => ({
	welcomeTitle: 'Wie können wir helfen?',
	welcome:
		'Fragen Sie uns alles: wenn etwas nicht funktioniert, zu einer Bestellung oder zu Ihrem Konto. Wir antworten hier und per E-Mail, wenn Sie nicht da sind.',
	close: 'Schließen',
	supportOnline: 'Support ist online',
	areOnline(names, more) {
		const people = more > 0 ? [...names, `${number(more)} weitere`] : names;
		return `${list(people)} ${people.length === 1 ? 'ist' : 'sind'} online`;
	},
	supportAway: 'Wir antworten hier und per E-Mail',
	usuallyReplies: {
		minutes: 'Antwortet meist in wenigen Minuten',
		hour: 'Antwortet meist innerhalb einer Stunde',
		hours: 'Antwortet meist in ein paar Stunden',
		day: 'Antwortet meist innerhalb eines Tages'
	},

	connection: {
		connecting: 'Verbindung wird hergestellt\u00a0…',
		connected: 'Verbunden',
		reconnecting: 'Verbindung wird wiederhergestellt\u00a0…',
		offline: 'Sie sind offline',
		refused: 'Nicht verbunden'
	},

	sessionEnded: {
		signed_out: 'Sie sind abgemeldet',
		other_user: 'Jemand anderes ist angemeldet'
	},
	sessionEndedNote: {
		signed_out:
			'Melden Sie sich wieder an, um fortzufahren. Nicht Gesendetes bleibt für Sie erhalten.',
		other_user:
			'Dieser Chat gehört zu einem anderen Konto in diesem Browser. Nicht Gesendetes bleibt dort erhalten.'
	},
	reload: 'Neu laden',

	messagesWithSupport: 'Nachrichten mit dem Support',
	byYou: 'Sie:',
	by: (name) => `${name}:`,
	moreMessages: (messages) =>
		count(messages, { one: '# weitere Nachricht', other: '# weitere Nachrichten' }),
	loadingMessages: 'Nachrichten werden geladen',
	messagesNotLoaded: 'Die Nachrichten konnten nicht geladen werden. Neuer Versuch\u00a0…',
	loadingEarlier: 'Ältere Nachrichten werden geladen\u00a0…',
	earlierNotLoaded: 'Ältere Nachrichten konnten nicht geladen werden.',
	tryAgain: 'Erneut versuchen',
	newMessages: 'Neue Nachrichten',
	typing: (name) => `${name} schreibt\u00a0…`,

	message: 'Nachricht',
	writeMessage: 'Nachricht schreiben\u00a0…',
	send: 'Senden',
	tooLong: (limit) =>
		`Nachrichten können bis zu ${number(limit)} Zeichen lang sein. Kürzen oder teilen Sie den Text.`,
	outboxFull: 'Zu viele ungesendete Nachrichten.',

	delivery: {
		waiting: 'Wartet auf das Senden\u00a0…',
		sending: 'Wird gesendet\u00a0…',
		sent: 'Gesendet',
		seen: 'Gelesen'
	},
	rateLimited: (seconds) =>
		count(seconds, { other: 'Sie senden zu schnell. Wird in #\u00a0s gesendet\u00a0…' }),
	notSent: {
		blank: 'Nicht gesendet. Die Nachricht ist leer.',
		'too-long': 'Nicht gesendet. Die Nachricht ist zu lang.',
		forbidden: 'Nicht gesendet. Sie dürfen in diesem Chat nicht schreiben.',
		refused: 'Nicht gesendet. So ist die Nachricht nicht zulässig. Formulieren Sie sie anders.',
		other: 'Nicht gesendet. Der Server hat die Nachricht nicht angenommen.'
	},
	retry: 'Erneut senden',
	delete: 'Löschen',

	settings: 'Einstellungen',
	sound: 'Ton',
	desktopNotifications: 'Desktop-Benachrichtigungen',
	notificationsNote: {
		unsupported: 'Dieser Browser kann keine Benachrichtigungen von Webseiten anzeigen.',
		denied: 'Blockiert. Sie können sie in den Browser-Einstellungen für diese Website erlauben.',
		default: 'Ihr Browser fragt zuerst nach.',
		granted: 'Erscheinen, solange diese Seite im Hintergrund ist.'
	},
	replyEmails: 'Ungelesene Antworten per E\u2011Mail erhalten',
	replyEmailsProblem: {
		notLoaded: 'Das konnte nicht geladen werden. Versuchen Sie es später erneut.',
		notSaved: 'Nicht gespeichert. Prüfen Sie Ihre Verbindung und versuchen Sie es erneut.'
	}
});
