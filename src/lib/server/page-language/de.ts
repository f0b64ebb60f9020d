import type { PageTexts } from './en.ts';

export const pages: PageTexts = {
	errors: {
		noPage: 'Unter dieser Adresse gibt es keine Seite.',
		broken: 'Bei uns ist etwas schiefgegangen.',
		notSetUp:
			'Diese Website ist noch nicht eingerichtet. Wenn Sie sie betreiben, finden Sie den Grund im Server-Protokoll.',
		signInDown: 'Der Anmeldedienst antwortet nicht. Versuchen Sie es in einer Minute erneut.',
		crossSite:
			'Dieses Formular wurde von einer anderen Website gesendet und deshalb nicht angenommen.',
		unreadable: 'Das Formular konnte nicht gelesen werden.',
		wrongAccount:
			'Sie sind als {} angemeldet. Wenn Sie ein anderes Konto haben, melden Sie sich ab und mit diesem wieder an.',
		noEmail: 'ein Benutzer ohne E-Mail-Adresse',
		signOut: 'Abmelden',
		signOutUnsent: 'Nicht gesendete Nachrichten gehen verloren. Trotzdem abmelden?',
		reload: 'Neu laden',
		home: 'Zur Startseite'
	},

	unsubscribe: {
		title: 'Abbestellen',
		doneTitle: 'E-Mails abbestellt',
		againTitle: 'E-Mails wieder abonniert',
		on: 'Wir senden Ihnen eine E-Mail, wenn eine Antwort des Supports einige Minuten ungelesen bleibt.',
		off: 'Wir senden Ihnen keine E-Mails mehr über ungelesene Antworten. Sie finden sie im Chat.',
		alertsOn:
			'Wir senden Ihnen eine E-Mail, wenn jemand auf eine Antwort wartet und niemand nachgesehen hat.',
		alertsOff:
			'Wir senden Ihnen keine E-Mails mehr über wartende Benutzer. Sie finden sie im Support-Postfach.',
		turnOff: 'Abbestellen',
		turnOn: 'Wieder abonnieren',
		unknownLink:
			'Dieser Link zum Abbestellen funktioniert nicht. Öffnen Sie ihn noch einmal aus der E-Mail.',
		notLookedUp:
			'Ihre Einstellungen konnten nicht abgerufen werden. Versuchen Sie es in einer Minute erneut.'
	},

	account: {
		email: 'E-Mail',
		password: 'Passwort',
		newPassword: 'Neues Passwort',
		show: 'Anzeigen',
		hide: 'Verbergen',
		passwordHint: 'Mindestens {} Zeichen.',
		otherWays: 'Weitere Optionen',
		oneMoment: 'Einen Moment\u00a0…',
		checkMail: 'Sehen Sie in Ihr E-Mail-Postfach',

		signIn: 'Anmelden',
		signingIn: 'Anmeldung läuft\u00a0…',

		create: 'Konto erstellen',
		creating: 'Konto wird erstellt\u00a0…',
		haveAccount: 'Sie haben schon ein Konto?',
		created:
			'Wir haben eine E-Mail an {} gesendet. Öffnen Sie den Link darin, um Ihr Konto fertigzustellen. Kommt sie nicht an, haben Sie vielleicht schon ein Konto: Melden Sie sich an, oder fordern Sie ein neues Passwort an.',

		forgot: 'Passwort vergessen?',
		forgotText:
			'Geben Sie Ihre E-Mail-Adresse ein. Wir senden Ihnen einen Link, mit dem Sie ein neues Passwort wählen.',
		sendLink: 'Link senden',
		sending: 'Wird gesendet\u00a0…',
		linkSent:
			'Falls es ein Konto für {} gibt, haben wir dorthin einen Link für ein neues Passwort gesendet. Er funktioniert nur einmal und ist eine Stunde lang gültig.',
		backToSignIn: 'Zurück zur Anmeldung',

		reset: 'Neues Passwort wählen',
		resetFor: 'Für {}.',
		save: 'Passwort speichern',
		saving: 'Wird gespeichert\u00a0…',
		askForLink: 'Neuen Link anfordern',
		askForLinkText:
			'Um ein neues Passwort zu wählen, öffnen Sie den Link in der E-Mail, die wir Ihnen senden.'
	},

	confirm: {
		address: {
			title: 'E-Mail-Adresse bestätigen',
			text: 'Ein Klick, und Ihr Konto ist bereit.',
			button: 'Bestätigen'
		},
		newAddress: {
			title: 'Neue E-Mail-Adresse bestätigen',
			text: 'Danach melden Sie sich mit ihr an.',
			button: 'Bestätigen'
		},
		recovery: {
			title: 'Neues Passwort wählen',
			text: 'Dieser Link meldet Sie dafür an. Er funktioniert nur einmal.',
			button: 'Weiter'
		},
		invite: {
			title: 'Sie sind eingeladen',
			text: 'Dieser Link öffnet Ihr Konto. Er funktioniert nur einmal.',
			button: 'Annehmen'
		},
		magiclink: {
			title: 'Anmelden',
			text: 'Dieser Link meldet Sie an. Er funktioniert nur einmal.',
			button: 'Anmelden'
		},
		broken: 'Dieser Link funktioniert nicht',
		incomplete:
			'Dieser Link ist nicht vollständig. Kopieren Sie ihn ganz aus der E-Mail, oder fordern Sie einen neuen an.',
		askForLink: 'Link für ein neues Passwort anfordern',
		oneMore: 'Noch ein Link',
		oneMoreText:
			'Diese Adresse ist bestätigt. Öffnen Sie nun den Link in der E-Mail an Ihre andere Adresse.',
		signedInAs:
			'Sie sind als {} angemeldet. Wenn dieser Link an ein anderes Konto ging, wechseln Sie beim Fortfahren zu diesem Konto.',
		guest: 'Gast',
		stay: 'Angemeldet bleiben'
	},

	refusals: {
		invisible:
			'Diese E-Mail-Adresse enthält ein unsichtbares Zeichen. Geben Sie sie noch einmal ein.',
		noEmail: 'Geben Sie Ihre E-Mail-Adresse ein.',
		longEmail: 'Diese E-Mail-Adresse ist zu lang.',
		halfEmail: 'Geben Sie eine vollständige E-Mail-Adresse ein, etwa name@example.com.',
		noPassword: 'Geben Sie Ihr Passwort ein.',
		shortPassword: 'Verwenden Sie mindestens {} Zeichen.',
		longPassword: 'Dieses Passwort ist zu lang.',
		notSignedIn:
			'Die E-Mail-Adresse oder das Passwort stimmt nicht. Wenn Sie sich gerade registriert haben, öffnen Sie zuerst den Link in unserer E-Mail.',
		notCreated:
			'Mit dieser E-Mail-Adresse konnte kein Konto erstellt werden. Wenn Sie eines haben, melden Sie sich an, oder fordern Sie ein neues Passwort an.',
		badEmail:
			'Diese E-Mail-Adresse kann nicht verwendet werden. Prüfen Sie sie, oder verwenden Sie eine andere.',
		noMailTo: 'An diese Adresse können wir keine E-Mails senden. Verwenden Sie eine andere.',
		weakPassword:
			'Dieses Passwort ist zu leicht zu erraten. Verwenden Sie ein längeres oder selteneres.',
		samePassword: 'Das ist Ihr jetziges Passwort. Wählen Sie ein neues.',
		oldSignIn:
			'Ihre Anmeldung liegt dafür zu lange zurück. Fordern Sie einen neuen Link für Ihr Passwort an.',
		signedOut: 'Sie sind abgemeldet. Fordern Sie einen neuen Link für Ihr Passwort an.',
		oldLink: 'Dieser Link wurde schon benutzt oder ist abgelaufen. Fordern Sie einen neuen an.',
		noNewAccounts: 'Auf dieser Website kann man zurzeit keine neuen Konten erstellen.',
		noPasswords: 'Auf dieser Website kann man sich nicht mit E-Mail-Adresse und Passwort anmelden.',
		blocked: 'Dieses Konto ist gesperrt.',
		manyTries: 'Zu viele Versuche. Warten Sie eine Minute, und versuchen Sie es erneut.',
		manyEmails:
			'Zu viele E-Mails angefordert. Warten Sie eine Minute, und versuchen Sie es erneut.',
		noAnswer:
			'Der Anmeldedienst antwortet nicht. Warten Sie eine Minute, und versuchen Sie es erneut.',
		failed: 'Das hat nicht geklappt. Warten Sie eine Minute, und versuchen Sie es erneut.'
	}
};
