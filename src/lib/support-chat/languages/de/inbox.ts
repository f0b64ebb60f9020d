import type { InboxTexts } from '../en/inbox.ts';
import type { Reader } from '../reader.ts';

export const inbox = ({ count, list, number }: Reader): InboxTexts => ({
	inbox: 'Support-Postfach',
	title: 'Support-Chats',
	titleOfChat: (email) => `${email} – Support-Chats`,
	notifications: 'Benachrichtigungen',

	chats: 'Chats',
	active: 'Aktiv',
	archived: 'Archiviert',
	noActive: 'Keine aktiven Chats',
	noActiveNote: 'Sobald ein Benutzer schreibt, erscheint der Chat hier.',
	noArchived: 'Keine archivierten Chats',
	noArchivedNote:
		'Einen erledigten Chat können Sie archivieren. Er kommt zurück, wenn der Benutzer wieder schreibt.',
	messageCount: (messages) => count(messages, { one: '# Nachricht', other: '# Nachrichten' }),
	unread: 'Ungelesen',
	byYou: 'Sie:',
	by: (name) => `${name}:`,
	deletedEmail: 'Gelöschte E-Mail-Adresse',
	loadMore: 'Mehr laden',
	loading: 'Wird geladen\u00a0…',
	moreNotLoaded:
		'Die nächsten Chats konnten nicht geladen werden. Prüfen Sie Ihre Verbindung und versuchen Sie es erneut.',

	back: 'Zurück zu den Chats',
	archive: 'Archivieren',
	restore: 'Wiederherstellen',
	problem: {
		forbidden: 'Das dürfen Sie nicht mehr. Laden Sie die Seite neu.',
		unseen: 'Der Benutzer hat gerade geschrieben. Lesen Sie zuerst die neue Nachricht.',
		failed: 'Das hat nicht geklappt. Prüfen Sie Ihre Verbindung und versuchen Sie es erneut.'
	},
	online: 'Online',
	hasChatOpen: 'Hat den Chat geöffnet',
	viewing(names, more) {
		const viewers = more > 0 ? [...names, `${number(more)} weitere`] : names;
		return `${list(viewers)} ${viewers.length === 1 ? 'sieht' : 'sehen'} diesen Chat`;
	},
	writing(names, more) {
		const writers = more > 0 ? [...names, `${number(more)} weitere`] : names;
		return `${list(writers)} ${writers.length === 1 ? 'schreibt' : 'schreiben'} eine Antwort\u00a0…`;
	},

	conversationWith: (email) => `Unterhaltung mit ${email}`,
	you: 'Sie',
	theUser: 'Der Benutzer',
	support: 'Support',
	reply: 'Antwort',
	writeReply: 'Antwort schreiben\u00a0…',
	needsJavaScript: 'Die Unterhaltung braucht JavaScript.',

	noChatOpen: 'Kein Chat geöffnet',
	noChatOpenNote: 'Wählen Sie einen aus der Liste.',
	noChatOpenKeysNote: 'Wählen Sie einen aus der Liste, oder nutzen Sie die Tastatur:',

	chatGone: 'Diesen Chat gibt es nicht mehr',
	chatGoneNote: 'Er wurde gelöscht, oder unter dieser Adresse gab es nie einen.',

	unreadChats: (chats) => count(chats, { one: '# ungelesener Chat', other: '# ungelesene Chats' }),

	search: 'Suchen',
	searchPlaceholder: 'Personen und Nachrichten suchen',
	clearSearch: 'Suche leeren',
	people: 'Personen',
	messages: 'Nachrichten',
	nothingFound: 'Nichts gefunden',
	nothingFoundNote:
		'Versuchen Sie ein anderes Wort, einen Wortanfang oder einen Teil einer Adresse.',
	foundCount: (results) => count(results, { one: '# Ergebnis', other: '# Ergebnisse' }),
	searchedSince: (time) => `Durchsuchte Nachrichten: alle seit ${time}.`,
	searchOlder: 'Ältere Nachrichten durchsuchen',
	searchFailed: 'Die Suche hat nicht geklappt. Prüfen Sie Ihre Verbindung.',

	earlierShown: 'Das sind frühere Nachrichten.',
	laterNotLoaded: 'Spätere Nachrichten konnten nicht geladen werden.',
	backToNewest: 'Zurück zu den neuesten',

	userDetails: 'Angaben zum Benutzer',
	detailsNotLoaded: 'Die Angaben konnten nicht geladen werden.',
	customerSince: 'Kunde seit',
	lastSignIn: 'Letzte Anmeldung',
	firstMessage: 'Erste Nachricht',
	lastMessage: 'Letzte Nachricht',
	archivedSince: 'Im Archiv seit',
	messagesByUser: 'Nachrichten des Benutzers',
	messagesBySupport: 'Nachrichten des Supports',
	replyEmailsOf: 'E-Mails über Antworten',
	on: 'An',
	off: 'Aus',

	archivedNow: (email) => `${email} archiviert`,
	restoredNow: (email) => `${email} wiederhergestellt`,
	missesReply: 'Der Benutzer hat Ihre letzte Antwort nicht gelesen und bekommt keine E-Mail.',
	undo: 'Rückgängig',
	dismiss: 'Ausblenden',

	settings: 'Einstellungen',
	close: 'Schließen',
	keyboardShortcuts: 'Tastenkürzel',
	singleKeys: 'Tastenkürzel aus einer Taste',
	singleKeysNote: 'j, k, e und andere, solange Sie nicht schreiben',
	shortcuts: {
		next: 'Nächster Chat',
		previous: 'Vorheriger Chat',
		open: 'Ausgewählten Chat öffnen',
		reply: 'Antwort schreiben',
		move: 'Archivieren oder wiederherstellen',
		undo: 'Archivieren oder Wiederherstellen rückgängig machen',
		search: 'Suchen',
		help: 'Diese Tastenkürzel anzeigen',
		leave: 'Feld verlassen, schließen, zurück'
	},
	keyEnter: 'Eingabe',
	keyEscape: 'Esc',

	toApp: 'Zur App',
	signOut: 'Abmelden',
	signOutUnsent: 'Nicht gesendete Antworten gehen verloren. Trotzdem abmelden?',
	toChats: 'Zu den Chats',
	broken: 'Bei uns ist etwas schiefgegangen.',
	noSuchChat: 'Diesen Chat gibt es nicht.'
});
