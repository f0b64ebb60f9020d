import type { OfficeHoursTexts } from '../en/office-hours.ts';

export const officeHours: OfficeHoursTexts = {
	limited: 'Responder solo en horario de atención',
	limitedNote: 'Fuera de él, el widget dice cuándo volvéis.',
	zoneProblem: 'Elige una zona horaria de la lista.',
	from: 'Desde',
	to: 'Hasta',
	closed: 'Cerrado',
	addSpan: (day: string) => `Añadir horario el ${day}`,
	removeSpan: (day: string) => `Quitar horario el ${day}`,
	copy: 'Copiar el lunes a los días laborables',
	spansProblem: 'Cada hora debe ser posterior a la anterior.',
	openNow: 'Abierto ahora',
	opens: (when: string) => `Abre: ${when}`,
	neverOpen: 'Nunca abierto',
	closedDay: 'Fecha',
	addDay: 'Añadir',
	removeDay: (day: string) => `Quitar ${day}`,
	preview: 'Vista previa'
};
