import type { NoteTexts } from '../en/notes.ts';
import type { Reader } from '../reader.ts';

export const notes = ({ count }: Pick<Reader, 'count'>): NoteTexts => ({
	note: 'Note',
	by: (name) => `Note de ${name}`,
	spoken: (name) =>
		`${name === null ? 'Votre note' : `Note de ${name}`}. Visible uniquement par votre équipe.`,
	onlyTeam: 'Visible uniquement par votre équipe',
	writeAs: 'Réponse ou note',
	write: 'Écrivez une note…',
	label: 'Note visible uniquement par votre équipe',
	add: 'Ajouter la note',
	delete: 'Supprimer la note',
	deleteQuestion: 'Supprimer cette note\u00a0?',
	earlier: 'Afficher les notes précédentes',
	mentionsYou: 'Vous mentionne',
	colleagues: 'Collègues',
	colleagueCount: (colleagues) => count(colleagues, { one: '# collègue', other: '# collègues' })
});
