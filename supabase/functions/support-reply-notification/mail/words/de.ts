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
	colon: ':'
};
