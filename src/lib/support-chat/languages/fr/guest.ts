import type { GuestTexts } from '../en/guest.ts';

export const guest: GuestTexts = {
	welcome:
		'Posez-nous toutes vos questions\u00a0: un problème, une commande, votre compte. Nous répondons ici.',
	supportAway: 'Nous répondons ici',

	label: 'Laissez votre e-mail pour recevoir la réponse',
	save: 'Enregistrer',
	skip: 'Pas maintenant',
	change: 'Modifier l’e-mail',
	pending: (email) => `Pour confirmer, ouvrez le lien envoyé à ${email}.`,
	confirmed: (email) => `Nous vous écrirons à ${email}.`,
	problem: {
		taken: 'Cet e-mail appartient à un compte. Connectez-vous ou utilisez-en un autre.',
		invalid: 'Saisissez une adresse e-mail valide.',
		tooMany: 'Trop de tentatives. Réessayez dans quelques minutes.',
		other: 'Votre e-mail n’a pas pu être enregistré. Vérifiez votre connexion et réessayez.'
	}
};
