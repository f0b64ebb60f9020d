import type { FileTexts } from '../en/files.ts';
import type { Reader } from '../reader.ts';

export const files = ({ count }: Pick<Reader, 'count'>): FileTexts => ({
	drop: 'Dateien zum Senden hier ablegen',
	notInNotes: 'Notizen können nur Text enthalten',

	chosen: 'Zu sendende Dateien',
	preparing: 'Wird vorbereitet…',
	remove: (name) => `${name} entfernen`,
	problem: {
		empty: 'Die Datei ist leer',
		'too-large': 'Die Datei ist zu groß',
		'wrong-type': 'Dieser Dateityp kann nicht gesendet werden'
	},
	largest: (size) => `Zu groß, höchstens ${size}`,
	tooMany: (most) =>
		count(most, {
			one: 'Sie können jeweils eine Datei senden.',
			other: 'Sie können bis zu # Dateien auf einmal senden.'
		}),
	none: 'In diesem Chat können keine Dateien gesendet werden.',

	uploading: 'Wird hochgeladen…',
	cancel: 'Abbrechen',
	edit: 'Bearbeiten',
	notSent: {
		'too-large': 'Nicht gesendet. Eine Datei ist zu groß.',
		'wrong-type': 'Nicht gesendet. Dieser Dateityp ist nicht erlaubt.',
		'too-many': 'Nicht gesendet. Es sind zu viele Dateien.',
		'storage-full': 'Nicht gesendet. Derzeit ist kein Platz für weitere Dateien.',
		'files-lost':
			'Nicht gesendet. Die Dateien sind nicht mehr in diesem Browser. Fügen Sie sie erneut hinzu.'
	},

	checking: 'Wird geprüft…',
	refused: 'Zu Ihrer Sicherheit blockiert',
	gone: 'Nicht mehr verfügbar',
	notLoaded: 'Konnte nicht geladen werden',
	file: 'Datei',
	open: (name) => `${name} öffnen`,
	download: (name) => `${name} herunterladen`,

	picture: 'Bild',
	previous: 'Vorheriges Bild',
	next: 'Nächstes Bild',
	zoomIn: 'Vergrößern',
	zoomOut: 'Verkleinern',
	place: (place, total) => `${place} von ${total}`
});
