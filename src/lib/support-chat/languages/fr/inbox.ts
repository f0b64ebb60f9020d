import { elapsed } from '../../core/text/elapsed.ts';
import type { InboxTexts } from '../en/inbox.ts';
import type { Reader } from '../reader.ts';
import { savedReplies } from './saved-replies.ts';
import { notes } from './notes.ts';

export const inbox = ({ count, list, locale, number }: Reader): InboxTexts => ({
	inbox: 'Boîte d’assistance',
	title: 'Chats d’assistance',
	titleOfArea: (area: string) => `${area} – Boîte d’assistance`,
	titleOfChat: (email) => `${email} – Chats d’assistance`,
	notifications: 'Notifications',
	skipToReply: 'Aller au champ de réponse',
	skipToChats: 'Aller aux chats',
	skipToContent: 'Aller au contenu',
	areas: 'Sections de la boîte',
	area: { chats: 'Chats', reports: 'Rapports', settings: 'Paramètres' },

	chats: 'Chats',
	active: 'Actifs',
	archived: 'Archivés',
	isArchived: 'Archivé',
	noActive: 'Aucun chat actif',
	noActiveNote: 'Dès qu’un utilisateur écrit, le chat apparaît ici.',
	noArchived: 'Aucun chat archivé',
	noArchivedNote:
		'Un chat terminé peut être archivé. Il revient lorsque l’utilisateur écrit de nouveau.',
	messageCount: (messages) => count(messages, { one: '# message', other: '# messages' }),
	unread: 'Non lu',
	byYou: 'Vous\u00a0:',
	by: (name) => `${name}\u00a0:`,
	deletedUser: 'Utilisateur supprimé',
	guest: (name) => `Invité ${name}`,
	loadMore: 'Afficher plus',
	loading: 'Chargement…',
	moreNotLoaded: 'Impossible de charger d’autres chats. Vérifiez votre connexion et réessayez.',

	back: 'Retour aux chats',
	archive: 'Archiver',
	restore: 'Désarchiver',
	problem: {
		forbidden: 'Vous n’avez plus l’autorisation. Rechargez la page.',
		unseen: 'L’utilisateur vient d’envoyer un message. Lisez-le d’abord.',
		failed: 'L’opération a échoué. Vérifiez votre connexion et réessayez.'
	},
	online: 'En ligne',
	hasChatOpen: 'A le chat ouvert',
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

	filters: 'Filtres',
	filter: {
		waiting: 'En attente',
		mine: 'Les miens',
		unassigned: 'Libres',
		all: 'Tous'
	},
	noChats: {
		waiting: 'Personne n’attend',
		mine: 'Aucun chat ne vous est attribué',
		unassigned: 'Aucun chat non attribué'
	},
	waiting: (ms) => `attend depuis ${elapsed(ms, locale)}`,
	draft: 'Brouillon',
	blocked: 'Bloqué',
	assign: 'Attribuer',
	assignedTo: (name) => `Attribué à ${name}`,
	notAssigned: 'Non attribué',
	nobody: 'Personne',
	yourself: (name) => `${name} (vous)`,
	markUnread: 'Marquer comme non lu',
	block: 'Bloquer l’utilisateur',
	unblock: 'Débloquer l’utilisateur',
	blockQuestion: 'Bloquer cet utilisateur\u00a0?',
	blockNote:
		'Il pourra lire le chat, mais pas envoyer de messages tant que vous ne l’aurez pas débloqué.',
	cancel: 'Annuler',
	answeredMeanwhile: (name) => `${name} vient de répondre. Envoyer quand même\u00a0?`,
	sendAnyway: 'Envoyer quand même',

	notes: notes({ count }),

	conversationWith: (email) => `Chat avec ${email}`,
	you: 'Vous',
	theUser: 'L’utilisateur',
	support: 'L’équipe d’assistance',
	reply: 'Réponse',
	writeReply: 'Écrivez une réponse…',
	needsJavaScript: 'Le chat nécessite JavaScript.',

	noChatOpen: 'Aucun chat ouvert',
	noChatOpenNote: 'Choisissez-en un dans la liste.',
	noChatOpenKeysNote: 'Choisissez-en un dans la liste ou utilisez le clavier\u00a0:',

	chatGone: 'Ce chat n’existe plus',
	chatGoneNote: 'Il a été supprimé, ou le lien est incorrect.',

	unreadChats: (chats) => count(chats, { one: '# chat non lu', other: '# chats non lus' }),
	moreUnreadChats: (limit) => `Plus de ${number(limit)} chats non lus`,

	search: 'Rechercher',
	searchPlaceholder: 'Rechercher des utilisateurs et des messages',
	clearSearch: 'Effacer la recherche',
	people: 'Utilisateurs',
	messages: 'Messages',
	nothingFound: 'Aucun résultat',
	nothingFoundNote: 'Essayez un autre mot, le début d’un mot ou une partie d’une adresse e-mail.',
	foundCount: (results) => count(results, { one: '# résultat', other: '# résultats' }),
	searchedSince: (time) => `Recherche effectuée dans les messages depuis le ${time}.`,
	searchOlder: 'Chercher dans les messages plus anciens',
	searchFailed: 'La recherche a échoué. Vérifiez votre connexion.',

	earlierShown: 'Vous consultez des messages plus anciens.',
	laterNotLoaded: 'Impossible de charger les messages suivants.',
	backToNewest: 'Aller aux plus récents',

	userDetails: 'Informations sur l’utilisateur',
	detailsNotLoaded: 'Impossible de charger les informations.',
	accountCreated: 'Compte créé',
	lastSignIn: 'Dernière connexion',
	firstMessage: 'Premier message',
	lastMessage: 'Dernier message',
	archivedAt: 'Archivage',
	messagesByUser: 'Messages de l’utilisateur',
	messagesBySupport: 'Messages de l’assistance',
	replyEmailsOf: 'E-mails sur les réponses',
	on: 'Activés',
	off: 'Désactivés',
	yes: 'Oui',
	no: 'Non',
	userLanguage: 'Langue',
	lastPage: 'Dernière page',

	archivedNow: (email) => `Chat avec ${email} archivé`,
	restoredNow: (email) => `Chat avec ${email} désarchivé`,
	missesReply: 'L’utilisateur n’a pas lu votre dernière réponse et ne recevra pas d’e-mail.',
	undo: 'Annuler',
	dismiss: 'Masquer',

	health: {
		settingMissing: 'Il manque un réglage nécessaire à l’envoi des e-mails.',
		functionMissing: 'Les e-mails ne partent pas\u00a0: l’Edge Function ne répond pas.',
		mailServiceMissing: 'Les e-mails ne partent pas\u00a0: aucun service d’envoi n’est configuré.',
		pgNetMissing: 'Les e-mails ne partent pas\u00a0: l’extension pg_net est absente.',
		jobsMissing: 'Les tâches planifiées ne s’exécutent pas.',
		clockFailing: 'La tâche qui envoie les e-mails échoue.',
		emailsOverdue: 'Les e-mails destinés aux utilisateurs sont en retard.',
		emailsFailed: 'Certains e-mails des dernières 24\u00a0heures n’ont pas pu être envoyés.',
		fileFunctionMissing:
			'Les fichiers supprimés restent stockés\u00a0: l’Edge Function qui les efface ne répond pas.',
		filesNotRemoved:
			'Les fichiers supprimés restent stockés\u00a0: ils ne peuvent pas être effacés.',
		realtimeNotReady:
			'Les nouveaux messages peuvent s’afficher en retard\u00a0: Realtime n’est pas prêt. Redémarrez le projet dans le tableau de bord Supabase.',
		sql: 'Dans l’éditeur SQL\u00a0:',
		terminal: 'Dans un terminal\u00a0:',
		copy: 'Copier',
		copied: 'Copié'
	},

	savedReplies: savedReplies({ count, number }),

	settings: 'Paramètres',
	close: 'Fermer',
	keyboardShortcuts: 'Raccourcis clavier',
	opensNext: 'Ouvrir le chat suivant après l’archivage',
	singleKeys: 'Raccourcis à une touche',
	singleKeysNote: 'j, k, e et d’autres, tant que vous n’écrivez pas',
	shortcuts: {
		next: 'Chat suivant',
		previous: 'Chat précédent',
		open: 'Ouvrir le chat sélectionné',
		reply: 'Écrire une réponse',
		note: 'Écrire une note',
		move: 'Archiver ou désarchiver',
		assign: 'Attribuer',
		markUnread: 'Marquer comme non lu',
		undo: 'Annuler la dernière action',
		search: 'Rechercher',
		help: 'Afficher ces raccourcis',
		leave: 'Quitter un champ, fermer, revenir'
	},
	keyEnter: 'Entrée',
	keyEscape: 'Échap',

	toApp: 'Ouvrir l’application',
	signOut: 'Déconnexion',
	signOutUnsent: 'Les réponses non envoyées seront perdues. Se déconnecter\u202f?',
	toChats: 'Aller aux chats',
	broken: 'Une erreur s’est produite de notre côté.',
	noSuchChat: 'Ce chat n’existe pas.',
	adminsOnly: 'Seuls les administrateurs de l’assistance peuvent ouvrir cette boîte.',
	signIn: 'Se connecter'
});
