import type { LauncherTexts } from '../en/launcher.ts';
import type { Reader } from '../reader.ts';

export const launcher = ({ count }: Reader): LauncherTexts => ({
	open: 'Ouvrir le chat d’assistance',
	close: 'Fermer le chat d’assistance',
	openWithUnread: (unread) =>
		count(unread, {
			one: 'Ouvrir le chat d’assistance, # message non lu',
			other: 'Ouvrir le chat d’assistance, # messages non lus'
		}),
	loadFailed: 'Impossible de charger le chat. Vérifiez votre connexion et réessayez.',
	reload: 'Recharger la page',
	support: 'L’équipe d’assistance',
	newReply: 'Nouvelle réponse',
	dismiss: 'Masquer'
});
