import type { ChatTexts } from '../en/chat.ts';
import type { Reader } from '../reader.ts';

export const chat = ({ count, list, number }: Reader): ChatTexts => ({
	welcomeTitle: 'Wie können wir helfen?',
	welcome:
		'Stellen Sie uns Ihre Fragen: zu einem Problem, einer Bestellung oder Ihrem Konto. Wir antworten hier und, wenn Sie nicht da sind, per E-Mail.',
	close: 'Schließen',
	supportOnline: 'Support ist online',
	areOnline(names, more) {
		const others = count(more, { one: '# weitere Person', other: '# weitere Personen' });
		const people = more > 0 ? [...names, others] : names;
		return `${list(people)} ${people.length === 1 ? 'ist' : 'sind'} online`;
	},
	supportAway: 'Wir antworten hier und per E-Mail',
	usuallyReplies: {
		minutes: 'Antwortet meist in wenigen Minuten',
		hour: 'Antwortet meist innerhalb einer Stunde',
		hours: 'Antwortet meist in ein paar Stunden',
		day: 'Antwortet meist innerhalb eines Tages'
	},
	reopens: {
		today: (time: string) => `Wir sind um ${time} Uhr wieder da`,
		tomorrow: (time: string) => `Wir sind morgen um ${time} Uhr wieder da`,
		later: (time: string, day: string) => `Wir sind am ${day} um ${time} Uhr wieder da`
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
		signed_out: 'Melden Sie sich wieder an, um fortzufahren. Nicht Gesendetes bleibt gespeichert.',
		other_user:
			'Dieser Chat gehört zu einem anderen Konto. Dort nicht Gesendetes bleibt gespeichert.'
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
	attach: 'Dateien anhängen',
	tooLong: (limit) =>
		`Nachrichten können bis zu ${number(limit)} Zeichen lang sein. Kürzen oder teilen Sie den Text.`,
	outboxFull: 'Zu viele ungesendete Nachrichten.',
	blocked: 'Der Support nimmt keine Nachrichten mehr von Ihnen an.',

	delivery: {
		waiting: 'Wartet auf Versand\u00a0…',
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
		blocked: 'Nicht gesendet. Der Support nimmt keine Nachrichten mehr von Ihnen an.',
		refused: 'Nicht gesendet. Diese Nachricht ist nicht zulässig. Formulieren Sie sie anders.',
		other: 'Nicht gesendet. Der Server hat die Nachricht nicht angenommen.'
	},
	retry: 'Erneut senden',
	delete: 'Löschen',

	settings: 'Einstellungen'
});
