import type { Reader } from '../reader.ts';
import type { SettingsTexts } from '../en/settings.ts';
import { officeHours } from './office-hours.ts';

const messages = { label: 'Messages d’affilée' };
const every = { label: 'Puis un toutes les' };

export const settings = ({ count, list }: Reader): SettingsTexts => ({
	allSettings: 'Tous les réglages',
	section: {
		you: 'Vous',
		general: 'Général',
		messages: 'Messages et limites',
		team: 'Équipe',
		hours: 'Horaires',
		appearance: 'Apparence',
		replies: 'Réponses enregistrées',
		health: 'E-mails et état',
		person: 'Données personnelles',
		log: 'Journal des modifications'
	},
	notLoaded: 'Impossible de charger la page. Vérifiez votre connexion et réessayez.',
	tryAgain: 'Réessayer',
	ownersOnly: 'Seuls les propriétaires peuvent voir cela.',
	noSection: 'Ce réglage n’existe pas.',

	save: 'Enregistrer',
	discard: 'Annuler les modifications',
	cancel: 'Annuler',
	unsaved: 'Modifications non enregistrées',
	saving: 'Enregistrement…',
	saved: 'Enregistré',
	invalid: 'Non enregistré. Vérifiez les champs signalés.',
	failed: 'Non enregistré. Vérifiez votre connexion et réessayez.',
	forbidden: 'Non enregistré. Seuls les propriétaires peuvent modifier cela.',
	conflict: (fields) =>
		`Non enregistré. Quelqu’un vient de modifier : ${list(fields)}. Enregistrez à nouveau pour l’écraser, ou annulez vos modifications.`,
	changedByOthers: 'Quelqu’un vient de modifier ce champ.',
	leaveQuestion: 'Quitter sans enregistrer ?',
	leaveNote: 'Vos modifications sur cette page seront perdues.',
	leave: 'Quitter',

	problem: {
		required: 'Saisissez une valeur.',
		url: 'Saisissez une adresse qui commence par https://.',
		sender: 'Saisissez une adresse e-mail, ou Nom <adresse>.',
		number: 'Saisissez un nombre.',
		refused: 'Cette valeur n’est pas autorisée.'
	},
	tooLong: (characters) =>
		count(characters, { one: '# caractère au maximum.', other: '# caractères au maximum.' }),
	between: (least, most) => `Saisissez une valeur de ${least} à ${most}.`,
	colorLike: (example) => `Saisissez une couleur, par exemple ${example}.`,
	pickColor: 'Choisir une couleur',
	defaultColor: 'Couleur par défaut',
	atLeast: (least) => `Saisissez au moins ${least}.`,
	amountOf: (field) => `${field} : valeur`,
	unitOf: (field) => `${field} : unité`,
	unit: {
		seconds: 'secondes',
		minutes: 'minutes',
		hours: 'heures',
		days: 'jours',
		months: 'mois'
	},

	group: {
		names: 'Noms et adresses',
		emails: 'E-mails aux utilisateurs',
		inbox: 'Boîte de réception',
		files: 'Fichiers',
		users: 'Limite pour les utilisateurs',
		guests: 'Limite pour les invités',
		admins: 'Limite pour les administrateurs',
		chats: 'Limite pour les nouveaux chats',
		retention: 'Conservation'
	},
	field: {
		appName: { label: 'Nom de votre application', note: 'Dans l’objet des e-mails.' },
		appUrl: {
			label: 'Adresse de votre application',
			note: 'Les liens des e-mails commencent par elle.'
		},
		inboxUrl: {
			label: 'Adresse de la boîte de réception',
			note: 'Si elle est vide : l’adresse de votre application suivie de /admin.'
		},
		emailFrom: {
			label: 'Expéditeur des e-mails',
			note: 'Le domaine doit être connu de votre service d’e-mail.'
		},
		emailAccentColor: { label: 'Couleur du bouton dans les e-mails' },
		replyEmailDelay: {
			label: 'E-mail sur les réponses non lues après',
			note: 'Si l’utilisateur n’a pas lu une réponse d’ici là.'
		},
		emailArchivedReplies: { label: 'Également pour les réponses dans les chats archivés' },
		adminAlertDelay: {
			label: 'E-mail aux administrateurs quand quelqu’un attend',
			note: 'Si aucun administrateur n’a vu le message pendant ce temps.'
		},
		waitingWarning: {
			label: 'Mettre en évidence une attente de plus de',
			note: 'Dans la liste des chats.'
		},
		assignOnReply: {
			label: 'Attribuer à la réponse',
			note: 'Un chat non attribué va à l’administrateur qui répond le premier.'
		},
		userMessageBurst: messages,
		userMessageInterval: every,
		guestMessageBurst: messages,
		guestMessageInterval: every,
		adminMessageBurst: messages,
		adminMessageInterval: every,
		chatBurst: {
			label: 'Chats d’affilée',
			note: 'Un utilisateur en a un, et peut en commencer un autre après l’avoir effacé.'
		},
		chatInterval: every,
		attachmentsPerMessage: {
			label: 'Fichiers par message',
			note: '0 : les messages n’ont pas de fichiers.'
		},
		attachmentMaxBytes: { label: 'Fichier le plus lourd, en Mo' },
		archivedChatRetention: {
			label: 'Supprimer les chats archivés',
			note: 'Définitivement, avec tous les messages, ce délai après leur archivage.'
		},
		emptyGuestRetention: {
			label: 'Supprimer les chats vides des invités',
			note: 'Des invités qui n’ont jamais rien écrit.'
		},
		officeHours: { label: 'Horaires' },
		officeTimeZone: { label: 'Fuseau horaire' },
		officeClosedDays: { label: 'Jours de fermeture' },
		widgetColor: {
			label: 'Couleur du widget',
			note: 'Elle est ajustée là où le texte serait difficile à lire.'
		},
		logoUrl: {
			label: 'Adresse du logo',
			note: 'Votre politique de sécurité du contenu doit autoriser son serveur dans img-src.'
		},
		welcomeText: {
			label: 'Message d’accueil',
			note: 'Texte brut, identique dans toutes les langues.'
		}
	},

	office: officeHours,

	you: {
		name: 'Votre nom',
		nameNote:
			'Les utilisateurs le voient au-dessus de vos réponses. Les anciens messages gardent le nom avec lequel ils ont été envoyés.',
		alerts: 'M’envoyer un e-mail quand quelqu’un attend',
		alertsNote: 'Pour les chats qui vous sont attribués ou ne le sont à personne.'
	},

	team: {
		admins: 'Administrateurs',
		owner: 'Propriétaire',
		admin: 'Administrateur',
		rolesNote: 'Les propriétaires peuvent aussi modifier ces réglages et l’équipe.',
		roleOf: (name) => `Rôle de ${name}`,
		remove: 'Retirer',
		removeName: (name) => `Retirer ${name}`,
		removeQuestion: (name) => `Retirer ${name} de l’équipe ?`,
		removeNote:
			'L’accès prend fin aussitôt. Ses chats ne sont plus attribués ; ses messages restent.',
		lastOwner:
			'Le dernier propriétaire ne peut être ni retiré ni modifié. Nommez d’abord un autre propriétaire.',
		addTitle: 'Ajouter un administrateur',
		email: 'Adresse e-mail',
		emailNote: 'La personne doit s’être inscrite avec elle dans votre application.',
		name: 'Nom visible par les utilisateurs',
		role: 'Rôle',
		add: 'Ajouter',
		added: (name) => `${name} fait maintenant partie de l’équipe.`,
		removed: (name) => `${name} a été retiré de l’équipe.`,
		changed: (name) => `Le rôle de ${name} a été modifié.`,
		problem: {
			no_account:
				'Personne ne s’est encore inscrit avec cette adresse. La personne doit d’abord s’inscrire dans votre application.',
			unconfirmed_address: 'La personne n’a pas encore confirmé cette adresse.',
			already_admin: 'Cette personne fait déjà partie de l’équipe.',
			blank: 'Saisissez un nom.',
			too_long: '80 caractères au maximum.',
			last_owner: 'Le dernier propriétaire ne peut être ni retiré ni modifié.',
			no_admin: 'Cette personne ne fait plus partie de l’équipe.',
			not_owner: 'Seuls les propriétaires peuvent modifier l’équipe.',
			other: 'Cela n’a pas fonctionné. Vérifiez votre connexion et réessayez.'
		}
	},

	health: {
		title: 'État',
		allWell: 'Tout fonctionne.',
		failedTitle: 'E-mails non envoyés',
		noneFailed: 'Aucun au cours des 30 derniers jours.',
		user: 'À un utilisateur, sur des réponses',
		alert: 'À un administrateur, sur des attentes',
		tries: (tries) => count(tries, { one: '# tentative', other: '# tentatives' }),
		details: 'Détails',
		retryFor: (recipient) => `Réessayer : ${recipient}`,
		willRetry: 'Nouvel essai dans moins d’une minute.',
		mayBeSent: 'Il est peut-être arrivé : il n’est pas envoyé une seconde fois.',
		reason: {
			function: 'L’Edge Function n’a pas été atteinte.',
			unset: 'Aucun service d’e-mail n’est configuré.',
			sender: 'Le service d’e-mail n’accepte pas l’expéditeur.',
			recipient: 'L’adresse ne peut pas recevoir d’e-mails.',
			busy: 'Le service d’e-mail était surchargé.',
			other: 'Le service d’e-mail ne l’a pas accepté.'
		}
	},

	person: {
		note: 'Cherchez une personne pour exporter ou effacer ce que le chat de support a enregistré à son sujet.',
		query: 'Adresse e-mail ou nom d’invité',
		queryNote: 'L’adresse complète, ou les quatre caractères d’un invité, par exemple 7F3K.',
		find: 'Chercher',
		nobody: 'Personne n’a été trouvé.',
		noAccount: 'Le compte a été supprimé.',
		noChat: 'Aucun chat',
		messages: (amount) => count(amount, { one: '# message', other: '# messages' }),
		export: 'Exporter en JSON',
		exported: 'Le fichier a été téléchargé.',
		erase: 'Effacer…',
		eraseQuestion: (name) => `Tout effacer sur ${name} ?`,
		eraseNote:
			'Sont supprimés le chat avec tous les messages et notes, les e-mails en attente et les réglages d’e-mail. Le compte reste. C’est irréversible.',
		confirm: (word) => `Saisissez ${word} pour confirmer`,
		eraseNow: 'Effacer définitivement',
		erased: 'Tout a été effacé.'
	},

	log: {
		none: 'Aucune modification pour l’instant.',
		more: 'Afficher plus',
		project: 'Le projet (SQL ou clé secrète)',
		empty: 'vide',
		entry: {
			settings_changed: (who) => `${who} a modifié des réglages`,
			admin_added: (who, subject) => `${who} a ajouté ${subject} à l’équipe`,
			admin_changed: (who, subject) => `${who} a modifié ${subject}`,
			admin_removed: (who, subject) => `${who} a retiré ${subject} de l’équipe`,
			data_exported: (who, subject) => `${who} a exporté les données du compte ${subject}`,
			data_erased: (who, subject) => `${who} a effacé les données du compte ${subject}`,
			email_retried: (who) => `${who} a fait renvoyer un e-mail`
		}
	}
});
