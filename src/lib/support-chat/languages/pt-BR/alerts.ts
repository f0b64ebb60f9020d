import type { AlertTexts } from '../en/alerts.ts';

export const alerts: AlertTexts = {
	sound: 'Som',
	desktopNotifications: 'Notificações na área de trabalho',
	notificationsNote: {
		unsupported: 'Este navegador não oferece suporte a notificações na área de trabalho.',
		denied: 'Bloqueadas. Você pode permiti-las nas configurações do navegador para este site.',
		default: 'Seu navegador vai perguntar antes.',
		granted: 'Exibidas enquanto esta página está em segundo plano.'
	},
	replyEmails: 'Receber respostas não lidas por e-mail',
	replyEmailsProblem: {
		notLoaded: 'Não foi possível carregar esta configuração. Tente novamente mais tarde.',
		notSaved: 'Não foi salvo. Verifique sua conexão e tente novamente.'
	}
};
