import type { MailWords } from '../mail-language.ts';

export const words: MailWords = {
	sender: (app) => `Soporte de ${app}`,
	subject: (sender) => `Nueva respuesta de ${sender}`,
	heading: { one: 'Tienes una respuesta nueva', other: 'Tienes # respuestas nuevas' },
	more: { other: 'y # más' },
	button: 'Abrir el chat',
	reason: (sender) => `Recibes este correo porque tienes una respuesta sin leer de ${sender}.`,
	unsubscribe: 'Cancelar la suscripción a estos correos',
	colon: ':',
	alert: {
		heading: { one: 'Un chat espera respuesta', other: '# chats esperan respuesta' },
		more: { other: 'y # más' },
		waiting: (since, duration) => `espera desde el ${since} (${duration})`,
		guest: (name) => `Invitado ${name}`,
		deletedUser: 'Usuario eliminado',
		button: 'Abrir la bandeja de soporte',
		reason: (app) =>
			`Recibes este correo porque respondes los chats de ${app} y nadie ha visto estos todavía.`
	}
};
