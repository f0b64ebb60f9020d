import type { MailWords } from '../mail-language.ts';

export const words: MailWords = {
	sender: (app) => `${app} Support`,
	subject: (sender) => `Neue Antwort von ${sender}`,
	heading: { one: 'Sie haben eine neue Antwort', other: 'Sie haben # neue Antworten' },
	more: { one: 'und eine weitere', other: 'und # weitere' },
	button: 'Chat öffnen',
	reason: (sender) =>
		`Sie erhalten diese E-Mail, weil Sie eine Antwort von ${sender} noch nicht gelesen haben.`,
	unsubscribe: 'Diese E-Mails abbestellen',
	colon: ':',
	alert: {
		heading: { one: 'Ein Chat wartet auf eine Antwort', other: '# Chats warten auf eine Antwort' },
		more: { one: 'und ein weiterer', other: 'und # weitere' },
		waiting: (since, duration) => `wartet seit ${since} (${duration})`,
		guest: (name) => `Gast ${name}`,
		deletedUser: 'Gelöschter Benutzer',
		button: 'Support-Postfach öffnen',
		reason: (app) =>
			`Sie erhalten diese E-Mail, weil Sie Chats für ${app} beantworten und diese noch niemand gesehen hat.`
	}
};
