import type { ChatTexts } from '../en/chat.ts';
import type { Reader } from '../reader.ts';

/** "las 9:00", "la 1:00" */
const lasHours = (time: string) => (/^0?1\D/.test(time) ? 'la ' : 'las ') + time;

export const chat = ({ count, list, number }: Reader): ChatTexts => ({
	welcomeTitle: '¿En qué podemos ayudarte?',
	welcome:
		'Pregúntanos lo que quieras: algo que no funciona, un pedido, tu cuenta. Respondemos aquí y, si no estás, por correo electrónico.',
	close: 'Cerrar',
	supportOnline: 'Soporte en línea',
	areOnline(names, more) {
		const people = more > 0 ? [...names, `${number(more)} más`] : names;
		return `${list(people)} ${people.length === 1 ? 'está' : 'están'} en línea`;
	},
	supportAway: 'Respondemos aquí y por correo',
	usuallyReplies: {
		minutes: 'Suele responder en unos minutos',
		hour: 'Suele responder en menos de una hora',
		hours: 'Suele responder en unas horas',
		day: 'Suele responder en menos de un día'
	},
	reopens: {
		today: (time: string) => `Volvemos a ${lasHours(time)}`,
		tomorrow: (time: string) => `Volvemos mañana a ${lasHours(time)}`,
		later: (time: string, day: string) => `Volvemos el ${day} a ${lasHours(time)}`
	},

	connection: {
		connecting: 'Conectando…',
		connected: 'Conectado',
		reconnecting: 'Reconectando…',
		offline: 'No tienes conexión',
		refused: 'Sin conectar'
	},

	sessionEnded: {
		signed_out: 'Tu sesión está cerrada',
		other_user: 'Otra persona ha iniciado sesión'
	},
	sessionEndedNote: {
		signed_out: 'Vuelve a iniciar sesión para continuar. Lo que no has enviado está guardado.',
		other_user: 'Este chat pertenece a otra cuenta. Lo que no se envió en él está guardado.'
	},
	reload: 'Recargar',

	messagesWithSupport: 'Mensajes con soporte',
	byYou: 'Tú:',
	by: (name) => `${name}:`,
	moreMessages: (messages) => count(messages, { one: '# mensaje más', other: '# mensajes más' }),
	loadingMessages: 'Cargando mensajes',
	messagesNotLoaded: 'No se pudieron cargar los mensajes. Reintentando…',
	loadingEarlier: 'Cargando mensajes anteriores…',
	earlierNotLoaded: 'No se pudieron cargar los mensajes anteriores.',
	tryAgain: 'Reintentar',
	newMessages: 'Mensajes nuevos',
	typing: (name) => `${name} está escribiendo…`,

	message: 'Mensaje',
	writeMessage: 'Escribe un mensaje…',
	send: 'Enviar',
	attach: 'Adjuntar archivos',
	tooLong: (limit) =>
		`Los mensajes pueden tener hasta ${number(limit)} caracteres. Acórtalo o divídelo.`,
	outboxFull: 'Demasiados mensajes sin enviar.',
	blocked: 'Soporte ya no acepta mensajes tuyos.',

	delivery: {
		waiting: 'Pendiente de envío…',
		sending: 'Enviando…',
		sent: 'Enviado',
		seen: 'Visto'
	},
	rateLimited: (seconds) =>
		count(seconds, { other: 'Envías demasiado rápido. Se enviará en #\u00a0s…' }),
	notSent: {
		blank: 'No enviado. El mensaje está vacío.',
		'too-long': 'No enviado. El mensaje es demasiado largo.',
		forbidden: 'No enviado. No puedes enviar mensajes en este chat.',
		blocked: 'No enviado. Soporte ya no acepta mensajes tuyos.',
		refused: 'No enviado. Este mensaje no está permitido. Escríbelo de otra forma.',
		other: 'No enviado. El servidor no aceptó el mensaje.'
	},
	retry: 'Volver a enviar',
	delete: 'Eliminar',

	settings: 'Ajustes'
});
