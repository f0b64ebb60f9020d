import type { AlertTexts } from '../en/alerts.ts';

export const alerts: AlertTexts = {
	sound: 'Sonido',
	desktopNotifications: 'Notificaciones de escritorio',
	notificationsNote: {
		unsupported: 'Este navegador no admite notificaciones de escritorio.',
		denied: 'Bloqueadas. Puedes permitirlas en los ajustes del navegador para este sitio.',
		default: 'Tu navegador te preguntará primero.',
		granted: 'Se muestran mientras esta página está en segundo plano.'
	},
	replyEmails: 'Avisarme por correo de las respuestas sin leer',
	replyEmailsProblem: {
		notLoaded: 'No se pudo cargar este ajuste. Inténtalo de nuevo más tarde.',
		notSaved: 'No se guardó. Comprueba tu conexión e inténtalo de nuevo.'
	}
};
