import type { MailWords } from '../mail-language.ts';

export const words: MailWords = {
	sender: (app) => `${app} Support`,
	subject: (sender) => `New reply from ${sender}`,
	heading: { one: 'You have a new reply', other: 'You have # new replies' },
	more: { other: 'and # more' },
	button: 'Open the chat',
	reason: (sender) => `You’re receiving this because you have an unread reply from ${sender}.`,
	unsubscribe: 'Unsubscribe from these emails',
	colon: ':',
	alert: {
		heading: { one: 'A chat is waiting for a reply', other: '# chats are waiting for a reply' },
		more: { other: 'and # more' },
		waiting: (since, duration) => `waiting since ${since} (${duration})`,
		guest: (name) => `Guest ${name}`,
		deletedUser: 'Deleted user',
		button: 'Open the inbox',
		reason: (app) =>
			`You’re receiving this because you answer chats for ${app} and nobody has seen these yet.`
	}
};
