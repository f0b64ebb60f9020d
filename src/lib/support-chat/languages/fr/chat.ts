import type { ChatTexts } from '../en/chat.ts';
import type { Reader } from '../reader.ts';

export const chat = ({ count, list, number }: Reader): ChatTexts => ({
	welcomeTitle: 'Comment pouvons-nous vous aider\u202f?',
	welcome:
		'Posez-nous toutes vos questions\u00a0: un problème, une commande, votre compte. Nous répondons ici et, en votre absence, par e-mail.',
	close: 'Fermer',
	supportOnline: 'L’assistance est en ligne',
	areOnline(names, more) {
		const others = count(more, { one: '# autre', other: '# autres' });
		const people = more > 0 ? [...names, others] : names;
		return `${list(people)} ${people.length === 1 ? 'est' : 'sont'} en ligne`;
	},
	supportAway: 'Nous répondons ici et par e-mail',
	usuallyReplies: {
		minutes: 'Répond en général en quelques minutes',
		hour: 'Répond en général en moins d’une heure',
		hours: 'Répond en général en quelques heures',
		day: 'Répond en général en moins d’un jour'
	},
	reopens: {
		today: (time: string) => `De retour à ${time}`,
		tomorrow: (time: string) => `De retour demain à ${time}`,
		later: (time: string, day: string) => `De retour le ${day} à ${time}`
	},

	connection: {
		connecting: 'Connexion…',
		connected: 'Connecté',
		reconnecting: 'Reconnexion…',
		offline: 'Vous êtes hors ligne',
		refused: 'Non connecté'
	},

	sessionEnded: {
		signed_out: 'Vous êtes déconnecté',
		other_user: 'Une autre personne est connectée'
	},
	sessionEndedNote: {
		signed_out: 'Reconnectez-vous pour continuer. Ce que vous n’avez pas envoyé est enregistré.',
		other_user: 'Ce chat appartient à un autre compte. Ce qui n’y a pas été envoyé est enregistré.'
	},
	reload: 'Recharger',

	messagesWithSupport: 'Messages avec l’assistance',
	byYou: 'Vous\u00a0:',
	by: (name) => `${name}\u00a0:`,
	moreMessages: (messages) =>
		count(messages, { one: '# autre message', other: '# autres messages' }),
	loadingMessages: 'Chargement des messages',
	messagesNotLoaded: 'Impossible de charger les messages. Nouvelle tentative…',
	loadingEarlier: 'Chargement des messages précédents…',
	earlierNotLoaded: 'Impossible de charger les messages précédents.',
	tryAgain: 'Réessayer',
	newMessages: 'Nouveaux messages',
	typing: (name) => `${name} écrit…`,

	message: 'Message',
	writeMessage: 'Écrivez un message…',
	send: 'Envoyer',
	attach: 'Joindre des fichiers',
	tooLong: (limit) =>
		`Un message peut contenir jusqu’à ${number(limit)} caractères. Raccourcissez-le ou divisez-le.`,
	outboxFull: 'Trop de messages non envoyés.',
	blocked: 'L’assistance n’accepte plus vos messages.',

	delivery: {
		waiting: 'En attente d’envoi…',
		sending: 'Envoi…',
		sent: 'Envoyé',
		seen: 'Vu'
	},
	rateLimited: (seconds) =>
		count(seconds, { other: 'Vous envoyez trop vite. Envoi dans #\u00a0s…' }),
	notSent: {
		blank: 'Non envoyé. Le message est vide.',
		'too-long': 'Non envoyé. Le message est trop long.',
		forbidden: 'Non envoyé. Vous ne pouvez pas envoyer de messages dans ce chat.',
		blocked: 'Non envoyé. L’assistance n’accepte plus vos messages.',
		refused: 'Non envoyé. Ce message n’est pas autorisé. Reformulez-le.',
		other: 'Non envoyé. Le serveur n’a pas accepté le message.'
	},
	retry: 'Renvoyer',
	delete: 'Supprimer',

	settings: 'Paramètres'
});
