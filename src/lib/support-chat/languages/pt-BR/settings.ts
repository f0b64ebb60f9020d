import type { Reader } from '../reader.ts';
import type { SettingsTexts } from '../en/settings.ts';
import { officeHours } from './office-hours.ts';

const messages = { label: 'Mensagens de uma vez' };
const every = { label: 'Depois, uma a cada' };

export const settings = ({ count, list }: Reader): SettingsTexts => ({
	allSettings: 'Todas as configurações',
	section: {
		you: 'Você',
		general: 'Geral',
		messages: 'Mensagens e limites',
		team: 'Equipe',
		hours: 'Horário de atendimento',
		appearance: 'Aparência',
		replies: 'Respostas salvas',
		health: 'E-mail e estado',
		person: 'Dados pessoais',
		log: 'Registro de alterações'
	},
	notLoaded: 'Não foi possível carregar a página. Verifique sua conexão e tente de novo.',
	tryAgain: 'Tentar de novo',
	ownersOnly: 'Somente proprietários podem ver isto.',
	noSection: 'Essa configuração não existe.',

	save: 'Salvar',
	discard: 'Descartar alterações',
	cancel: 'Cancelar',
	unsaved: 'Alterações não salvas',
	saving: 'Salvando…',
	saved: 'Salvo',
	invalid: 'Não foi salvo. Verifique os campos marcados.',
	failed: 'Não foi salvo. Verifique sua conexão e tente de novo.',
	forbidden: 'Não foi salvo. Somente proprietários podem alterar isto.',
	conflict: (fields) =>
		`Não foi salvo. Outra pessoa acabou de alterar: ${list(fields)}. Salve de novo para sobrescrever ou descarte suas alterações.`,
	changedByOthers: 'Outra pessoa acabou de alterar isto.',
	leaveQuestion: 'Sair sem salvar?',
	leaveNote: 'Suas alterações nesta página serão perdidas.',
	leave: 'Sair',

	problem: {
		required: 'Digite um valor.',
		url: 'Digite um endereço que comece com https://.',
		sender: 'Digite um endereço de e-mail ou Nome <endereço>.',
		number: 'Digite um número.',
		refused: 'Este valor não é permitido.'
	},
	tooLong: (characters) =>
		count(characters, { one: 'No máximo # caractere.', other: 'No máximo # caracteres.' }),
	between: (least, most) => `Digite um valor de ${least} a ${most}.`,
	colorLike: (example) => `Digite uma cor como ${example}.`,
	pickColor: 'Escolher uma cor',
	defaultColor: 'Cor padrão',
	atLeast: (least) => `Digite pelo menos ${least}.`,
	amountOf: (field) => `${field}: quantidade`,
	unitOf: (field) => `${field}: unidade`,
	unit: {
		seconds: 'segundos',
		minutes: 'minutos',
		hours: 'horas',
		days: 'dias',
		months: 'meses'
	},

	group: {
		names: 'Nomes e endereços',
		emails: 'E-mails para usuários',
		inbox: 'Caixa de entrada',
		files: 'Arquivos',
		users: 'Limite para usuários',
		guests: 'Limite para visitantes',
		admins: 'Limite para administradores',
		chats: 'Limite para novos chats',
		retention: 'Retenção'
	},
	field: {
		appName: { label: 'Nome do seu app', note: 'No assunto dos e-mails.' },
		appUrl: { label: 'Endereço do seu app', note: 'Os links dos e-mails começam com ele.' },
		inboxUrl: {
			label: 'Endereço da caixa de entrada',
			note: 'Se vazio: o endereço do seu app com /admin.'
		},
		emailFrom: {
			label: 'Remetente dos e-mails',
			note: 'O domínio precisa estar verificado no seu serviço de e-mail.'
		},
		emailAccentColor: { label: 'Cor do botão nos e-mails' },
		replyEmailDelay: {
			label: 'Enviar e-mail sobre respostas não lidas após',
			note: 'Se o usuário não tiver lido uma resposta até lá.'
		},
		emailArchivedReplies: { label: 'Também sobre respostas em chats arquivados' },
		adminAlertDelay: {
			label: 'Enviar e-mail aos administradores quando alguém espera',
			note: 'Se nenhum administrador tiver visto a mensagem durante esse tempo.'
		},
		waitingWarning: {
			label: 'Destacar quem espera mais de',
			note: 'Na lista de chats.'
		},
		assignOnReply: {
			label: 'Atribuir ao responder',
			note: 'Um chat sem responsável vai para quem responder primeiro.'
		},
		userMessageBurst: messages,
		userMessageInterval: every,
		guestMessageBurst: messages,
		guestMessageInterval: every,
		adminMessageBurst: messages,
		adminMessageInterval: every,
		chatBurst: {
			label: 'Chats de uma vez',
			note: 'Cada usuário tem um e pode começar outro depois de apagá-lo.'
		},
		chatInterval: { label: 'Depois, um a cada' },
		attachmentsPerMessage: {
			label: 'Arquivos por mensagem',
			note: '0: as mensagens não têm arquivos.'
		},
		attachmentMaxBytes: { label: 'Maior arquivo, em MB' },
		archivedChatRetention: {
			label: 'Excluir chats arquivados',
			note: 'Para sempre, com todas as mensagens, esse tempo depois de arquivados.'
		},
		emptyGuestRetention: {
			label: 'Excluir chats vazios de visitantes',
			note: 'De visitantes que nunca escreveram nada.'
		},
		officeHours: { label: 'Horário de atendimento' },
		officeTimeZone: { label: 'Fuso horário' },
		officeClosedDays: { label: 'Dias fechados' },
		widgetColor: {
			label: 'Cor do widget',
			note: 'Ela é ajustada onde o texto ficaria difícil de ler.'
		},
		logoUrl: {
			label: 'Endereço do logotipo',
			note: 'Sua política de segurança de conteúdo precisa permitir o servidor em img-src.'
		},
		welcomeText: {
			label: 'Texto de boas-vindas',
			note: 'Texto simples, igual em todos os idiomas.'
		}
	},

	office: officeHours,

	you: {
		name: 'Seu nome',
		nameNote:
			'Os usuários o veem acima das suas respostas. Mensagens anteriores mantêm o nome com que foram enviadas.',
		alerts: 'Enviar e-mail para mim quando alguém espera',
		alertsNote: 'Sobre chats seus ou sem responsável.'
	},

	team: {
		admins: 'Administradores',
		owner: 'Proprietário',
		admin: 'Administrador',
		rolesNote: 'Proprietários também podem alterar estas configurações e a equipe.',
		roleOf: (name) => `Função de ${name}`,
		remove: 'Remover',
		removeName: (name) => `Remover ${name}`,
		removeQuestion: (name) => `Remover ${name} da equipe?`,
		removeNote:
			'O acesso termina na hora. Os chats ficam sem responsável; as mensagens permanecem.',
		lastOwner:
			'O último proprietário não pode ser removido nem alterado. Torne outra pessoa proprietária primeiro.',
		addTitle: 'Adicionar um administrador',
		email: 'Endereço de e-mail',
		emailNote: 'A pessoa precisa ter se cadastrado no seu app com ele.',
		name: 'Nome que os usuários veem',
		role: 'Função',
		add: 'Adicionar',
		added: (name) => `${name} agora faz parte da equipe.`,
		removed: (name) => `${name} saiu da equipe.`,
		changed: (name) => `A função de ${name} foi alterada.`,
		problem: {
			no_account:
				'Ninguém se cadastrou com este endereço ainda. Peça à pessoa que se cadastre no seu app primeiro.',
			unconfirmed_address: 'A pessoa ainda não confirmou este endereço.',
			already_admin: 'Esta pessoa já faz parte da equipe.',
			blank: 'Digite um nome.',
			too_long: 'No máximo 80 caracteres.',
			last_owner: 'O último proprietário não pode ser removido nem alterado.',
			no_admin: 'Esta pessoa não faz mais parte da equipe.',
			not_owner: 'Somente proprietários podem alterar a equipe.',
			other: 'Não funcionou. Verifique sua conexão e tente de novo.'
		}
	},

	health: {
		title: 'Estado',
		allWell: 'Tudo funciona.',
		failedTitle: 'E-mails não enviados',
		noneFailed: 'Nenhum nos últimos 30 dias.',
		user: 'Para um usuário, sobre respostas',
		alert: 'Para um administrador, sobre usuários que esperam',
		tries: (tries) => count(tries, { one: '# tentativa', other: '# tentativas' }),
		details: 'Detalhes',
		retryFor: (recipient) => `Tentar de novo: ${recipient}`,
		willRetry: 'Haverá uma nova tentativa em menos de um minuto.',
		mayBeSent: 'Ele pode ter chegado, por isso não é enviado outra vez.',
		reason: {
			function: 'A Edge Function não foi alcançada.',
			unset: 'Nenhum serviço de e-mail está configurado.',
			sender: 'O serviço de e-mail não aceita o remetente.',
			recipient: 'O endereço não pode receber e-mails.',
			busy: 'O serviço de e-mail estava sobrecarregado.',
			other: 'O serviço de e-mail não o aceitou.'
		}
	},

	person: {
		note: 'Procure uma pessoa para exportar ou apagar o que o chat de suporte guardou sobre ela.',
		query: 'Endereço de e-mail ou nome de visitante',
		queryNote: 'O endereço completo, ou os quatro caracteres de um visitante, como 7F3K.',
		find: 'Procurar',
		nobody: 'Ninguém foi encontrado.',
		noAccount: 'A conta foi excluída.',
		noChat: 'Sem chat',
		messages: (amount) => count(amount, { one: '# mensagem', other: '# mensagens' }),
		export: 'Exportar como JSON',
		exported: 'O arquivo foi baixado.',
		erase: 'Apagar…',
		eraseQuestion: (name) => `Apagar tudo sobre ${name}?`,
		eraseNote:
			'São excluídos o chat com todas as mensagens e notas, os e-mails pendentes e as configurações de e-mail. A conta permanece. Não é possível desfazer.',
		confirm: (word) => `Digite ${word} para confirmar`,
		eraseNow: 'Apagar para sempre',
		erased: 'Tudo foi apagado.'
	},

	log: {
		none: 'Nenhuma alteração ainda.',
		more: 'Carregar mais',
		project: 'O projeto (SQL ou chave secreta)',
		empty: 'vazio',
		entry: {
			settings_changed: (who) => `${who} alterou configurações`,
			admin_added: (who, subject) => `${who} adicionou ${subject} à equipe`,
			admin_changed: (who, subject) => `${who} alterou ${subject}`,
			admin_removed: (who, subject) => `${who} removeu ${subject} da equipe`,
			data_exported: (who, subject) => `${who} exportou os dados da conta ${subject}`,
			data_erased: (who, subject) => `${who} apagou os dados da conta ${subject}`,
			email_retried: (who) => `${who} pediu uma nova tentativa de um e-mail`
		}
	}
});
