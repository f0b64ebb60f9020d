import type { ReportTexts } from '../en/reports.ts';
import type { Reader } from '../reader.ts';

export const reports = ({ count, number }: Reader): ReportTexts => ({
	span: 'Período',
	lastDays: (days) => `Últimos ${number(days)} dias`,
	thisMonth: 'Este mês',
	lastMonth: 'Mês passado',
	from: 'De',
	to: 'Até',
	show: 'Mostrar',
	badSpan: 'Escolha no máximo 366 dias, com o primeiro antes do último.',
	incomplete: (day) => `Contado desde ${day}. Os números dos dias anteriores são baixos demais.`,

	newChats: 'Chats novos',
	answeredChats: 'Chats respondidos',
	replies: 'Respostas',
	firstReplies: 'Esperas encerradas',
	medianReply: 'Primeira resposta, mediana',
	p90Reply: 'Primeira resposta, percentil 90',
	waitingNow: 'Esperando agora',
	none: 'Nenhuma',
	more: (percent, days) =>
		count(days, {
			one: `${percent} a mais que no dia anterior`,
			other: `${percent} a mais que nos # dias anteriores`
		}),
	fewer: (percent, days) =>
		count(days, {
			one: `${percent} a menos que no dia anterior`,
			other: `${percent} a menos que nos # dias anteriores`
		}),
	longer: (percent, days) =>
		count(days, {
			one: `${percent} mais longa que no dia anterior`,
			other: `${percent} mais longa que nos # dias anteriores`
		}),
	shorter: (percent, days) =>
		count(days, {
			one: `${percent} mais curta que no dia anterior`,
			other: `${percent} mais curta que nos # dias anteriores`
		}),
	same: (days) =>
		count(days, { one: 'Igual ao dia anterior', other: 'Igual aos # dias anteriores' }),
	noneBefore: (days) =>
		count(days, { one: 'Nada no dia anterior', other: 'Nada nos # dias anteriores' }),

	chats: 'Chats novos e respondidos',
	firstReply: 'Tempo até a primeira resposta',
	median: 'Mediana',
	p90: 'Percentil 90',
	byAdmin: 'Respostas por administrador',
	dayOf: (chart) => `Dia do gráfico “${chart}”`,
	empty: 'Nada neste período',

	table: 'Mostrar como tabela',
	download: 'Baixar CSV',
	day: 'Dia',
	admin: 'Administrador',
	before: 'Período anterior',
	isRemoved: 'Removido',
	notRecorded: 'Não registrado',

	how: 'Como é contado',
	meaning: {
		newChats:
			'Conversas iniciadas por usuários: com a primeira mensagem, ou com a primeira depois que o chat foi arquivado.',
		answeredChats: 'Conversas que receberam a primeira resposta, não importa quando começaram.',
		replies: 'Mensagens de administradores.',
		medianReply:
			'Metade das esperas foi mais curta. Uma espera começa com a primeira mensagem sem resposta e termina com a resposta. Só conta o tempo dentro do horário de atendimento.',
		p90Reply: 'Nove em cada dez esperas foram mais curtas.',
		waitingNow: 'Chats ativos cujo usuário espera uma resposta neste momento.'
	},
	kept: 'Cada número pertence ao dia da mensagem. Chats apagados continuam contados.'
});
