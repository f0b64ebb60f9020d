import type { ChatTexts } from '../en/chat.ts';
import type { Reader } from '../reader.ts';

/** "às 09:00", "à 01:00" */
const asHours = (time: string) => (/^0?1\D/.test(time) ? 'à ' : 'às ') + time;

export const chat = ({ count, list, number }: Reader): ChatTexts => ({
	welcomeTitle: 'Como podemos ajudar?',
	welcome:
		'Pergunte o que quiser: algo que não funciona, um pedido, sua conta. Respondemos aqui e, quando você não estiver, por e-mail.',
	close: 'Fechar',
	supportOnline: 'O suporte está online',
	areOnline(names, more) {
		const others = count(more, { one: 'mais # pessoa', other: 'mais # pessoas' });
		const people = more > 0 ? [...names, others] : names;
		return `${list(people)} ${people.length === 1 ? 'está' : 'estão'} online`;
	},
	supportAway: 'Respondemos aqui e por e-mail',
	usuallyReplies: {
		minutes: 'Costuma responder em alguns minutos',
		hour: 'Costuma responder em até uma hora',
		hours: 'Costuma responder em algumas horas',
		day: 'Costuma responder em até um dia'
	},
	reopens: {
		today: (time: string) => `Voltamos ${asHours(time)}`,
		tomorrow: (time: string) => `Voltamos amanhã ${asHours(time)}`,
		later: (time: string, day: string) => `Voltamos ${day}, ${asHours(time)}`
	},

	connection: {
		connecting: 'Conectando…',
		connected: 'Conectado',
		reconnecting: 'Reconectando…',
		offline: 'Você está offline',
		refused: 'Não conectado'
	},

	sessionEnded: {
		signed_out: 'Você saiu da sua conta',
		other_user: 'Outra pessoa entrou neste navegador'
	},
	sessionEndedNote: {
		signed_out: 'Entre de novo para continuar. O que você não enviou está salvo.',
		other_user: 'Este chat é de outra conta. O que não foi enviado nele está salvo.'
	},
	reload: 'Recarregar',

	messagesWithSupport: 'Mensagens com o suporte',
	byYou: 'Você:',
	by: (name) => `${name}:`,
	moreMessages: (messages) =>
		count(messages, { one: 'Mais # mensagem', other: 'Mais # mensagens' }),
	loadingMessages: 'Carregando mensagens',
	messagesNotLoaded: 'Não foi possível carregar as mensagens. Tentando de novo…',
	loadingEarlier: 'Carregando mensagens anteriores…',
	earlierNotLoaded: 'Não foi possível carregar as mensagens anteriores.',
	tryAgain: 'Tentar novamente',
	newMessages: 'Novas mensagens',
	typing: (name) => `${name} está digitando…`,

	message: 'Mensagem',
	writeMessage: 'Escreva uma mensagem…',
	send: 'Enviar',
	attach: 'Anexar arquivos',
	tooLong: (limit) =>
		`As mensagens podem ter até ${number(limit)} caracteres. Encurte ou divida a sua.`,
	outboxFull: 'Há muitas mensagens não enviadas.',
	blocked: 'O suporte não aceita mais suas mensagens.',

	delivery: {
		waiting: 'Aguardando envio…',
		sending: 'Enviando…',
		sent: 'Enviada',
		seen: 'Lida'
	},
	rateLimited: (seconds) =>
		count(seconds, { other: 'Você está enviando rápido demais. Envio em #\u00a0s…' }),
	notSent: {
		blank: 'Não enviada. A mensagem está vazia.',
		'too-long': 'Não enviada. A mensagem é longa demais.',
		forbidden: 'Não enviada. Você não pode enviar mensagens neste chat.',
		blocked: 'Não enviada. O suporte não aceita mais suas mensagens.',
		refused: 'Não enviada. Esta mensagem não é permitida. Escreva de outra forma.',
		other: 'Não enviada. O servidor não aceitou a mensagem.'
	},
	retry: 'Reenviar',
	delete: 'Excluir',

	settings: 'Configurações'
});
