import type { PageTexts } from './en.ts';

export const pages: PageTexts = {
	errors: {
		noPage: 'Não há nenhuma página neste endereço.',
		broken: 'Algo deu errado do nosso lado.',
		notSetUp:
			'Este site ainda não está configurado. Se você o administra, veja o motivo no registro do servidor.',
		signInDown: 'O serviço de login não responde. Tente novamente em um minuto.',
		crossSite: 'Este formulário foi enviado de outro site, por isso não o aceitamos.',
		unreadable: 'Não foi possível ler o formulário.',
		wrongAccount: 'Você entrou como {}. Se você tem outra conta, saia e entre com ela.',
		noEmail: 'um usuário sem e-mail',
		signOut: 'Sair',
		signOutUnsent: 'As mensagens não enviadas serão perdidas. Sair?',
		reload: 'Recarregar',
		home: 'Ir para a página inicial'
	},

	unsubscribe: {
		title: 'Cancelar inscrição',
		doneTitle: 'Inscrição cancelada',
		againTitle: 'Inscrição ativada novamente',
		on: 'Enviamos um e-mail quando uma resposta do suporte fica alguns minutos sem ser lida.',
		off: 'Não enviamos mais e-mails sobre respostas não lidas. Elas esperam por você no chat.',
		alertsOn: 'Enviamos um e-mail quando um usuário aguarda resposta e ninguém viu.',
		alertsOff:
			'Não enviamos mais e-mails sobre usuários que aguardam. Você os encontra na caixa do suporte.',
		turnOff: 'Cancelar inscrição',
		turnOn: 'Inscrever-se novamente',
		unknownLink:
			'Este link para cancelar a inscrição não funciona. Abra-o novamente a partir do e-mail.',
		notLookedUp: 'Não foi possível consultar suas configurações. Tente novamente em um minuto.'
	},

	account: {
		email: 'E-mail',
		password: 'Senha',
		newPassword: 'Nova senha',
		show: 'Mostrar',
		hide: 'Ocultar',
		passwordHint: 'Pelo menos {} caracteres.',
		otherWays: 'Outras opções',
		oneMoment: 'Um momento…',
		checkMail: 'Verifique seu e-mail',

		signIn: 'Entrar',
		signingIn: 'Entrando…',

		create: 'Criar uma conta',
		creating: 'Criando sua conta…',
		haveAccount: 'Já tem uma conta?',
		created:
			'Enviamos um e-mail para {}. Abra o link dele para concluir sua conta. Se ele não chegar, talvez você já tenha uma conta: entre ou redefina sua senha.',

		forgot: 'Esqueceu sua senha?',
		forgotText: 'Digite seu e-mail e enviaremos um link para você escolher uma nova senha.',
		sendLink: 'Enviar o link',
		sending: 'Enviando…',
		linkSent:
			'Se houver uma conta para {}, você receberá um link para escolher uma nova senha. Ele funciona uma vez e expira em uma hora.',
		backToSignIn: 'Voltar para o login',

		reset: 'Escolha uma nova senha',
		resetFor: 'Para {}.',
		save: 'Salvar senha',
		saving: 'Salvando…',
		askForLink: 'Peça um novo link',
		askForLinkText: 'Para escolher uma nova senha, abra o link do e-mail que enviaremos.'
	},

	confirm: {
		address: {
			title: 'Confirme seu e-mail',
			text: 'Um clique e sua conta estará pronta.',
			button: 'Confirmar'
		},
		newAddress: {
			title: 'Confirme seu novo e-mail',
			text: 'A partir daí, você entra com ele.',
			button: 'Confirmar'
		},
		recovery: {
			title: 'Escolha uma nova senha',
			text: 'Este link faz seu login para isso. Ele funciona uma vez.',
			button: 'Continuar'
		},
		invite: {
			title: 'Você recebeu um convite',
			text: 'Este link abre sua conta. Ele funciona uma vez.',
			button: 'Aceitar'
		},
		magiclink: {
			title: 'Entrar',
			text: 'Este link faz seu login. Ele funciona uma vez.',
			button: 'Entrar'
		},
		broken: 'Este link não funciona',
		incomplete: 'Este link está incompleto. Copie-o inteiro do e-mail ou peça outro.',
		askForLink: 'Pedir um link para uma nova senha',
		oneMore: 'Mais um link',
		oneMoreText:
			'Este endereço está confirmado. Agora abra o link do e-mail enviado ao seu outro endereço.',
		signedInAs:
			'Você entrou como {}. Se este link foi enviado para outra conta, ao continuar você muda para ela.',
		guest: 'convidado',
		stay: 'Continuar nesta conta'
	},

	refusals: {
		invisible: 'Este e-mail contém um caractere invisível. Digite-o novamente.',
		noEmail: 'Digite seu e-mail.',
		longEmail: 'Este e-mail é longo demais.',
		halfEmail: 'Digite um endereço de e-mail completo, como name@example.com.',
		noPassword: 'Digite sua senha.',
		shortPassword: 'Use pelo menos {} caracteres.',
		longPassword: 'Esta senha é longa demais.',
		notSignedIn:
			'O e-mail ou a senha está incorreto. Se você acabou de se cadastrar, abra primeiro o link do nosso e-mail.',
		notCreated:
			'Não foi possível criar uma conta com este e-mail. Se você já tem uma, entre ou redefina sua senha.',
		badEmail: 'Este endereço de e-mail não pode ser usado. Verifique-o ou use outro.',
		noMailTo: 'Não podemos enviar e-mails para este endereço. Use outro.',
		weakPassword: 'Esta senha é fácil demais de adivinhar. Use uma mais longa ou menos comum.',
		samePassword: 'Esta é sua senha atual. Escolha uma nova.',
		oldSignIn: 'Você entrou há tempo demais para isso. Peça um novo link.',
		signedOut: 'Você saiu da sua conta. Peça um novo link.',
		oldLink: 'Este link já foi usado ou expirou. Peça um novo.',
		noNewAccounts: 'Este site não aceita novas contas no momento.',
		noPasswords: 'Este site não permite entrar com e-mail e senha.',
		blocked: 'Esta conta está bloqueada.',
		manyTries: 'Muitas tentativas. Espere um minuto e tente novamente.',
		manyEmails: 'Muitos e-mails solicitados. Espere um minuto e tente novamente.',
		noAnswer: 'O serviço de login não responde. Espere um minuto e tente novamente.',
		failed: 'Não deu certo. Espere um minuto e tente novamente.'
	}
};
