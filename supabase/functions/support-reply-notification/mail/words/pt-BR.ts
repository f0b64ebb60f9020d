import type { MailWords } from '../mail-language.ts';

export const words: MailWords = {
	sender: (app) => `Suporte ${app}`,
	subject: (sender) => `Nova resposta: ${sender}`,
	heading: { one: 'Você tem uma nova resposta', other: 'Você tem # novas respostas' },
	more: { other: 'e mais #' },
	button: 'Abrir o chat',
	reason: (sender) => `Você recebeu este e-mail porque tem uma resposta não lida (${sender}).`,
	unsubscribe: 'Cancelar a inscrição nestes e-mails',
	colon: ':'
};
