import type { ReportTexts } from '../en/reports.ts';
import type { Reader } from '../reader.ts';

export const reports = ({ count, number }: Reader): ReportTexts => ({
	span: 'Período',
	lastDays: (days) => `Últimos ${number(days)} días`,
	thisMonth: 'Este mes',
	lastMonth: 'Mes pasado',
	from: 'Desde',
	to: 'Hasta',
	show: 'Mostrar',
	badSpan: 'Elige como máximo 366 días, con el primero antes del último.',
	incomplete: (day) =>
		`Se cuenta desde el ${day}. Las cifras de los días anteriores son demasiado bajas.`,

	newChats: 'Chats nuevos',
	answeredChats: 'Chats respondidos',
	replies: 'Respuestas',
	firstReplies: 'Esperas terminadas',
	medianReply: 'Primera respuesta, mediana',
	p90Reply: 'Primera respuesta, percentil 90',
	waitingNow: 'Esperando ahora',
	none: 'Ninguna',
	more: (percent, days) =>
		count(days, {
			one: `${percent} más que el día anterior`,
			other: `${percent} más que los # días anteriores`
		}),
	fewer: (percent, days) =>
		count(days, {
			one: `${percent} menos que el día anterior`,
			other: `${percent} menos que los # días anteriores`
		}),
	longer: (percent, days) =>
		count(days, {
			one: `${percent} más larga que el día anterior`,
			other: `${percent} más larga que los # días anteriores`
		}),
	shorter: (percent, days) =>
		count(days, {
			one: `${percent} más corta que el día anterior`,
			other: `${percent} más corta que los # días anteriores`
		}),
	same: (days) =>
		count(days, { one: 'Igual que el día anterior', other: 'Igual que los # días anteriores' }),
	noneBefore: (days) =>
		count(days, { one: 'Nada el día anterior', other: 'Nada en los # días anteriores' }),

	chats: 'Chats nuevos y respondidos',
	firstReply: 'Tiempo hasta la primera respuesta',
	median: 'Mediana',
	p90: 'Percentil 90',
	byAdmin: 'Respuestas por administrador',
	dayOf: (chart) => `Día del gráfico «${chart}»`,
	empty: 'Nada en este período',

	table: 'Mostrar como tabla',
	download: 'Descargar CSV',
	day: 'Día',
	admin: 'Administrador',
	before: 'Período anterior',
	isRemoved: 'Eliminado',
	notRecorded: 'Sin registrar',

	how: 'Cómo se cuenta',
	meaning: {
		newChats:
			'Conversaciones que iniciaron los usuarios: con su primer mensaje o con el primero después de archivarse su chat.',
		answeredChats:
			'Conversaciones que recibieron su primera respuesta, sin importar cuándo empezaron.',
		replies: 'Mensajes de los administradores.',
		medianReply:
			'La mitad de las esperas fue más corta. Una espera empieza con el primer mensaje sin responder y termina con la respuesta. Solo cuenta el tiempo dentro del horario de atención.',
		p90Reply: 'Nueve de cada diez esperas fueron más cortas.',
		waitingNow: 'Chats activos cuyo usuario espera una respuesta en este momento.'
	},
	kept: 'Cada cifra corresponde al día de su mensaje. Los chats borrados siguen contando.'
});
