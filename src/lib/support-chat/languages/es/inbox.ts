import type { InboxTexts } from '../en/inbox.ts';
import type { Reader } from '../reader.ts';

export const inbox = ({ count, list, number }: Reader): InboxTexts => ({
	inbox: 'Bandeja de soporte',
	title: 'Chats de soporte',
	titleOfChat: (email) => `${email} – Chats de soporte`,
	notifications: 'Notificaciones',

	chats: 'Chats',
	active: 'Activos',
	archived: 'Archivados',
	noActive: 'No hay chats activos',
	noActiveNote: 'En cuanto un usuario escriba, el chat aparecerá aquí.',
	noArchived: 'No hay chats archivados',
	noArchivedNote: 'Puedes archivar un chat terminado. Volverá cuando el usuario escriba de nuevo.',
	messageCount: (messages) => count(messages, { one: '# mensaje', other: '# mensajes' }),
	unread: 'Sin leer',
	byYou: 'Tú:',
	by: (name) => `${name}:`,
	deletedEmail: 'Correo eliminado',
	loadMore: 'Cargar más',
	loading: 'Cargando…',
	moreNotLoaded: 'No se han podido cargar más chats. Comprueba tu conexión e inténtalo de nuevo.',

	back: 'Volver a los chats',
	archive: 'Archivar',
	restore: 'Restaurar',
	problem: {
		forbidden: 'Ya no tienes permiso para hacer esto. Vuelve a cargar la página.',
		unseen: 'El usuario acaba de escribir. Lee primero el mensaje nuevo.',
		failed: 'No ha funcionado. Comprueba tu conexión e inténtalo de nuevo.'
	},
	online: 'En línea',
	hasChatOpen: 'Tiene el chat abierto',
	viewing(names, more) {
		const viewers = more > 0 ? [...names, `${number(more)} más`] : names;
		return `${list(viewers)} ${viewers.length === 1 ? 'está' : 'están'} viendo este chat`;
	},
	writing(names, more) {
		const writers = more > 0 ? [...names, `${number(more)} más`] : names;
		return `${list(writers)} ${writers.length === 1 ? 'está' : 'están'} escribiendo una respuesta…`;
	},

	conversationWith: (email) => `Conversación con ${email}`,
	you: 'Tú',
	theUser: 'El usuario',
	support: 'Soporte',
	reply: 'Respuesta',
	writeReply: 'Escribe una respuesta…',
	needsJavaScript: 'La conversación necesita JavaScript.',

	noChatOpen: 'No hay ningún chat abierto',
	noChatOpenNote: 'Elige uno de la lista.',
	noChatOpenKeysNote: 'Elige uno de la lista o usa el teclado:',

	chatGone: 'Este chat ya no existe',
	chatGoneNote: 'Se ha borrado o nunca hubo ninguno en esta dirección.',

	unreadChats: (chats) => count(chats, { one: '# chat sin leer', other: '# chats sin leer' }),

	search: 'Buscar',
	searchPlaceholder: 'Buscar personas y mensajes',
	clearSearch: 'Borrar la búsqueda',
	people: 'Personas',
	messages: 'Mensajes',
	nothingFound: 'No se ha encontrado nada',
	nothingFoundNote: 'Prueba con otra palabra, su comienzo o una parte de una dirección.',
	foundCount: (results) => count(results, { one: '# resultado', other: '# resultados' }),
	searchedSince: (time) => `Mensajes revisados desde: ${time}.`,
	searchOlder: 'Buscar en mensajes más antiguos',
	searchFailed: 'La búsqueda no ha funcionado. Comprueba tu conexión.',

	earlierShown: 'Estos mensajes son anteriores.',
	laterNotLoaded: 'No se han podido cargar los mensajes posteriores.',
	backToNewest: 'Volver a los más recientes',

	userDetails: 'Datos del usuario',
	detailsNotLoaded: 'No se han podido cargar los datos.',
	customerSince: 'Cliente desde',
	lastSignIn: 'Último inicio de sesión',
	firstMessage: 'Primer mensaje',
	lastMessage: 'Último mensaje',
	archivedSince: 'Archivado desde',
	messagesByUser: 'Mensajes del usuario',
	messagesBySupport: 'Mensajes de soporte',
	replyEmailsOf: 'Correos sobre respuestas',
	on: 'Activados',
	off: 'Desactivados',

	archivedNow: (email) => `${email}: archivado`,
	restoredNow: (email) => `${email}: restaurado`,
	missesReply: 'El usuario no ha leído tu última respuesta y no recibirá ningún correo.',
	undo: 'Deshacer',
	dismiss: 'Descartar',

	settings: 'Ajustes',
	close: 'Cerrar',
	keyboardShortcuts: 'Atajos de teclado',
	singleKeys: 'Atajos de una sola tecla',
	singleKeysNote: 'j, k, e y otras, mientras no escribes',
	shortcuts: {
		next: 'Chat siguiente',
		previous: 'Chat anterior',
		open: 'Abrir el chat seleccionado',
		reply: 'Escribir una respuesta',
		move: 'Archivar o restaurar',
		undo: 'Deshacer archivar o restaurar',
		search: 'Buscar',
		help: 'Mostrar estos atajos',
		leave: 'Salir de un campo, cerrar, volver'
	},
	keyEnter: 'Intro',
	keyEscape: 'Esc',

	toApp: 'A la app',
	signOut: 'Salir',
	signOutUnsent: 'Se perderán las respuestas que no has enviado. ¿Cerrar la sesión?',
	toChats: 'Ir a los chats',
	broken: 'Algo ha fallado por nuestra parte.',
	noSuchChat: 'Este chat no existe.'
});
