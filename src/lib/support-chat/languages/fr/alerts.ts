import type { AlertTexts } from '../en/alerts.ts';

export const alerts: AlertTexts = {
	sound: 'Son',
	desktopNotifications: 'Notifications sur le bureau',
	notificationsNote: {
		unsupported: 'Ce navigateur ne prend pas en charge les notifications sur le bureau.',
		denied: 'Bloquées. Vous pouvez les autoriser dans les paramètres du navigateur pour ce site.',
		default: 'Votre navigateur vous demandera d’abord.',
		granted: 'Affichées lorsque cette page est en arrière-plan.'
	},
	replyEmails: 'M’envoyer les réponses non lues par e-mail',
	replyEmailsProblem: {
		notLoaded: 'Impossible de charger ce paramètre. Réessayez plus tard.',
		notSaved: 'Non enregistré. Vérifiez votre connexion et réessayez.'
	}
};
