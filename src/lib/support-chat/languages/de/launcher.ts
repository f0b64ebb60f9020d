import type { LauncherTexts } from '../en/launcher.ts';
import type { Reader } from '../reader.ts';

export const launcher = ({ count }: Reader): LauncherTexts => ({
	open: 'Support-Chat öffnen',
	close: 'Support-Chat schließen',
	openWithUnread: (unread) =>
		count(unread, {
			one: 'Support-Chat öffnen, # ungelesene Nachricht',
			other: 'Support-Chat öffnen, # ungelesene Nachrichten'
		}),
	loadFailed:
		'Der Chat konnte nicht geladen werden. Prüfen Sie Ihre Verbindung und versuchen Sie es erneut.',
	reload: 'Seite neu laden',
	support: 'Support',
	newReply: 'Neue Antwort',
	dismiss: 'Ausblenden'
});
