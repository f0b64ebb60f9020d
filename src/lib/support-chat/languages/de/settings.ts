import type { Reader } from '../reader.ts';
import type { SettingsTexts } from '../en/settings.ts';
import { officeHours } from './office-hours.ts';

const messages = { label: 'Nachrichten auf einmal' };
const every = { label: 'Danach je eine alle' };

export const settings = ({ count, list }: Reader): SettingsTexts => ({
	allSettings: 'Alle Einstellungen',
	section: {
		you: 'Sie',
		general: 'Allgemein',
		messages: 'Nachrichten und Limits',
		team: 'Team',
		hours: 'Öffnungszeiten',
		appearance: 'Aussehen',
		replies: 'Textbausteine',
		health: 'E-Mail und Zustand',
		person: 'Personenbezogene Daten',
		log: 'Änderungsprotokoll'
	},
	notLoaded:
		'Die Seite wurde nicht geladen. Prüfen Sie Ihre Verbindung, und versuchen Sie es erneut.',
	tryAgain: 'Erneut versuchen',
	ownersOnly: 'Das können nur Inhaber sehen.',
	noSection: 'Diese Einstellung gibt es nicht.',

	save: 'Speichern',
	discard: 'Änderungen verwerfen',
	cancel: 'Abbrechen',
	unsaved: 'Nicht gespeicherte Änderungen',
	saving: 'Wird gespeichert …',
	saved: 'Gespeichert',
	invalid: 'Nicht gespeichert. Prüfen Sie die markierten Felder.',
	failed: 'Nicht gespeichert. Prüfen Sie Ihre Verbindung, und versuchen Sie es erneut.',
	forbidden: 'Nicht gespeichert. Das können nur Inhaber ändern.',
	conflict: (fields) =>
		`Nicht gespeichert. Gerade von jemand anderem geändert: ${list(fields)}. Speichern Sie erneut, um das zu überschreiben, oder verwerfen Sie Ihre Änderungen.`,
	changedByOthers: 'Das hat gerade jemand anderes geändert.',
	leaveQuestion: 'Seite verlassen, ohne zu speichern?',
	leaveNote: 'Ihre Änderungen auf dieser Seite gehen verloren.',
	leave: 'Verlassen',

	problem: {
		required: 'Geben Sie einen Wert ein.',
		url: 'Geben Sie eine Adresse ein, die mit https:// beginnt.',
		sender: 'Geben Sie eine E-Mail-Adresse oder Name <Adresse> ein.',
		number: 'Geben Sie eine Zahl ein.',
		refused: 'Dieser Wert ist nicht erlaubt.'
	},
	tooLong: (characters) =>
		count(characters, { one: 'Höchstens # Zeichen.', other: 'Höchstens # Zeichen.' }),
	between: (least, most) => `Geben Sie einen Wert von ${least} bis ${most} ein.`,
	colorLike: (example) => `Geben Sie eine Farbe wie ${example} ein.`,
	pickColor: 'Farbe auswählen',
	defaultColor: 'Standardfarbe',
	atLeast: (least) => `Geben Sie mindestens ${least} ein.`,
	amountOf: (field) => `${field}: Anzahl`,
	unitOf: (field) => `${field}: Einheit`,
	unit: {
		seconds: 'Sekunden',
		minutes: 'Minuten',
		hours: 'Stunden',
		days: 'Tage',
		months: 'Monate'
	},

	group: {
		names: 'Namen und Adressen',
		emails: 'E-Mails an Nutzer',
		inbox: 'Posteingang',
		files: 'Dateien',
		users: 'Limit für Nutzer',
		guests: 'Limit für Gäste',
		admins: 'Limit für Admins',
		chats: 'Limit für neue Chats',
		retention: 'Aufbewahrung'
	},
	field: {
		appName: { label: 'Name Ihrer App', note: 'Im Betreff von E-Mails.' },
		appUrl: { label: 'Adresse Ihrer App', note: 'Links in E-Mails beginnen damit.' },
		inboxUrl: {
			label: 'Adresse des Posteingangs',
			note: 'Wenn leer: die Adresse Ihrer App mit /admin.'
		},
		emailFrom: {
			label: 'Absender von E-Mails',
			note: 'Die Domain muss bei Ihrem E-Mail-Dienst hinterlegt sein.'
		},
		emailAccentColor: { label: 'Farbe der Schaltfläche in E-Mails' },
		replyEmailDelay: {
			label: 'E-Mail über ungelesene Antworten nach',
			note: 'Wenn eine Antwort bis dahin nicht gelesen wurde.'
		},
		emailArchivedReplies: { label: 'Auch bei Antworten in archivierten Chats' },
		adminAlertDelay: {
			label: 'E-Mail an Admins, wenn jemand wartet',
			note: 'Wenn so lange kein Admin die Nachricht gesehen hat.'
		},
		waitingWarning: {
			label: 'Wartende hervorheben nach',
			note: 'In der Liste der Chats.'
		},
		assignOnReply: {
			label: 'Beim Antworten zuweisen',
			note: 'Ein Chat ohne Zuständige geht an den Admin, der zuerst antwortet.'
		},
		userMessageBurst: messages,
		userMessageInterval: every,
		guestMessageBurst: messages,
		guestMessageInterval: every,
		adminMessageBurst: messages,
		adminMessageInterval: every,
		chatBurst: {
			label: 'Chats auf einmal',
			note: 'Ein Nutzer hat einen Chat und kann nach dem Löschen einen neuen beginnen.'
		},
		chatInterval: { label: 'Danach je einer alle' },
		attachmentsPerMessage: {
			label: 'Dateien je Nachricht',
			note: '0: Nachrichten haben keine Dateien.'
		},
		attachmentMaxBytes: { label: 'Größte Datei, in MB' },
		archivedChatRetention: {
			label: 'Archivierte Chats löschen',
			note: 'Endgültig, mit allen Nachrichten, so lange nach dem Archivieren.'
		},
		emptyGuestRetention: {
			label: 'Leere Chats von Gästen löschen',
			note: 'Von Gästen, die nie etwas geschrieben haben.'
		},
		officeHours: { label: 'Öffnungszeiten' },
		officeTimeZone: { label: 'Zeitzone' },
		officeClosedDays: { label: 'Geschlossene Tage' },
		widgetColor: {
			label: 'Farbe des Widgets',
			note: 'Sie wird angepasst, wo Text schlecht lesbar wäre.'
		},
		logoUrl: {
			label: 'Adresse des Logos',
			note: 'Ihre Content Security Policy muss den Server in img-src erlauben.'
		},
		welcomeText: { label: 'Begrüßung', note: 'Reiner Text, in jeder Sprache derselbe.' }
	},

	office: officeHours,

	you: {
		name: 'Ihr Name',
		nameNote:
			'Nutzer sehen ihn über Ihren Antworten. Frühere Nachrichten behalten den Namen, mit dem sie gesendet wurden.',
		alerts: 'E-Mail an mich, wenn jemand wartet',
		alertsNote: 'Über Chats, die Ihnen oder niemandem zugewiesen sind.'
	},

	team: {
		admins: 'Admins',
		owner: 'Inhaber',
		admin: 'Admin',
		rolesNote: 'Inhaber können auch diese Einstellungen und das Team ändern.',
		roleOf: (name) => `Rolle von ${name}`,
		remove: 'Entfernen',
		removeName: (name) => `${name} entfernen`,
		removeQuestion: (name) => `${name} aus dem Team entfernen?`,
		removeNote:
			'Der Zugriff endet sofort. Zugewiesene Chats sind dann niemandem zugewiesen; die Nachrichten bleiben.',
		lastOwner:
			'Der letzte Inhaber kann nicht entfernt oder geändert werden. Machen Sie zuerst jemand anderen zum Inhaber.',
		addTitle: 'Admin hinzufügen',
		email: 'E-Mail-Adresse',
		emailNote: 'Die Person muss sich damit in Ihrer App registriert haben.',
		name: 'Name, den Nutzer sehen',
		role: 'Rolle',
		add: 'Hinzufügen',
		added: (name) => `${name} gehört jetzt zum Team.`,
		removed: (name) => `${name} wurde entfernt.`,
		changed: (name) => `Die Rolle von ${name} wurde geändert.`,
		problem: {
			no_account:
				'Mit dieser Adresse hat sich noch niemand registriert. Die Person muss sich zuerst in Ihrer App registrieren.',
			unconfirmed_address: 'Die Person hat diese Adresse noch nicht bestätigt.',
			already_admin: 'Diese Person gehört schon zum Team.',
			blank: 'Geben Sie einen Namen ein.',
			too_long: 'Höchstens 80 Zeichen.',
			last_owner: 'Der letzte Inhaber kann nicht entfernt oder geändert werden.',
			no_admin: 'Diese Person gehört nicht mehr zum Team.',
			not_owner: 'Nur Inhaber können das Team ändern.',
			other: 'Das hat nicht geklappt. Prüfen Sie Ihre Verbindung, und versuchen Sie es erneut.'
		}
	},

	health: {
		title: 'Zustand',
		allWell: 'Alles funktioniert.',
		failedTitle: 'Nicht gesendete E-Mails',
		noneFailed: 'Keine in den letzten 30 Tagen.',
		user: 'An einen Nutzer, über Antworten',
		alert: 'An einen Admin, über Wartende',
		tries: (tries) => count(tries, { one: '# Versuch', other: '# Versuche' }),
		details: 'Einzelheiten',
		retryFor: (recipient) => `Erneut versuchen: ${recipient}`,
		willRetry: 'Wird innerhalb einer Minute erneut versucht.',
		mayBeSent: 'Sie ist vielleicht angekommen und wird deshalb nicht noch einmal gesendet.',
		reason: {
			function: 'Die Edge Function wurde nicht erreicht.',
			unset: 'Es ist kein E-Mail-Dienst eingerichtet.',
			sender: 'Der E-Mail-Dienst nimmt den Absender nicht an.',
			recipient: 'Die Adresse kann keine E-Mails empfangen.',
			busy: 'Der E-Mail-Dienst war überlastet.',
			other: 'Der E-Mail-Dienst hat sie nicht angenommen.'
		}
	},

	person: {
		note: 'Suchen Sie eine Person, um zu exportieren oder zu löschen, was der Support-Chat über sie gespeichert hat.',
		query: 'E-Mail-Adresse oder Gastname',
		queryNote: 'Die ganze Adresse oder die vier Zeichen eines Gastes, etwa 7F3K.',
		find: 'Suchen',
		nobody: 'Niemand gefunden.',
		noAccount: 'Das Konto wurde gelöscht.',
		noChat: 'Kein Chat',
		messages: (amount) => count(amount, { one: '# Nachricht', other: '# Nachrichten' }),
		export: 'Als JSON exportieren',
		exported: 'Die Datei wurde heruntergeladen.',
		erase: 'Löschen …',
		eraseQuestion: (name) => `Alles über ${name} löschen?`,
		eraseNote:
			'Gelöscht werden der Chat mit allen Nachrichten und Notizen, wartende E-Mails und E-Mail-Einstellungen. Das Konto bleibt. Das lässt sich nicht rückgängig machen.',
		confirm: (word) => `Geben Sie zur Bestätigung ${word} ein`,
		eraseNow: 'Endgültig löschen',
		erased: 'Alles wurde gelöscht.'
	},

	log: {
		none: 'Noch keine Änderungen.',
		more: 'Mehr laden',
		project: 'Das Projekt (SQL oder geheimer Schlüssel)',
		empty: 'leer',
		entry: {
			settings_changed: (who) => `${who} hat Einstellungen geändert`,
			admin_added: (who, subject) => `${who} hat ${subject} zum Team hinzugefügt`,
			admin_changed: (who, subject) => `${who} hat ${subject} geändert`,
			admin_removed: (who, subject) => `${who} hat ${subject} aus dem Team entfernt`,
			data_exported: (who, subject) => `${who} hat die Daten des Kontos ${subject} exportiert`,
			data_erased: (who, subject) => `${who} hat die Daten des Kontos ${subject} gelöscht`,
			email_retried: (who) => `${who} hat eine E-Mail erneut senden lassen`
		}
	}
});
