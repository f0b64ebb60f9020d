import type { LauncherTexts } from '../en/launcher.ts';
import type { Reader } from '../reader.ts';

export const launcher = ({ count }: Reader): LauncherTexts => ({
	open: 'Abrir o chat de suporte',
	close: 'Fechar o chat de suporte',
	openWithUnread: (unread) =>
		count(unread, {
			one: 'Abrir o chat de suporte, # mensagem não lida',
			other: 'Abrir o chat de suporte, # mensagens não lidas'
		}),
	loadFailed: 'Não foi possível carregar o chat. Verifique sua conexão e tente novamente.',
	reload: 'Recarregar a página',
	support: 'Suporte',
	newReply: 'Nova resposta',
	dismiss: 'Fechar'
});
