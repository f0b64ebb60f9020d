import type { Reader } from '../reader.ts';
import type { SettingsTexts } from '../en/settings.ts';
import { officeHours } from './office-hours.ts';

const messages = { label: 'Mensajes seguidos' };
const every = { label: 'Después, uno cada' };

export const settings = ({ count, list }: Reader): SettingsTexts => ({
	allSettings: 'Todos los ajustes',
	section: {
		you: 'Tú',
		general: 'Generales',
		messages: 'Mensajes y límites',
		team: 'Equipo',
		hours: 'Horario de atención',
		appearance: 'Apariencia',
		replies: 'Respuestas guardadas',
		health: 'Correo y estado',
		person: 'Datos personales',
		log: 'Registro de cambios'
	},
	notLoaded: 'No se pudo cargar la página. Comprueba tu conexión e inténtalo de nuevo.',
	tryAgain: 'Reintentar',
	ownersOnly: 'Solo los propietarios pueden verlo.',
	noSection: 'Ese ajuste no existe.',

	save: 'Guardar',
	discard: 'Descartar cambios',
	cancel: 'Cancelar',
	unsaved: 'Cambios sin guardar',
	saving: 'Guardando…',
	saved: 'Guardado',
	invalid: 'No se guardó. Revisa los campos marcados.',
	failed: 'No se guardó. Comprueba tu conexión e inténtalo de nuevo.',
	forbidden: 'No se guardó. Solo los propietarios pueden cambiarlo.',
	conflict: (fields) =>
		`No se guardó. Otra persona acaba de cambiar: ${list(fields)}. Guarda otra vez para sobrescribirlo o descarta tus cambios.`,
	changedByOthers: 'Otra persona acaba de cambiarlo.',
	leaveQuestion: '¿Salir sin guardar?',
	leaveNote: 'Se perderán tus cambios de esta página.',
	leave: 'Salir',

	problem: {
		required: 'Escribe un valor.',
		url: 'Escribe una dirección que empiece por https://.',
		sender: 'Escribe una dirección de correo o Nombre <dirección>.',
		number: 'Escribe un número.',
		refused: 'Este valor no está permitido.'
	},
	tooLong: (characters) =>
		count(characters, { one: 'Como máximo, # carácter.', other: 'Como máximo, # caracteres.' }),
	between: (least, most) => `Escribe un valor entre ${least} y ${most}.`,
	colorLike: (example) => `Escribe un color como ${example}.`,
	pickColor: 'Elegir un color',
	defaultColor: 'Color predeterminado',
	atLeast: (least) => `Escribe al menos ${least}.`,
	amountOf: (field) => `${field}: cantidad`,
	unitOf: (field) => `${field}: unidad`,
	unit: {
		seconds: 'segundos',
		minutes: 'minutos',
		hours: 'horas',
		days: 'días',
		months: 'meses'
	},

	group: {
		names: 'Nombres y direcciones',
		emails: 'Correos a usuarios',
		inbox: 'Bandeja de entrada',
		files: 'Archivos',
		users: 'Límite para usuarios',
		guests: 'Límite para invitados',
		admins: 'Límite para administradores',
		chats: 'Límite de chats nuevos',
		retention: 'Conservación'
	},
	field: {
		appName: { label: 'Nombre de tu app', note: 'En el asunto de los correos.' },
		appUrl: { label: 'Dirección de tu app', note: 'Los enlaces de los correos empiezan por ella.' },
		inboxUrl: {
			label: 'Dirección de la bandeja de entrada',
			note: 'Si está vacía: la dirección de tu app con /admin.'
		},
		emailFrom: {
			label: 'Remitente de los correos',
			note: 'El dominio debe estar verificado en tu servicio de correo.'
		},
		emailAccentColor: { label: 'Color del botón en los correos' },
		replyEmailDelay: {
			label: 'Avisar por correo de respuestas sin leer tras',
			note: 'Si el usuario no ha leído una respuesta para entonces.'
		},
		emailArchivedReplies: { label: 'También de respuestas en chats archivados' },
		adminAlertDelay: {
			label: 'Avisar a los administradores cuando alguien espera',
			note: 'Si nadie del equipo ha visto el mensaje durante este tiempo.'
		},
		waitingWarning: {
			label: 'Destacar a quien espera más de',
			note: 'En la lista de chats.'
		},
		assignOnReply: {
			label: 'Asignar al responder',
			note: 'Un chat sin asignar pasa a quien responde primero.'
		},
		userMessageBurst: messages,
		userMessageInterval: every,
		guestMessageBurst: messages,
		guestMessageInterval: every,
		adminMessageBurst: messages,
		adminMessageInterval: every,
		chatBurst: {
			label: 'Chats seguidos',
			note: 'Cada usuario tiene uno y puede empezar otro tras borrarlo.'
		},
		chatInterval: every,
		attachmentsPerMessage: {
			label: 'Archivos por mensaje',
			note: '0: los mensajes no llevan archivos.'
		},
		attachmentMaxBytes: { label: 'Archivo más grande, en MB' },
		archivedChatRetention: {
			label: 'Borrar chats archivados',
			note: 'Definitivamente, con todos los mensajes, este tiempo después de archivarlos.'
		},
		emptyGuestRetention: {
			label: 'Borrar chats vacíos de invitados',
			note: 'De invitados que nunca escribieron nada.'
		},
		officeHours: { label: 'Horario de atención' },
		officeTimeZone: { label: 'Zona horaria' },
		officeClosedDays: { label: 'Días cerrados' },
		widgetColor: { label: 'Color del widget', note: 'Se ajusta donde el texto se leería mal.' },
		logoUrl: {
			label: 'Dirección del logotipo',
			note: 'Tu política de seguridad de contenido debe permitir su servidor en img-src.'
		},
		welcomeText: {
			label: 'Texto de bienvenida',
			note: 'Texto sin formato, igual en todos los idiomas.'
		}
	},

	office: officeHours,

	you: {
		name: 'Tu nombre',
		nameNote:
			'Los usuarios lo ven sobre tus respuestas. Los mensajes anteriores conservan el nombre con el que se enviaron.',
		alerts: 'Enviarme un correo cuando alguien espera',
		alertsNote: 'Sobre chats tuyos o sin asignar.'
	},

	team: {
		admins: 'Administradores',
		owner: 'Propietario',
		admin: 'Administrador',
		rolesNote: 'Los propietarios también pueden cambiar estos ajustes y el equipo.',
		roleOf: (name) => `Rol de ${name}`,
		remove: 'Quitar',
		removeName: (name) => `Quitar a ${name}`,
		removeQuestion: (name) => `¿Quitar a ${name} del equipo?`,
		removeNote:
			'Pierde el acceso al instante. Sus chats quedan sin asignar; sus mensajes se conservan.',
		lastOwner:
			'El último propietario no se puede quitar ni cambiar. Haz antes propietario a otra persona.',
		addTitle: 'Añadir un administrador',
		email: 'Dirección de correo',
		emailNote: 'La persona debe haberse registrado con ella en tu app.',
		name: 'Nombre que ven los usuarios',
		role: 'Rol',
		add: 'Añadir',
		added: (name) => `${name} ya está en el equipo.`,
		removed: (name) => `Se quitó a ${name}.`,
		changed: (name) => `Se cambió el rol de ${name}.`,
		problem: {
			no_account:
				'Nadie se ha registrado aún con esta dirección. Pide a la persona que se registre primero en tu app.',
			unconfirmed_address: 'La persona aún no ha confirmado esta dirección.',
			already_admin: 'Esta persona ya está en el equipo.',
			blank: 'Escribe un nombre.',
			too_long: 'Como máximo, 80 caracteres.',
			last_owner: 'El último propietario no se puede quitar ni cambiar.',
			no_admin: 'Esta persona ya no está en el equipo.',
			not_owner: 'Solo los propietarios pueden cambiar el equipo.',
			other: 'No funcionó. Comprueba tu conexión e inténtalo de nuevo.'
		}
	},

	health: {
		title: 'Estado',
		allWell: 'Todo funciona.',
		failedTitle: 'Correos no enviados',
		noneFailed: 'Ninguno en los últimos 30 días.',
		user: 'A un usuario, sobre respuestas',
		alert: 'A un administrador, sobre usuarios que esperan',
		tries: (tries) => count(tries, { one: '# intento', other: '# intentos' }),
		details: 'Detalles',
		retryFor: (recipient) => `Reintentar: ${recipient}`,
		willRetry: 'Se volverá a intentar en menos de un minuto.',
		mayBeSent: 'Puede que haya llegado, así que no se envía otra vez.',
		reason: {
			function: 'No se pudo contactar con la Edge Function.',
			unset: 'No hay ningún servicio de correo configurado.',
			sender: 'El servicio de correo no acepta el remitente.',
			recipient: 'La dirección no puede recibir correos.',
			busy: 'El servicio de correo estaba saturado.',
			other: 'El servicio de correo no lo aceptó.'
		}
	},

	person: {
		note: 'Busca a una persona para exportar o borrar lo que el chat de soporte ha guardado sobre ella.',
		query: 'Dirección de correo o nombre de invitado',
		queryNote: 'La dirección completa, o los cuatro caracteres de un invitado, como 7F3K.',
		find: 'Buscar',
		nobody: 'No se encontró a nadie.',
		noAccount: 'La cuenta se eliminó.',
		noChat: 'Sin chat',
		messages: (amount) => count(amount, { one: '# mensaje', other: '# mensajes' }),
		export: 'Exportar como JSON',
		exported: 'Se descargó el archivo.',
		erase: 'Borrar…',
		eraseQuestion: (name) => `¿Borrar todo sobre ${name}?`,
		eraseNote:
			'Se borran el chat con todos los mensajes y notas, los correos pendientes y los ajustes de correo. La cuenta se conserva. No se puede deshacer.',
		confirm: (word) => `Escribe ${word} para confirmar`,
		eraseNow: 'Borrar para siempre',
		erased: 'Se borró todo.'
	},

	log: {
		none: 'Aún no hay cambios.',
		more: 'Cargar más',
		project: 'El proyecto (SQL o clave secreta)',
		empty: 'vacío',
		entry: {
			settings_changed: (who) => `${who} cambió ajustes`,
			admin_added: (who, subject) => `${who} añadió a ${subject} al equipo`,
			admin_changed: (who, subject) => `${who} cambió a ${subject}`,
			admin_removed: (who, subject) => `${who} quitó a ${subject} del equipo`,
			data_exported: (who, subject) => `${who} exportó los datos de la cuenta ${subject}`,
			data_erased: (who, subject) => `${who} borró los datos de la cuenta ${subject}`,
			email_retried: (who) => `${who} pidió reintentar un correo`
		}
	}
});
