import { elapsed } from '../../core/text/elapsed.ts';
import type { InboxTexts } from '../en/inbox.ts';
import type { Reader } from '../reader.ts';
import { savedReplies } from './saved-replies.ts';
import { notes } from './notes.ts';

export const inbox = ({ count, list, locale, number }: Reader): InboxTexts => ({
	inbox: 'Support-Postfach',
	title: 'Support-Chats',
	titleOfArea: (area: string) => `${area} – Support-Postfach`,
	titleOfChat: (email) => `${email} – Support-Chats`,
	notifications: 'Benachrichtigungen',
	skipToReply: 'Zum Antwortfeld springen',
	skipToChats: 'Zu den Chats springen',
	skipToContent: 'Zum Inhalt springen',
	areas: 'Bereiche des Postfachs',
	area: { chats: 'Chats', reports: 'Berichte', settings: 'Einstellungen' },

	chats: 'Chats',
	active: 'Aktiv',
	archived: 'Archiviert',
	isArchived: 'Archiviert',
	noActive: 'Keine aktiven Chats',
	noActiveNote: 'Sobald ein Benutzer schreibt, erscheint der Chat hier.',
	noArchived: 'Keine archivierten Chats',
	noArchivedNote:
		'Einen erledigten Chat können Sie archivieren. Er kommt zurück, wenn der Benutzer wieder schreibt.',
	messageCount: (messages) => count(messages, { one: '# Nachricht', other: '# Nachrichten' }),
	unread: 'Ungelesen',
	byYou: 'Sie:',
	by: (name) => `${name}:`,
	deletedUser: 'Gelöschter Benutzer',
	guest: (name) => `Gast ${name}`,
	loadMore: 'Mehr laden',
	loading: 'Wird geladen\u00a0…',
	moreNotLoaded:
		'Die nächsten Chats konnten nicht geladen werden. Prüfen Sie Ihre Verbindung und versuchen Sie es erneut.',

	back: 'Zurück zu den Chats',
	archive: 'Archivieren',
	restore: 'Wiederherstellen',
	problem: {
		forbidden: 'Dazu fehlt Ihnen die Berechtigung. Laden Sie die Seite neu.',
		unseen: 'Der Benutzer hat gerade eine Nachricht gesendet. Lesen Sie sie zuerst.',
		failed: 'Das hat nicht geklappt. Prüfen Sie Ihre Verbindung und versuchen Sie es erneut.'
	},
	online: 'Online',
	hasChatOpen: 'Hat den Chat geöffnet',
	viewing(names, more) {
		const others = count(more, { one: '# weitere Person', other: '# weitere Personen' });
		const viewers = more > 0 ? [...names, others] : names;
		return `${list(viewers)} ${viewers.length === 1 ? 'sieht' : 'sehen'} sich diesen Chat an`;
	},
	writing(names, more) {
		const others = count(more, { one: '# weitere Person', other: '# weitere Personen' });
		const writers = more > 0 ? [...names, others] : names;
		return `${list(writers)} ${writers.length === 1 ? 'schreibt' : 'schreiben'} eine Antwort\u00a0…`;
	},

	filters: 'Filter',
	filter: {
		waiting: 'Wartend',
		mine: 'Meine',
		unassigned: 'Freie',
		all: 'Alle'
	},
	noChats: {
		waiting: 'Niemand wartet',
		mine: 'Ihnen sind keine Chats zugewiesen',
		unassigned: 'Alle Chats sind zugewiesen'
	},
	waiting: (ms) => `wartet seit ${elapsed(ms, locale)}`,
	draft: 'Entwurf',
	blocked: 'Blockiert',
	assign: 'Zuweisen',
	assignedTo: (name) => `Zugewiesen an ${name}`,
	notAssigned: 'Nicht zugewiesen',
	nobody: 'Niemand',
	yourself: (name) => `${name} (Sie)`,
	markUnread: 'Als ungelesen markieren',
	block: 'Benutzer blockieren',
	unblock: 'Blockierung aufheben',
	blockQuestion: 'Diesen Benutzer blockieren?',
	blockNote:
		'Er kann den Chat lesen, aber keine Nachrichten senden, bis Sie die Blockierung aufheben.',
	cancel: 'Abbrechen',
	answeredMeanwhile: (name) => `${name} hat gerade geantwortet. Trotzdem senden?`,
	sendAnyway: 'Trotzdem senden',

	notes: notes({ count }),

	conversationWith: (email) => `Chat mit ${email}`,
	you: 'Sie',
	theUser: 'Der Benutzer',
	support: 'Support',
	reply: 'Antwort',
	writeReply: 'Antwort schreiben\u00a0…',
	needsJavaScript: 'Der Chat benötigt JavaScript.',

	noChatOpen: 'Kein Chat geöffnet',
	noChatOpenNote: 'Wählen Sie einen aus der Liste.',
	noChatOpenKeysNote: 'Wählen Sie einen aus der Liste, oder nutzen Sie die Tastatur:',

	chatGone: 'Diesen Chat gibt es nicht mehr',
	chatGoneNote: 'Er wurde gelöscht, oder der Link ist falsch.',

	unreadChats: (chats) => count(chats, { one: '# ungelesener Chat', other: '# ungelesene Chats' }),
	moreUnreadChats: (limit) => `Mehr als ${number(limit)} ungelesene Chats`,

	search: 'Suchen',
	searchPlaceholder: 'Benutzer und Nachrichten suchen',
	clearSearch: 'Suche leeren',
	people: 'Benutzer',
	messages: 'Nachrichten',
	nothingFound: 'Nichts gefunden',
	nothingFoundNote:
		'Versuchen Sie ein anderes Wort, einen Wortanfang oder einen Teil einer E-Mail-Adresse.',
	foundCount: (results) => count(results, { one: '# Ergebnis', other: '# Ergebnisse' }),
	searchedSince: (time) => `Durchsucht sind die Nachrichten seit ${time}.`,
	searchOlder: 'Ältere Nachrichten durchsuchen',
	searchFailed: 'Die Suche ist fehlgeschlagen. Prüfen Sie Ihre Verbindung.',

	earlierShown: 'Sie sehen ältere Nachrichten.',
	laterNotLoaded: 'Neuere Nachrichten konnten nicht geladen werden.',
	backToNewest: 'Zu den neuesten',

	userDetails: 'Angaben zum Benutzer',
	detailsNotLoaded: 'Die Angaben konnten nicht geladen werden.',
	accountCreated: 'Konto erstellt',
	lastSignIn: 'Letzte Anmeldung',
	firstMessage: 'Erste Nachricht',
	lastMessage: 'Letzte Nachricht',
	archivedAt: 'Archiviert',
	messagesByUser: 'Nachrichten des Benutzers',
	messagesBySupport: 'Nachrichten des Supports',
	replyEmailsOf: 'E-Mails zu Antworten',
	on: 'An',
	off: 'Aus',
	yes: 'Ja',
	no: 'Nein',
	userLanguage: 'Sprache',
	lastPage: 'Letzte Seite',

	archivedNow: (email) => `Chat mit ${email} archiviert`,
	restoredNow: (email) => `Chat mit ${email} wiederhergestellt`,
	missesReply: 'Der Benutzer hat Ihre letzte Antwort nicht gelesen und bekommt keine E-Mail.',
	undo: 'Rückgängig',
	dismiss: 'Ausblenden',

	health: {
		settingMissing: 'Für den E-Mail-Versand fehlt eine Einstellung.',
		functionMissing: 'E-Mails werden nicht versendet: Die Edge Function antwortet nicht.',
		mailServiceMissing: 'E-Mails werden nicht versendet: Es ist kein E-Mail-Dienst eingerichtet.',
		pgNetMissing: 'E-Mails werden nicht versendet: Die Erweiterung pg_net fehlt.',
		jobsMissing: 'Geplante Aufgaben werden nicht ausgeführt.',
		clockFailing: 'Die Aufgabe, die E-Mails versendet, schlägt fehl.',
		emailsOverdue: 'E-Mails an Benutzer verzögern sich.',
		emailsFailed: 'In den letzten 24 Stunden konnten nicht alle E-Mails versendet werden.',
		fileFunctionMissing:
			'Gelöschte Dateien bleiben gespeichert: Die Edge Function, die sie entfernt, antwortet nicht.',
		filesNotRemoved: 'Gelöschte Dateien bleiben gespeichert: Sie lassen sich nicht entfernen.',
		realtimeNotReady:
			'Neue Nachrichten erscheinen eventuell verspätet: Realtime ist nicht bereit. Starten Sie das Projekt im Supabase-Dashboard neu.',
		sql: 'Im SQL-Editor:',
		terminal: 'Im Terminal:',
		copy: 'Kopieren',
		copied: 'Kopiert'
	},

	savedReplies: savedReplies({ count, number }),

	settings: 'Einstellungen',
	close: 'Schließen',
	keyboardShortcuts: 'Tastenkürzel',
	opensNext: 'Nach dem Archivieren den nächsten Chat öffnen',
	singleKeys: 'Tastenkürzel mit einer Taste',
	singleKeysNote: 'j, k, e und andere, solange Sie nicht schreiben',
	shortcuts: {
		next: 'Nächster Chat',
		previous: 'Vorheriger Chat',
		open: 'Ausgewählten Chat öffnen',
		reply: 'Antwort schreiben',
		note: 'Notiz schreiben',
		move: 'Archivieren oder wiederherstellen',
		assign: 'Zuweisen',
		markUnread: 'Als ungelesen markieren',
		undo: 'Letzte Aktion rückgängig machen',
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
	noSuchChat: 'Diesen Chat gibt es nicht.',
	adminsOnly: 'Nur Support-Admins können das Postfach öffnen.',
	signIn: 'Anmelden'
});
