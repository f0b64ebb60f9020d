import type { ReportTexts } from '../en/reports.ts';
import type { Reader } from '../reader.ts';

export const reports = ({ count, number }: Reader): ReportTexts => ({
	span: 'Période',
	lastDays: (days) => `${number(days)} derniers jours`,
	thisMonth: 'Ce mois-ci',
	lastMonth: 'Le mois dernier',
	from: 'Du',
	to: 'Au',
	show: 'Afficher',
	badSpan: 'Choisissez au plus 366 jours, le premier avant le dernier.',
	incomplete: (day) => `Compté depuis le ${day}. Les chiffres des jours précédents sont trop bas.`,

	newChats: 'Nouveaux chats',
	answeredChats: 'Chats répondus',
	replies: 'Réponses',
	firstReplies: 'Attentes terminées',
	medianReply: 'Première réponse, médiane',
	p90Reply: 'Première réponse, 90ᵉ centile',
	waitingNow: 'En attente maintenant',
	none: 'Aucune',
	more: (percent, days) =>
		count(days, {
			one: `${percent} de plus que la veille`,
			other: `${percent} de plus que les # jours précédents`
		}),
	fewer: (percent, days) =>
		count(days, {
			one: `${percent} de moins que la veille`,
			other: `${percent} de moins que les # jours précédents`
		}),
	longer: (percent, days) =>
		count(days, {
			one: `${percent} de plus que la veille`,
			other: `${percent} de plus que les # jours précédents`
		}),
	shorter: (percent, days) =>
		count(days, {
			one: `${percent} de moins que la veille`,
			other: `${percent} de moins que les # jours précédents`
		}),
	same: (days) => count(days, { one: 'Comme la veille', other: 'Comme les # jours précédents' }),
	noneBefore: (days) =>
		count(days, { one: 'Rien la veille', other: 'Rien les # jours précédents' }),

	chats: 'Chats nouveaux et répondus',
	firstReply: 'Délai de première réponse',
	median: 'Médiane',
	p90: '90ᵉ centile',
	byAdmin: 'Réponses par administrateur',
	dayOf: (chart) => `Jour du graphique « ${chart} »`,
	empty: 'Rien sur cette période',

	table: 'Afficher en tableau',
	download: 'Télécharger en CSV',
	day: 'Jour',
	admin: 'Administrateur',
	before: 'Période précédente',
	isRemoved: 'Supprimé',
	notRecorded: 'Non enregistré',

	how: 'Comment c’est compté',
	meaning: {
		newChats:
			'Conversations commencées par les utilisateurs : avec leur premier message, ou le premier après l’archivage de leur chat.',
		answeredChats:
			'Conversations qui ont reçu leur première réponse, quel que soit le jour où elles ont commencé.',
		replies: 'Messages des administrateurs.',
		medianReply:
			'La moitié des attentes a été plus courte. Une attente commence avec le premier message sans réponse et finit avec la réponse. Seul le temps pendant les heures d’ouverture compte.',
		p90Reply: 'Neuf attentes sur dix ont été plus courtes.',
		waitingNow: 'Chats actifs dont l’utilisateur attend une réponse en ce moment.'
	},
	kept: 'Chaque chiffre appartient au jour de son message. Les chats effacés restent comptés.'
});
