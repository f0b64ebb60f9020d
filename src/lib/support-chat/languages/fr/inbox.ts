import type { InboxTexts } from '../en/inbox.ts';
import type { Reader } from '../reader.ts';

export const inbox = ({ count, list }: Reader): InboxTexts => ({
	inbox: 'Boîte d’assistance',
	title: 'Chats d’assistance',
	titleOfChat: (email) => `${email} – Chats d’assistance`,
	notifications: 'Notifications',

	chats: 'Chats',
	active: 'Actifs',
	archived: 'Archivés',
	noActive: 'Aucun chat actif',
	noActiveNote: 'Dès qu’un utilisateur écrit, le chat apparaît ici.',
	noArchived: 'Aucun chat archivé',
	noArchivedNote:
		'Un chat terminé peut être archivé. Il revient lorsque l’utilisateur écrit de nouveau.',
	messageCount: (messages) => count(messages, { one: '# message', other: '# messages' }),
	unread: 'Non lu',
	byYou: 'Vous\u00a0:',
	by: (name) => `${name}\u00a0:`,
	deletedEmail: 'Adresse e-mail supprimée',
	loadMore: 'Afficher plus',
	loading: 'Chargement…',
	moreNotLoaded:
		'Les chats suivants n’ont pas pu être chargés. Vérifiez votre connexion et réessayez.',

	back: 'Retour aux chats',
	archive: 'Archiver',
	restore: 'Restaurer',
	problem: {
		forbidden: 'Vous n’êtes plus autorisé à faire cela. Rechargez la page.',
		unseen: 'L’utilisateur vient d’écrire. Lisez d’abord le nouveau message.',
		failed: 'L’opération a échoué. Vérifiez votre connexion et réessayez.'
	},
	online: 'En ligne',
	hasChatOpen: 'A ouvert le chat',
	viewing(names, more) {
		const others = count(more, { one: '# autre', other: '# autres' });
		const viewers = more > 0 ? [...names, others] : names;
		return `${list(viewers)} ${viewers.length === 1 ? 'consulte' : 'consultent'} ce chat`;
	},
	writing(names, more) {
		const others = count(more, { one: '# autre', other: '# autres' });
		const writers = more > 0 ? [...names, others] : names;
		return `${list(writers)} ${writers.length === 1 ? 'rédige' : 'rédigent'} une réponse…`;
	},

	conversationWith: (email) => `Conversation avec ${email}`,
	you: 'Vous',
	theUser: 'L’utilisateur',
	support: 'Assistance',
	reply: 'Réponse',
	writeReply: 'Écrivez une réponse…',
	needsJavaScript: 'La conversation nécessite JavaScript.',

	noChatOpen: 'Aucun chat ouvert',
	noChatOpenNote: 'Choisissez-en un dans la liste.',
	noChatOpenKeysNote: 'Choisissez-en un dans la liste ou utilisez le clavier\u00a0:',

	chatGone: 'Ce chat n’existe plus',
	chatGoneNote: 'Il a été supprimé, ou il n’y en a jamais eu à cette adresse.',

	unreadChats: (chats) => count(chats, { one: '# chat non lu', other: '# chats non lus' }),

	search: 'Rechercher',
	searchPlaceholder: 'Rechercher des personnes et des messages',
	clearSearch: 'Effacer la recherche',
	people: 'Personnes',
	messages: 'Messages',
	nothingFound: 'Aucun résultat',
	nothingFoundNote: 'Essayez un autre mot, le début d’un mot ou une partie d’une adresse.',
	foundCount: (results) => count(results, { one: '# résultat', other: '# résultats' }),
	searchedSince: (time) => `Messages parcourus depuis\u00a0: ${time}.`,
	searchOlder: 'Chercher dans les messages plus anciens',
	searchFailed: 'La recherche a échoué. Vérifiez votre connexion.',

	earlierShown: 'Ces messages sont plus anciens.',
	laterNotLoaded: 'Les messages suivants n’ont pas pu être chargés.',
	backToNewest: 'Revenir aux plus récents',

	userDetails: 'Informations sur l’utilisateur',
	detailsNotLoaded: 'Les informations n’ont pas pu être chargées.',
	customerSince: 'Client depuis',
	lastSignIn: 'Dernière connexion',
	firstMessage: 'Premier message',
	lastMessage: 'Dernier message',
	archivedSince: 'Archivé depuis',
	messagesByUser: 'Messages de l’utilisateur',
	messagesBySupport: 'Messages de l’assistance',
	replyEmailsOf: 'E-mails sur les réponses',
	on: 'Activés',
	off: 'Désactivés',

	archivedNow: (email) => `${email}\u00a0: archivé`,
	restoredNow: (email) => `${email}\u00a0: restauré`,
	missesReply: 'L’utilisateur n’a pas lu votre dernière réponse et ne recevra pas d’e-mail.',
	undo: 'Annuler',
	dismiss: 'Masquer',

	settings: 'Paramètres',
	close: 'Fermer',
	keyboardShortcuts: 'Raccourcis clavier',
	singleKeys: 'Raccourcis à une touche',
	singleKeysNote: 'j, k, e et d’autres, tant que vous n’écrivez pas',
	shortcuts: {
		next: 'Chat suivant',
		previous: 'Chat précédent',
		open: 'Ouvrir le chat sélectionné',
		reply: 'Écrire une réponse',
		move: 'Archiver ou restaurer',
		undo: 'Annuler l’archivage ou la restauration',
		search: 'Rechercher',
		help: 'Afficher ces raccourcis',
		leave: 'Quitter un champ, fermer, revenir'
	},
	keyEnter: 'Entrée',
	keyEscape: 'Échap',

	toApp: 'Vers l’app',
	signOut: 'Déconnexion',
	signOutUnsent: 'Les réponses non envoyées seront perdues. Se déconnecter\u00a0?',
	toChats: 'Vers les chats',
	broken: 'Une erreur s’est produite de notre côté.',
	noSuchChat: 'Ce chat n’existe pas.'
});
