import { elapsed } from '../../core/text/elapsed.ts';
import type { InboxTexts } from '../en/inbox.ts';
import type { Reader } from '../reader.ts';
import { savedReplies } from './saved-replies.ts';
import { notes } from './notes.ts';

export const inbox = ({ count, list, locale, number }: Reader): InboxTexts => ({
	inbox: 'Caixa do suporte',
	title: 'Chats de suporte',
	titleOfArea: (area: string) => `${area} – Caixa do suporte`,
	titleOfChat: (email) => `${email} – Chats de suporte`,
	notifications: 'Notificações',
	skipToReply: 'Pular para o campo de resposta',
	skipToChats: 'Pular para os chats',
	skipToContent: 'Pular para o conteúdo',
	areas: 'Áreas da caixa de entrada',
	area: { chats: 'Chats', reports: 'Relatórios', settings: 'Configurações' },

	chats: 'Chats',
	active: 'Ativos',
	archived: 'Arquivados',
	isArchived: 'Arquivado',
	noActive: 'Nenhum chat ativo',
	noActiveNote: 'Assim que um usuário escrever, o chat aparecerá aqui.',
	noArchived: 'Nenhum chat arquivado',
	noArchivedNote:
		'Um chat encerrado pode ser arquivado. Ele volta quando o usuário escrever novamente.',
	messageCount: (messages) => count(messages, { one: '# mensagem', other: '# mensagens' }),
	unread: 'Não lido',
	byYou: 'Você:',
	by: (name) => `${name}:`,
	deletedUser: 'Usuário excluído',
	guest: (name) => `Convidado ${name}`,
	loadMore: 'Carregar mais',
	loading: 'Carregando…',
	moreNotLoaded: 'Não foi possível carregar mais chats. Verifique sua conexão e tente novamente.',

	back: 'Voltar aos chats',
	archive: 'Arquivar',
	restore: 'Restaurar',
	problem: {
		forbidden: 'Você não tem mais permissão. Recarregue a página.',
		unseen: 'O usuário acabou de enviar uma mensagem. Leia-a primeiro.',
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

	filters: 'Filtros',
	filter: {
		waiting: 'Aguardando',
		mine: 'Meus',
		unassigned: 'Livres',
		all: 'Todos'
	},
	noChats: {
		waiting: 'Ninguém está aguardando',
		mine: 'Nenhum chat atribuído a você',
		unassigned: 'Nenhum chat não atribuído'
	},
	waiting: (ms) => `aguarda há ${elapsed(ms, locale)}`,
	draft: 'Rascunho',
	blocked: 'Bloqueado',
	assign: 'Atribuir',
	assignedTo: (name) => `Atribuído a ${name}`,
	notAssigned: 'Não atribuído',
	nobody: 'Ninguém',
	yourself: (name) => `${name} (você)`,
	markUnread: 'Marcar como não lido',
	block: 'Bloquear usuário',
	unblock: 'Desbloquear usuário',
	blockQuestion: 'Bloquear este usuário?',
	blockNote: 'Ele poderá ler o chat, mas não enviar mensagens até você desbloqueá-lo.',
	cancel: 'Cancelar',
	answeredMeanwhile: (name) => `${name} acabou de responder. Enviar mesmo assim?`,
	sendAnyway: 'Enviar mesmo assim',

	notes: notes({ count }),

	conversationWith: (email) => `Chat com ${email}`,
	you: 'Você',
	theUser: 'O usuário',
	support: 'Suporte',
	reply: 'Resposta',
	writeReply: 'Escreva uma resposta…',
	needsJavaScript: 'O chat precisa de JavaScript.',

	noChatOpen: 'Nenhum chat aberto',
	noChatOpenNote: 'Escolha um na lista.',
	noChatOpenKeysNote: 'Escolha um na lista ou use o teclado:',

	chatGone: 'Este chat não existe mais',
	chatGoneNote: 'Ele foi excluído ou o link está errado.',

	unreadChats: (chats) => count(chats, { one: '# chat não lido', other: '# chats não lidos' }),
	moreUnreadChats: (limit) => `Mais de ${number(limit)} chats não lidos`,

	search: 'Pesquisar',
	searchPlaceholder: 'Pesquisar usuários e mensagens',
	clearSearch: 'Limpar busca',
	people: 'Usuários',
	messages: 'Mensagens',
	nothingFound: 'Nada encontrado',
	nothingFoundNote: 'Tente outra palavra, o começo de uma ou parte de um endereço de e-mail.',
	foundCount: (results) => count(results, { one: '# resultado', other: '# resultados' }),
	searchedSince: (time) => `Pesquisa feita nas mensagens desde ${time}.`,
	searchOlder: 'Pesquisar mensagens mais antigas',
	searchFailed: 'A pesquisa falhou. Verifique sua conexão.',

	earlierShown: 'Você está vendo mensagens anteriores.',
	laterNotLoaded: 'Não foi possível carregar as mensagens posteriores.',
	backToNewest: 'Ir para as mais recentes',

	userDetails: 'Dados do usuário',
	detailsNotLoaded: 'Não foi possível carregar os dados.',
	accountCreated: 'Conta criada',
	lastSignIn: 'Último acesso',
	firstMessage: 'Primeira mensagem',
	lastMessage: 'Última mensagem',
	archivedAt: 'Arquivado',
	messagesByUser: 'Mensagens do usuário',
	messagesBySupport: 'Mensagens do suporte',
	replyEmailsOf: 'E-mails sobre respostas',
	on: 'Ativados',
	off: 'Desativados',
	yes: 'Sim',
	no: 'Não',
	userLanguage: 'Idioma',
	lastPage: 'Última página',

	archivedNow: (email) => `Chat com ${email} arquivado`,
	restoredNow: (email) => `Chat com ${email} restaurado`,
	missesReply: 'O usuário não leu sua última resposta e não receberá e-mail.',
	undo: 'Desfazer',
	dismiss: 'Fechar',

	health: {
		settingMissing: 'Falta uma configuração necessária para enviar e-mails.',
		functionMissing: 'Os e-mails não estão sendo enviados: a Edge Function não responde.',
		mailServiceMissing:
			'Os e-mails não estão sendo enviados: nenhum serviço de e-mail está configurado.',
		pgNetMissing: 'Os e-mails não estão sendo enviados: falta a extensão pg_net.',
		jobsMissing: 'As tarefas agendadas não estão sendo executadas.',
		clockFailing: 'A tarefa que envia os e-mails está falhando.',
		emailsOverdue: 'Os e-mails para os usuários estão atrasados.',
		emailsFailed: 'Alguns e-mails das últimas 24 horas não puderam ser enviados.',
		fileFunctionMissing:
			'Os arquivos excluídos continuam armazenados: a Edge Function que os remove não responde.',
		filesNotRemoved: 'Os arquivos excluídos continuam armazenados: não é possível removê-los.',
		realtimeNotReady:
			'Novas mensagens podem demorar a aparecer: o Realtime não está pronto. Reinicie o projeto no painel do Supabase.',
		sql: 'No editor SQL:',
		terminal: 'No terminal:',
		copy: 'Copiar',
		copied: 'Copiado'
	},

	savedReplies: savedReplies({ count, number }),

	settings: 'Configurações',
	close: 'Fechar',
	keyboardShortcuts: 'Atalhos de teclado',
	opensNext: 'Abrir o próximo chat depois de arquivar',
	singleKeys: 'Atalhos de uma tecla',
	singleKeysNote: 'j, k, e etc., enquanto você não estiver digitando',
	shortcuts: {
		next: 'Próximo chat',
		previous: 'Chat anterior',
		open: 'Abrir o chat selecionado',
		reply: 'Escrever uma resposta',
		note: 'Escrever uma nota',
		move: 'Arquivar ou restaurar',
		assign: 'Atribuir',
		markUnread: 'Marcar como não lido',
		undo: 'Desfazer a última ação',
		search: 'Pesquisar',
		help: 'Mostrar estes atalhos',
		leave: 'Sair de um campo, fechar, voltar'
	},
	keyEnter: 'Enter',
	keyEscape: 'Esc',

	toApp: 'Ir para o app',
	signOut: 'Sair',
	signOutUnsent: 'As respostas não enviadas serão perdidas. Sair?',
	toChats: 'Ir para os chats',
	broken: 'Algo deu errado do nosso lado.',
	noSuchChat: 'Este chat não existe.',
	adminsOnly: 'Somente administradores do suporte podem abrir a caixa.',
	signIn: 'Entrar'
});
