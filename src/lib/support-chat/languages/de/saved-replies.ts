import type { SavedRepliesTexts } from '../en/saved-replies.ts';
import type { Reader } from '../reader.ts';

export const savedReplies = ({
	count,
	number
}: Pick<Reader, 'count' | 'number'>): SavedRepliesTexts => ({
	name: 'Textbausteine',
	purpose: 'Für das ganze Support-Team. Mit / am Anfang einer Antwort fügen Sie einen ein.',
	listed: (replies) => count(replies, { one: '# Textbaustein', other: '# Textbausteine' }),
	none: 'Noch keine Textbausteine',
	noneNote: 'Speichern Sie, was Sie oft schreiben, und tippen Sie es nie wieder.',
	noMatch: 'Kein passender Textbaustein',
	notLoaded: 'Die Textbausteine konnten nicht geladen werden.',
	typeMore: 'Tippen Sie weiter, um andere zu finden.',
	manage: 'Textbausteine verwalten',
	shortcut: 'Textbaustein einfügen, am Anfang einer Antwort',
	search: 'Textbausteine suchen',

	variables: {
		customer_name: 'Name des Benutzers',
		customer_email: 'E-Mail des Benutzers',
		my_name: 'Ihr Name'
	},
	insertVariable: 'Wird beim Einfügen ersetzt:',
	unknownVariable: (written) => `${written} ist unbekannt und bleibt so stehen.`,
	gapQuestion: (written) => `${written} ist nicht ausgefüllt. Trotzdem senden?`,

	add: 'Neuer Textbaustein',
	edit: (title) => `${title} bearbeiten`,
	delete: (title) => `${title} löschen`,
	deleted: (title) => `${title} gelöscht`,
	titleField: 'Titel',
	contentField: 'Inhalt',
	save: 'Speichern',
	titleBlank: 'Geben Sie einen Titel ein.',
	titleTooLong: (limit) => `Ein Titel darf höchstens ${number(limit)} Zeichen haben.`,
	contentBlank: 'Geben Sie einen Text ein.',
	contentTooLong: (limit) => `Ein Text darf höchstens ${number(limit)} Zeichen haben.`,
	changed: 'Jemand anders hat diesen Textbaustein geändert. Er lautet jetzt:',
	useTheirs: 'Diese Fassung übernehmen',
	saveMine: 'Meine speichern',
	gone: 'Jemand anders hat diesen Textbaustein gelöscht. Mit „Speichern“ legen Sie ihn neu an.',
	notDeleted:
		'Jemand anders hat diesen Textbaustein gerade geändert. Lesen Sie ihn, bevor Sie ihn löschen.'
});
