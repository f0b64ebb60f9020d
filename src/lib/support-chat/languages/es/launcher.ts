import type { LauncherTexts } from '../en/launcher.ts';
import type { Reader } from '../reader.ts';

export const launcher = ({ count }: Reader): LauncherTexts => ({
	open: 'Abrir el chat de soporte',
	close: 'Cerrar el chat de soporte',
	openWithUnread: (unread) =>
		count(unread, {
			one: 'Abrir el chat de soporte, # mensaje sin leer',
			other: 'Abrir el chat de soporte, # mensajes sin leer'
		}),
	loadFailed: 'No se pudo cargar el chat. Comprueba tu conexión e inténtalo de nuevo.',
	reload: 'Recargar la página',
	support: 'Soporte',
	newReply: 'Nueva respuesta',
	dismiss: 'Descartar'
});
