import type { NoteTexts } from '../en/notes.ts';
import type { Reader } from '../reader.ts';

export const notes = ({ count }: Pick<Reader, 'count'>): NoteTexts => ({
	note: 'Nota',
	by: (name) => `Nota de ${name}`,
	spoken: (name) => `${name === null ? 'Tu nota' : `Nota de ${name}`}. Solo la ve tu equipo.`,
	onlyTeam: 'Solo la ve tu equipo',
	writeAs: 'Respuesta o nota',
	write: 'Escribe una nota…',
	label: 'Nota que solo ve tu equipo',
	add: 'Añadir nota',
	delete: 'Eliminar nota',
	deleteQuestion: '¿Eliminar esta nota?',
	earlier: 'Mostrar notas anteriores',
	mentionsYou: 'Te menciona',
	colleagues: 'Compañeros',
	colleagueCount: (colleagues) => count(colleagues, { one: '# compañero', other: '# compañeros' })
});
