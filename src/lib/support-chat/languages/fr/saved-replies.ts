import type { SavedRepliesTexts } from '../en/saved-replies.ts';
import type { Reader } from '../reader.ts';

export const savedReplies = ({
	count,
	number
}: Pick<Reader, 'count' | 'number'>): SavedRepliesTexts => ({
	name: 'Réponses enregistrées',
	purpose: 'Pour toute l’équipe d’assistance. Tapez / au début d’une réponse pour en utiliser une.',
	listed: (replies) =>
		count(replies, { one: '# réponse enregistrée', other: '# réponses enregistrées' }),
	none: 'Aucune réponse enregistrée',
	noneNote: 'Enregistrez ce que vous écrivez souvent pour ne plus avoir à le retaper.',
	noMatch: 'Aucune réponse enregistrée ne correspond',
	notLoaded: 'Impossible de charger les réponses enregistrées.',
	typeMore: 'Continuez à taper pour en trouver d’autres.',
	manage: 'Gérer les réponses enregistrées',
	shortcut: 'Insérer une réponse enregistrée, au début d’une réponse',
	search: 'Rechercher une réponse enregistrée',

	variables: {
		customer_name: 'Nom de l’utilisateur',
		customer_email: 'E-mail de l’utilisateur',
		my_name: 'Votre nom'
	},
	insertVariable: 'Complété quand vous utilisez la réponse\u00a0:',
	unknownVariable: (written) => `${written} est inconnu et reste tel quel.`,
	gapQuestion: (written) => `${written} n’est pas complété. Envoyer quand même\u00a0?`,

	add: 'Nouvelle réponse',
	edit: (title) => `Modifier ${title}`,
	delete: (title) => `Supprimer ${title}`,
	deleted: (title) => `${title} a été supprimé`,
	titleField: 'Titre',
	contentField: 'Texte',
	save: 'Enregistrer',
	titleBlank: 'Saisissez un titre.',
	titleTooLong: (limit) => `Un titre peut compter jusqu’à ${number(limit)} caractères.`,
	contentBlank: 'Saisissez un texte.',
	contentTooLong: (limit) => `Un texte peut compter jusqu’à ${number(limit)} caractères.`,
	changed: 'Quelqu’un d’autre a modifié cette réponse. Voici la nouvelle version\u00a0:',
	useTheirs: 'Garder cette version',
	saveMine: 'Enregistrer la mienne',
	gone: 'Quelqu’un d’autre a supprimé cette réponse. Enregistrez-la pour l’ajouter à nouveau.',
	notDeleted: 'Quelqu’un d’autre vient de modifier cette réponse. Lisez-la avant de la supprimer.'
});
