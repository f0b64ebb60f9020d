import type { PageTexts } from './en.ts';

export const pages: PageTexts = {
	errors: {
		noPage: 'Il n’y a aucune page à cette adresse.',
		broken: 'Une erreur s’est produite de notre côté.',
		notSetUp:
			'Ce site n’est pas encore configuré. Si vous l’administrez, consultez le journal du serveur pour en connaître la raison.',
		signInDown: 'Le service de connexion ne répond pas. Réessayez dans une minute.',
		crossSite: 'Ce formulaire a été envoyé depuis un autre site et n’a donc pas été accepté.',
		unreadable: 'Le formulaire n’a pas pu être lu.',
		wrongAccount:
			'Vous êtes connecté en tant que {}. Si vous avez un autre compte, déconnectez-vous, puis connectez-vous avec celui-ci.',
		noEmail: 'un utilisateur sans adresse e-mail',
		signOut: 'Déconnexion',
		signOutUnsent: 'Les messages non envoyés seront perdus. Se déconnecter\u202f?',
		reload: 'Recharger',
		home: 'Aller à la page d’accueil'
	},

	unsubscribe: {
		title: 'Se désabonner',
		doneTitle: 'Vous êtes désabonné',
		againTitle: 'Vous êtes de nouveau abonné',
		on: 'Nous vous envoyons un e-mail lorsqu’une réponse de l’assistance reste non lue quelques minutes.',
		off: 'Nous ne vous envoyons plus d’e-mails sur les réponses non lues. Elles vous attendent dans le chat.',
		alertsOn:
			'Nous vous envoyons un e-mail lorsqu’un utilisateur attend une réponse et que personne n’a regardé.',
		alertsOff:
			'Nous ne vous envoyons plus d’e-mails sur les utilisateurs qui attendent. Vous les trouverez dans la boîte d’assistance.',
		turnOff: 'Se désabonner',
		turnOn: 'Se réabonner',
		unknownLink:
			'Ce lien de désabonnement ne fonctionne pas. Ouvrez-le de nouveau depuis l’e-mail.',
		notLookedUp: 'Impossible de consulter vos paramètres. Réessayez dans une minute.'
	},

	account: {
		email: 'E-mail',
		password: 'Mot de passe',
		newPassword: 'Nouveau mot de passe',
		show: 'Afficher',
		hide: 'Masquer',
		passwordHint: 'Au moins {} caractères.',
		otherWays: 'Autres options',
		oneMoment: 'Un instant…',
		checkMail: 'Consultez vos e-mails',

		signIn: 'Se connecter',
		signingIn: 'Connexion…',

		create: 'Créer un compte',
		creating: 'Création de votre compte…',
		haveAccount: 'Vous avez déjà un compte\u202f?',
		created:
			'Nous avons envoyé un e-mail à {}. Ouvrez le lien qu’il contient pour terminer la création de votre compte. Si vous ne le recevez pas, vous avez peut-être déjà un compte\u00a0: connectez-vous ou réinitialisez votre mot de passe.',

		forgot: 'Mot de passe oublié\u202f?',
		forgotText:
			'Saisissez votre adresse e-mail. Nous vous enverrons un lien pour choisir un nouveau mot de passe.',
		sendLink: 'Envoyer le lien',
		sending: 'Envoi…',
		linkSent:
			'S’il existe un compte pour {}, vous recevrez un lien pour choisir un nouveau mot de passe. Il fonctionne une seule fois et expire au bout d’une heure.',
		backToSignIn: 'Retour à la connexion',

		reset: 'Choisissez un nouveau mot de passe',
		resetFor: 'Pour {}.',
		save: 'Enregistrer le mot de passe',
		saving: 'Enregistrement…',
		askForLink: 'Demandez un nouveau lien',
		askForLinkText:
			'Pour choisir un nouveau mot de passe, ouvrez le lien dans l’e-mail que nous vous envoyons.'
	},

	confirm: {
		address: {
			title: 'Confirmez votre adresse e-mail',
			text: 'Un clic, et votre compte est prêt.',
			button: 'Confirmer'
		},
		newAddress: {
			title: 'Confirmez votre nouvelle adresse e-mail',
			text: 'Vous vous connecterez ensuite avec elle.',
			button: 'Confirmer'
		},
		recovery: {
			title: 'Choisissez un nouveau mot de passe',
			text: 'Ce lien vous connecte pour le faire. Il fonctionne une seule fois.',
			button: 'Continuer'
		},
		invite: {
			title: 'Vous êtes invité',
			text: 'Ce lien ouvre votre compte. Il fonctionne une seule fois.',
			button: 'Accepter'
		},
		magiclink: {
			title: 'Connexion',
			text: 'Ce lien vous connecte. Il fonctionne une seule fois.',
			button: 'Se connecter'
		},
		broken: 'Ce lien ne fonctionne pas',
		incomplete:
			'Ce lien est incomplet. Copiez-le en entier depuis l’e-mail ou demandez-en un nouveau.',
		askForLink: 'Demander un lien pour un nouveau mot de passe',
		oneMore: 'Encore un lien',
		oneMoreText:
			'Cette adresse est confirmée. Ouvrez maintenant le lien dans l’e-mail envoyé à votre autre adresse.',
		signedInAs:
			'Vous êtes connecté en tant que {}. Si ce lien a été envoyé à un autre compte, vous passerez à ce compte en continuant.',
		guest: 'invité',
		stay: 'Rester connecté'
	},

	refusals: {
		invisible: 'Cette adresse e-mail contient un caractère invisible. Saisissez-la de nouveau.',
		noEmail: 'Saisissez votre adresse e-mail.',
		longEmail: 'Cette adresse e-mail est trop longue.',
		halfEmail: 'Saisissez une adresse e-mail complète, comme name@example.com.',
		noPassword: 'Saisissez votre mot de passe.',
		shortPassword: 'Utilisez au moins {} caractères.',
		longPassword: 'Ce mot de passe est trop long.',
		notSignedIn:
			'L’adresse e-mail ou le mot de passe est incorrect. Si vous venez de vous inscrire, ouvrez d’abord le lien dans notre e-mail.',
		notCreated:
			'Impossible de créer un compte avec cette adresse e-mail. Si vous en avez un, connectez-vous ou réinitialisez votre mot de passe.',
		badEmail:
			'Cette adresse e-mail ne peut pas être utilisée. Vérifiez-la ou utilisez-en une autre.',
		noMailTo: 'Nous ne pouvons pas envoyer d’e-mails à cette adresse. Utilisez-en une autre.',
		weakPassword:
			'Ce mot de passe est trop facile à deviner. Utilisez-en un plus long ou moins courant.',
		samePassword: 'C’est votre mot de passe actuel. Choisissez-en un nouveau.',
		oldSignIn: 'Votre connexion est trop ancienne pour cela. Demandez un nouveau lien.',
		signedOut: 'Vous êtes déconnecté. Demandez un nouveau lien.',
		oldLink: 'Ce lien a déjà été utilisé ou a expiré. Demandez-en un nouveau.',
		noNewAccounts: 'Ce site n’accepte pas de nouveaux comptes pour le moment.',
		noPasswords:
			'Ce site ne permet pas de se connecter avec une adresse e-mail et un mot de passe.',
		blocked: 'Ce compte est bloqué.',
		manyTries: 'Trop de tentatives. Attendez une minute et réessayez.',
		manyEmails: 'Trop d’e-mails demandés. Attendez une minute et réessayez.',
		noAnswer: 'Le service de connexion ne répond pas. Attendez une minute et réessayez.',
		failed: 'L’opération a échoué. Attendez une minute et réessayez.'
	}
};
