import type { InboxTexts } from '../en/inbox.ts';
import type { Reader } from '../reader.ts';

export const inbox = ({ count, list }: Reader): InboxTexts => ({
	inbox: 'Caixa de entrada do suporte',
	title: 'Chats de suporte',
	titleOfChat: (email) => `${email} – Chats de suporte`,
	notifications: 'Notificações',

	chats: 'Chats',
	active: 'Ativos',
	archived: 'Arquivados',
	noActive: 'Nenhum chat ativo',
	noActiveNote: 'Assim que um usuário escrever, o chat aparecerá aqui.',
	noArchived: 'Nenhum chat arquivado',
	noArchivedNote:
		'Um chat encerrado pode ser arquivado. Ele volta quando o usuário escrever novamente.',
	messageCount: (messages) => count(messages, { one: '# mensagem', other: '# mensagens' }),
	unread: 'Não lido',
	yourMessage: (text) => `Você: ${text}`,
	deletedEmail: 'E-mail excluído',
	loadMore: 'Carregar mais',
	loading: 'Carregando…',
	moreNotLoaded:
		'Não foi possível carregar os próximos chats. Verifique sua conexão e tente novamente.',

	back: 'Voltar aos chats',
	archive: 'Arquivar',
	restore: 'Restaurar',
	problem: {
		forbidden: 'Você não tem mais permissão para fazer isso. Recarregue a página.',
		failed: 'Não deu certo. Verifique sua conexão e tente novamente.'
	},
	online: 'Online',
	hasChatOpen: 'Está com o chat aberto',
	viewing(names, more) {
		const others = count(more, { one: 'mais # pessoa', other: 'mais # pessoas' });
		const viewers = more > 0 ? [...names, others] : names;
		return `${list(viewers)} ${viewers.length === 1 ? 'está' : 'estão'} vendo este chat`;
	},

	conversationWith: (email) => `Conversa com ${email}`,
	you: 'Você',
	theUser: 'O usuário',
	support: 'Suporte',
	reply: 'Resposta',
	writeReply: 'Escreva uma resposta…',
	needsJavaScript: 'A conversa precisa de JavaScript.',

	toApp: 'Ir para o app',
	signOut: 'Sair',
	toChats: 'Ir para os chats',
	broken: 'Algo deu errado do nosso lado.',
	noSuchChat: 'Este chat não existe.'
});
