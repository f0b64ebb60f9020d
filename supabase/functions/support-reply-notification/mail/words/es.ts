import type { MailWords } from '../mail-language.ts';

export const words: MailWords = {
	sender: (app) => `Soporte de ${app}`,
	subject: (sender) => `Nueva respuesta de ${sender}`,
	heading: { one: 'Tienes una respuesta nueva', other: 'Tienes # respuestas nuevas' },
	more: { other: 'y # más' },
	button: 'Abrir el chat',
	reason: (sender) => `Recibes este correo porque tienes una respuesta sin leer de ${sender}.`,
	unsubscribe: 'Cancelar la suscripción a estos correos',
	colon: ':'
};
