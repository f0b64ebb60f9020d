import { elapsed } from '../../core/text/elapsed.ts';
import type { InboxTexts } from '../en/inbox.ts';
import type { Reader } from '../reader.ts';
import { savedReplies } from './saved-replies.ts';
import { notes } from './notes.ts';

export const inbox = ({ count, list, locale, number }: Reader): InboxTexts => ({
	inbox: 'Bandeja de soporte',
	title: 'Chats de soporte',
	titleOfArea: (area: string) => `${area} – Bandeja de soporte`,
	titleOfChat: (email) => `${email} – Chats de soporte`,
	notifications: 'Notificaciones',
	skipToReply: 'Saltar al campo de respuesta',
	skipToChats: 'Saltar a los chats',
	skipToContent: 'Saltar al contenido',
	areas: 'Áreas de la bandeja',
	area: { chats: 'Chats', reports: 'Informes', settings: 'Ajustes' },

	chats: 'Chats',
	active: 'Activos',
	archived: 'Archivados',
	isArchived: 'Archivado',
	noActive: 'No hay chats activos',
	noActiveNote: 'En cuanto un usuario escriba, el chat aparecerá aquí.',
	noArchived: 'No hay chats archivados',
	noArchivedNote: 'Puedes archivar un chat terminado. Volverá cuando el usuario escriba de nuevo.',
	messageCount: (messages) => count(messages, { one: '# mensaje', other: '# mensajes' }),
	unread: 'Sin leer',
	byYou: 'Tú:',
	by: (name) => `${name}:`,
	deletedUser: 'Usuario eliminado',
	guest: (name) => `Invitado ${name}`,
	loadMore: 'Cargar más',
	loading: 'Cargando…',
	moreNotLoaded: 'No se pudieron cargar más chats. Comprueba tu conexión e inténtalo de nuevo.',

	back: 'Volver a los chats',
	archive: 'Archivar',
	restore: 'Restaurar',
	problem: {
		forbidden: 'Ya no tienes permiso. Vuelve a cargar la página.',
		unseen: 'El usuario acaba de enviar un mensaje. Léelo primero.',
		failed: 'La acción no funcionó. Comprueba tu conexión e inténtalo de nuevo.'
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

	filters: 'Filtros',
	filter: {
		waiting: 'En espera',
		mine: 'Míos',
		unassigned: 'Sin asignar',
		all: 'Todos'
	},
	noChats: {
		waiting: 'Nadie está esperando',
		mine: 'No tienes chats asignados',
		unassigned: 'No hay chats sin asignar'
	},
	waiting: (ms) => `espera desde hace ${elapsed(ms, locale)}`,
	draft: 'Borrador',
	blocked: 'Bloqueado',
	assign: 'Asignar',
	assignedTo: (name) => `Asignado a ${name}`,
	notAssigned: 'Sin asignar',
	nobody: 'Nadie',
	yourself: (name) => `${name} (tú)`,
	markUnread: 'Marcar como no leído',
	block: 'Bloquear al usuario',
	unblock: 'Desbloquear al usuario',
	blockQuestion: '¿Bloquear a este usuario?',
	blockNote: 'Podrá leer el chat, pero no enviar mensajes hasta que lo desbloquees.',
	cancel: 'Cancelar',
	answeredMeanwhile: (name) => `${name} acaba de responder. ¿Enviar de todos modos?`,
	sendAnyway: 'Enviar de todos modos',

	notes: notes({ count }),

	conversationWith: (email) => `Chat con ${email}`,
	you: 'Tú',
	theUser: 'El usuario',
	support: 'Soporte',
	reply: 'Respuesta',
	writeReply: 'Escribe una respuesta…',
	needsJavaScript: 'El chat necesita JavaScript.',

	noChatOpen: 'No hay ningún chat abierto',
	noChatOpenNote: 'Elige uno de la lista.',
	noChatOpenKeysNote: 'Elige uno de la lista o usa el teclado:',

	chatGone: 'Este chat ya no existe',
	chatGoneNote: 'Se eliminó o el enlace no es correcto.',

	unreadChats: (chats) => count(chats, { one: '# chat sin leer', other: '# chats sin leer' }),
	moreUnreadChats: (limit) => `Más de ${number(limit)} chats sin leer`,

	search: 'Buscar',
	searchPlaceholder: 'Buscar usuarios y mensajes',
	clearSearch: 'Borrar la búsqueda',
	people: 'Usuarios',
	messages: 'Mensajes',
	nothingFound: 'No se encontró nada',
	nothingFoundNote: 'Prueba con otra palabra, su comienzo o parte de una dirección de correo.',
	foundCount: (results) => count(results, { one: '# resultado', other: '# resultados' }),
	searchedSince: (time) => `Se buscó en los mensajes desde el ${time}.`,
	searchOlder: 'Buscar en mensajes más antiguos',
	searchFailed: 'La búsqueda falló. Comprueba tu conexión.',

	earlierShown: 'Estás viendo mensajes anteriores.',
	laterNotLoaded: 'No se pudieron cargar los mensajes posteriores.',
	backToNewest: 'Ir a los más recientes',

	userDetails: 'Datos del usuario',
	detailsNotLoaded: 'No se pudieron cargar los datos.',
	accountCreated: 'Cuenta creada',
	lastSignIn: 'Último inicio de sesión',
	firstMessage: 'Primer mensaje',
	lastMessage: 'Último mensaje',
	archivedAt: 'Archivado',
	messagesByUser: 'Mensajes del usuario',
	messagesBySupport: 'Mensajes de soporte',
	replyEmailsOf: 'Correos sobre respuestas',
	on: 'Activados',
	off: 'Desactivados',
	yes: 'Sí',
	no: 'No',
	userLanguage: 'Idioma',
	lastPage: 'Última página',

	archivedNow: (email) => `Chat con ${email} archivado`,
	restoredNow: (email) => `Chat con ${email} restaurado`,
	missesReply: 'El usuario no ha leído tu última respuesta y no recibirá ningún correo.',
	undo: 'Deshacer',
	dismiss: 'Descartar',

	health: {
		settingMissing: 'Falta un ajuste necesario para enviar correos.',
		functionMissing: 'No se envían correos: la Edge Function no responde.',
		mailServiceMissing: 'No se envían correos: no hay ningún servicio de correo configurado.',
		pgNetMissing: 'No se envían correos: falta la extensión pg_net.',
		jobsMissing: 'Las tareas programadas no se están ejecutando.',
		clockFailing: 'La tarea que envía los correos está fallando.',
		emailsOverdue: 'Los correos a los usuarios van con retraso.',
		emailsFailed: 'Algunos correos de las últimas 24 horas no se pudieron enviar.',
		fileFunctionMissing:
			'Los archivos eliminados siguen almacenados: la Edge Function que los borra no responde.',
		filesNotRemoved: 'Los archivos eliminados siguen almacenados: no se pueden borrar.',
		realtimeNotReady:
			'Los mensajes nuevos pueden tardar en aparecer: Realtime no está listo. Reinicia el proyecto en el panel de Supabase.',
		sql: 'En el editor SQL:',
		terminal: 'En una terminal:',
		copy: 'Copiar',
		copied: 'Copiado'
	},

	savedReplies: savedReplies({ count, number }),

	settings: 'Ajustes',
	close: 'Cerrar',
	keyboardShortcuts: 'Atajos de teclado',
	opensNext: 'Abrir el siguiente chat después de archivar',
	singleKeys: 'Atajos de una sola tecla',
	singleKeysNote: 'j, k, e y otras, mientras no escribes',
	shortcuts: {
		next: 'Chat siguiente',
		previous: 'Chat anterior',
		open: 'Abrir el chat seleccionado',
		reply: 'Escribir una respuesta',
		note: 'Escribir una nota',
		move: 'Archivar o restaurar',
		assign: 'Asignar',
		markUnread: 'Marcar como no leído',
		undo: 'Deshacer la última acción',
		search: 'Buscar',
		help: 'Mostrar estos atajos',
		leave: 'Salir de un campo, cerrar, volver'
	},
	keyEnter: 'Intro',
	keyEscape: 'Esc',

	toApp: 'Ir a la app',
	signOut: 'Cerrar sesión',
	signOutUnsent: 'Se perderán las respuestas que no has enviado. ¿Cerrar sesión?',
	toChats: 'Ir a los chats',
	broken: 'Algo salió mal por nuestra parte.',
	noSuchChat: 'Este chat no existe.',
	adminsOnly: 'Solo los administradores de soporte pueden abrir la bandeja.',
	signIn: 'Iniciar sesión'
});
