import type { MailWords } from '../mail-language.ts';

export const words: MailWords = {
	sender: (app) => `Assistance ${app}`,
	subject: (sender) => `Nouvelle réponse\u00a0: ${sender}`,
	heading: { one: 'Vous avez une nouvelle réponse', other: 'Vous avez # nouvelles réponses' },
	more: { one: 'et # autre', other: 'et # autres' },
	button: 'Ouvrir le chat',
	reason: (sender) =>
		`Vous recevez cet e-mail parce que vous avez une réponse non lue (${sender}).`,
	unsubscribe: 'Se désabonner de ces e-mails',
	colon: '\u00a0:',
	alert: {
		heading: { one: 'Un chat attend une réponse', other: '# chats attendent une réponse' },
		more: { one: 'et # autre', other: 'et # autres' },
		waiting: (since, duration) => `attend depuis le ${since} (${duration})`,
		guest: (name) => `Invité ${name}`,
		deletedUser: 'Utilisateur supprimé',
		button: 'Ouvrir la boîte d’assistance',
		reason: (app) =>
			`Vous recevez cet e-mail parce que vous répondez aux chats de ${app} et que personne n’a encore vu ceux-ci.`
	}
};
