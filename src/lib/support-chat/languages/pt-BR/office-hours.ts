import type { OfficeHoursTexts } from '../en/office-hours.ts';

export const officeHours: OfficeHoursTexts = {
	limited: 'Responder só no horário de atendimento',
	limitedNote: 'Fora dele, o widget diz quando vocês voltam.',
	zoneProblem: 'Escolha um fuso horário da lista.',
	from: 'Das',
	to: 'Às',
	closed: 'Fechado',
	addSpan: (day: string) => `Adicionar horário: ${day}`,
	removeSpan: (day: string) => `Remover horário: ${day}`,
	copy: 'Copiar a segunda-feira para os dias úteis',
	spansProblem: 'Cada horário deve ser depois do anterior.',
	openNow: 'Aberto agora',
	opens: (when: string) => `Abre: ${when}`,
	neverOpen: 'Nunca aberto',
	closedDay: 'Data',
	addDay: 'Adicionar',
	removeDay: (day: string) => `Remover ${day}`,
	preview: 'Prévia'
};
