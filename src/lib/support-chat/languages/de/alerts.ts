import type { AlertTexts } from '../en/alerts.ts';

export const alerts: AlertTexts = {
	sound: 'Ton',
	desktopNotifications: 'Desktop-Benachrichtigungen',
	notificationsNote: {
		unsupported: 'Dieser Browser unterstützt keine Desktop-Benachrichtigungen.',
		denied: 'Blockiert. Sie können sie in den Browser-Einstellungen für diese Website erlauben.',
		default: 'Ihr Browser fragt zuerst nach.',
		granted: 'Erscheinen, solange diese Seite im Hintergrund ist.'
	},
	replyEmails: 'Ungelesene Antworten per E\u2011Mail erhalten',
	replyEmailsProblem: {
		notLoaded: 'Diese Einstellung konnte nicht geladen werden. Versuchen Sie es später erneut.',
		notSaved: 'Nicht gespeichert. Prüfen Sie Ihre Verbindung und versuchen Sie es erneut.'
	}
};
