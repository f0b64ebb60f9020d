import type { MailWords } from '../mail-language.ts';

export const words: MailWords = {
	sender: (app) => `Suporte ${app}`,
	subject: (sender) => `Nova resposta: ${sender}`,
	heading: { one: 'Você tem uma nova resposta', other: 'Você tem # novas respostas' },
	more: { other: 'e mais #' },
	button: 'Abrir o chat',
	reason: (sender) => `Você recebeu este e-mail porque tem uma resposta não lida (${sender}).`,
	unsubscribe: 'Cancelar a inscrição nestes e-mails',
	colon: ':',
	alert: {
		heading: { one: 'Um chat aguarda resposta', other: '# chats aguardam resposta' },
		more: { other: 'e mais #' },
		waiting: (since, duration) => `aguarda desde ${since} (${duration})`,
		guest: (name) => `Convidado ${name}`,
		deletedUser: 'Usuário excluído',
		button: 'Abrir a caixa do suporte',
		reason: (app) =>
			`Você recebeu este e-mail porque responde aos chats de ${app} e ninguém viu estes ainda.`
	}
};
