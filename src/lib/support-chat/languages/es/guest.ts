import type { GuestTexts } from '../en/guest.ts';

export const guest: GuestTexts = {
	welcome:
		'Pregúntanos lo que quieras: algo que no funciona, un pedido, tu cuenta. Respondemos aquí.',
	supportAway: 'Respondemos aquí',

	label: 'Déjanos tu correo para recibir la respuesta',
	save: 'Guardar',
	skip: 'Ahora no',
	change: 'Cambiar correo',
	pending: (email) => `Para confirmar, abre el enlace que hemos enviado a ${email}.`,
	confirmed: (email) => `Te escribiremos a ${email}.`,
	problem: {
		taken: 'Este correo pertenece a una cuenta. Inicia sesión o usa otro.',
		invalid: 'Escribe una dirección de correo válida.',
		tooMany: 'Demasiados intentos. Vuelve a intentarlo en unos minutos.',
		other: 'No se pudo guardar tu correo. Comprueba la conexión y vuelve a intentarlo.'
	}
};
