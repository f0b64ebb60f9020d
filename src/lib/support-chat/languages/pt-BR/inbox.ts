import type { InboxTexts } from '../en/inbox.ts';
import type { Reader } from '../reader.ts';

export const inbox = ({ count, list }: Reader): InboxTexts => ({
	inbox: 'Caixa do suporte',
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
	byYou: 'Você:',
	by: (name) => `${name}:`,
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
		unseen: 'O usuário acabou de escrever. Leia primeiro a nova mensagem.',
		failed: 'Não deu certo. Verifique sua conexão e tente novamente.'
	},
	online: 'Online',
	hasChatOpen: 'Está com o chat aberto',
	viewing(names, more) {
		const others = count(more, { one: 'mais # pessoa', other: 'mais # pessoas' });
		const viewers = more > 0 ? [...names, others] : names;
		return `${list(viewers)} ${viewers.length === 1 ? 'está' : 'estão'} vendo este chat`;
	},
	writing(names, more) {
		const others = count(more, { one: 'mais # pessoa', other: 'mais # pessoas' });
		const writers = more > 0 ? [...names, others] : names;
		return `${list(writers)} ${writers.length === 1 ? 'está' : 'estão'} escrevendo uma resposta…`;
	},

	conversationWith: (email) => `Conversa com ${email}`,
	you: 'Você',
	theUser: 'O usuário',
	support: 'Suporte',
	reply: 'Resposta',
	writeReply: 'Escreva uma resposta…',
	needsJavaScript: 'A conversa precisa de JavaScript.',

	noChatOpen: 'Nenhum chat aberto',
	noChatOpenNote: 'Escolha um na lista.',
	noChatOpenKeysNote: 'Escolha um na lista ou use o teclado:',

	chatGone: 'Este chat não existe mais',
	chatGoneNote: 'Ele foi apagado ou nunca houve um neste endereço.',

	unreadChats: (chats) => count(chats, { one: '# chat não lido', other: '# chats não lidos' }),

	search: 'Pesquisar',
	searchPlaceholder: 'Pesquisar pessoas e mensagens',
	clearSearch: 'Limpar busca',
	people: 'Pessoas',
	messages: 'Mensagens',
	nothingFound: 'Nada encontrado',
	nothingFoundNote: 'Tente outra palavra, o começo de uma ou parte de um endereço.',
	foundCount: (results) => count(results, { one: '# resultado', other: '# resultados' }),
	searchedSince: (time) => `Mensagens pesquisadas desde: ${time}.`,
	searchOlder: 'Pesquisar mensagens mais antigas',
	searchFailed: 'A pesquisa não funcionou. Verifique sua conexão.',

	earlierShown: 'Estas mensagens são anteriores.',
	laterNotLoaded: 'Não foi possível carregar as mensagens posteriores.',
	backToNewest: 'Voltar às mais recentes',

	userDetails: 'Dados do usuário',
	detailsNotLoaded: 'Não foi possível carregar os dados.',
	customerSince: 'Cliente desde',
	lastSignIn: 'Último acesso',
	firstMessage: 'Primeira mensagem',
	lastMessage: 'Última mensagem',
	archivedSince: 'Arquivado desde',
	messagesByUser: 'Mensagens do usuário',
	messagesBySupport: 'Mensagens do suporte',
	replyEmailsOf: 'E-mails sobre respostas',
	on: 'Ativados',
	off: 'Desativados',

	archivedNow: (email) => `${email}: arquivado`,
	restoredNow: (email) => `${email}: restaurado`,
	missesReply: 'O usuário não leu sua última resposta e não receberá e-mail.',
	undo: 'Desfazer',
	dismiss: 'Dispensar',

	settings: 'Configurações',
	close: 'Fechar',
	keyboardShortcuts: 'Atalhos de teclado',
	singleKeys: 'Atalhos de uma tecla',
	singleKeysNote: 'j, k, e e outras, enquanto você não estiver digitando',
	shortcuts: {
		next: 'Próximo chat',
		previous: 'Chat anterior',
		open: 'Abrir o chat selecionado',
		reply: 'Escrever uma resposta',
		move: 'Arquivar ou restaurar',
		undo: 'Desfazer arquivar ou restaurar',
		search: 'Pesquisar',
		help: 'Mostrar estes atalhos',
		leave: 'Sair de um campo, fechar, voltar'
	},
	keyEnter: 'Enter',
	keyEscape: 'Esc',

	toApp: 'Ao app',
	signOut: 'Sair',
	signOutUnsent: 'As respostas não enviadas serão perdidas. Sair?',
	toChats: 'Ir para os chats',
	broken: 'Algo deu errado do nosso lado.',
	noSuchChat: 'Este chat não existe.'
});
