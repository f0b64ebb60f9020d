import type { NoteTexts } from '../en/notes.ts';
import type { Reader } from '../reader.ts';

export const notes = ({ count }: Pick<Reader, 'count'>): NoteTexts => ({
	note: 'Notiz',
	by: (name) => `Notiz von ${name}`,
	spoken: (name) =>
		`${name === null ? 'Ihre Notiz' : `Notiz von ${name}`}. Nur Ihr Team sieht das.`,
	onlyTeam: 'Nur Ihr Team sieht das',
	writeAs: 'Antwort oder Notiz',
	write: 'Notiz schreiben\u00a0…',
	label: 'Notiz, die nur Ihr Team sieht',
	add: 'Notiz hinzufügen',
	delete: 'Notiz löschen',
	deleteQuestion: 'Diese Notiz löschen?',
	earlier: 'Frühere Notizen anzeigen',
	mentionsYou: 'Erwähnt Sie',
	colleagues: 'Kollegen',
	colleagueCount: (colleagues) => count(colleagues, { one: '# Kollege', other: '# Kollegen' })
});
