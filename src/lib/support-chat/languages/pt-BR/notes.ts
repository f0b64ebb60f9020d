import type { NoteTexts } from '../en/notes.ts';
import type { Reader } from '../reader.ts';

export const notes = ({ count }: Pick<Reader, 'count'>): NoteTexts => ({
	note: 'Nota',
	by: (name) => `Nota de ${name}`,
	spoken: (name) => `${name === null ? 'Sua nota' : `Nota de ${name}`}. Só sua equipe vê isto.`,
	onlyTeam: 'Só sua equipe vê isto',
	writeAs: 'Resposta ou nota',
	write: 'Escreva uma nota…',
	label: 'Nota que só sua equipe vê',
	add: 'Adicionar nota',
	delete: 'Excluir nota',
	deleteQuestion: 'Excluir esta nota?',
	earlier: 'Mostrar notas anteriores',
	mentionsYou: 'Menciona você',
	colleagues: 'Colegas',
	colleagueCount: (colleagues) => count(colleagues, { one: '# colega', other: '# colegas' })
});
