import type { ChatTexts } from '../en/chat.ts';
import type { Reader } from '../reader.ts';

export const chat = ({ count, number }: Reader): ChatTexts => ({
	welcomeTitle: '¿En qué podemos ayudarte?',
	welcome: 'Pregúntanos lo que quieras. Respondemos aquí y, si no estás, por correo electrónico.',
	close: 'Cerrar',
	supportOnline: 'Soporte en línea',
	supportAway: 'Respondemos aquí y por correo',
	usuallyReplies: {
		minutes: 'Suele responder en unos minutos',
		hour: 'Suele responder en menos de una hora',
		hours: 'Suele responder en unas horas',
		day: 'Suele responder en menos de un día'
	},

	connection: {
		connecting: 'Conectando…',
		connected: 'Conectado',
		reconnecting: 'Reconectando…',
		offline: 'No tienes conexión',
		refused: 'Sin conectar'
	},

	sessionEnded: {
		signed_out: 'Has cerrado la sesión',
		other_user: 'Ha iniciado sesión otra persona'
	},
	sessionEndedNote: {
		signed_out: 'Vuelve a iniciar sesión para continuar. Lo que no has enviado se conserva.',
		other_user:
			'Este chat pertenece a otra cuenta de este navegador. Lo que no se envió se conserva.'
	},
	reload: 'Recargar',

	messagesWithSupport: 'Mensajes con soporte',
	byYou: 'Tú:',
	by: (name) => `${name}:`,
	moreMessages: (messages) => count(messages, { one: '# mensaje más', other: '# mensajes más' }),
	loadingMessages: 'Cargando mensajes',
	messagesNotLoaded: 'Aún no se han podido cargar los mensajes. Reintentando…',
	loadingEarlier: 'Cargando mensajes anteriores…',
	earlierNotLoaded: 'No se han podido cargar los mensajes anteriores.',
	tryAgain: 'Reintentar',
	newMessages: 'Mensajes nuevos',
	typing: (name) => `${name} está escribiendo…`,

	message: 'Mensaje',
	writeMessage: 'Escribe un mensaje…',
	send: 'Enviar',
	tooLong: (limit) =>
		`Un mensaje admite ${number(limit)} caracteres como máximo. Acórtalo o envíalo por partes.`,
	outboxFull: 'Ya hay demasiados mensajes a la espera de enviarse.',

	delivery: {
		waiting: 'Pendiente de envío…',
		sending: 'Enviando…',
		sent: 'Enviado',
		seen: 'Visto'
	},
	rateLimited: (seconds) =>
		count(seconds, { other: 'Escribes demasiado rápido. Se enviará en #\u00a0s' }),
	notSent: {
		blank: 'No enviado. El mensaje está vacío.',
		'too-long': 'No enviado. El mensaje es demasiado largo.',
		forbidden: 'No enviado. No puedes escribir en este chat.',
		refused: 'No enviado. El mensaje no se puede enviar así. Escríbelo de otra forma.',
		other: 'No enviado.'
	},
	retry: 'Reenviar',
	delete: 'Eliminar',

	settings: 'Ajustes',
	sound: 'Sonido',
	desktopNotifications: 'Notificaciones de escritorio',
	notificationsNote: {
		unsupported: 'Este navegador no puede mostrar notificaciones de páginas web.',
		denied: 'Bloqueadas. Puedes permitirlas en los ajustes del navegador para este sitio.',
		default: 'Tu navegador te preguntará primero.',
		granted: 'Se muestran mientras esta página está en segundo plano.'
	},
	replyEmails: 'Avisarme por correo de respuestas sin leer',
	replyEmailsProblem: {
		notLoaded: 'No se ha podido cargar. Inténtalo de nuevo más tarde.',
		notSaved: 'No se ha guardado. Comprueba tu conexión e inténtalo de nuevo.'
	}
});
