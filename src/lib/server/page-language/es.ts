import type { PageTexts } from './en.ts';

export const pages: PageTexts = {
	errors: {
		noPage: 'No hay ninguna página en esta dirección.',
		broken: 'Algo salió mal por nuestra parte.',
		notSetUp:
			'Este sitio aún no está configurado. Si lo administras, consulta el motivo en el registro del servidor.',
		signInDown: 'El servicio de inicio de sesión no responde. Inténtalo de nuevo en un minuto.',
		crossSite: 'Este formulario se envió desde otro sitio, por eso no lo aceptamos.',
		unreadable: 'No se pudo leer el formulario.',
		wrongAccount:
			'Has iniciado sesión como {}. Si tienes otra cuenta, cierra sesión e inicia sesión con ella.',
		noEmail: 'un usuario sin correo electrónico',
		signOut: 'Cerrar sesión',
		signOutUnsent: 'Se perderán los mensajes que no has enviado. ¿Cerrar sesión?',
		reload: 'Recargar',
		home: 'Ir a la página de inicio'
	},

	unsubscribe: {
		title: 'Cancelar suscripción',
		doneTitle: 'Suscripción cancelada',
		againTitle: 'Suscripción activada de nuevo',
		on: 'Te enviamos un correo cuando una respuesta de soporte lleva unos minutos sin leer.',
		off: 'Ya no te enviamos correos sobre respuestas sin leer. Te esperan en el chat.',
		alertsOn: 'Te enviamos un correo cuando un usuario espera respuesta y nadie lo ha visto.',
		alertsOff:
			'Ya no te enviamos correos sobre usuarios que esperan. Los encontrarás en la bandeja de soporte.',
		turnOff: 'Cancelar suscripción',
		turnOn: 'Volver a suscribirme',
		unknownLink:
			'Este enlace para cancelar la suscripción no funciona. Ábrelo de nuevo desde el correo.',
		notLookedUp: 'No se pudieron consultar tus ajustes. Inténtalo de nuevo en un minuto.'
	},

	account: {
		email: 'Correo electrónico',
		password: 'Contraseña',
		newPassword: 'Nueva contraseña',
		show: 'Mostrar',
		hide: 'Ocultar',
		passwordHint: 'Al menos {} caracteres.',
		otherWays: 'Otras opciones',
		oneMoment: 'Un momento…',
		checkMail: 'Revisa tu correo',

		signIn: 'Iniciar sesión',
		signingIn: 'Iniciando sesión…',

		create: 'Crear una cuenta',
		creating: 'Creando tu cuenta…',
		haveAccount: '¿Ya tienes una cuenta?',
		created:
			'Hemos enviado un correo a {}. Abre el enlace que contiene para terminar de crear tu cuenta. Si no llega, es posible que ya tengas una: inicia sesión o restablece tu contraseña.',

		forgot: '¿Olvidaste tu contraseña?',
		forgotText:
			'Escribe tu correo electrónico y te enviaremos un enlace para elegir una contraseña nueva.',
		sendLink: 'Enviar el enlace',
		sending: 'Enviando…',
		linkSent:
			'Si existe una cuenta para {}, te llegará un enlace para elegir una contraseña nueva. Funciona una sola vez y caduca en una hora.',
		backToSignIn: 'Volver a iniciar sesión',

		reset: 'Elige una contraseña nueva',
		resetFor: 'Para {}.',
		save: 'Guardar contraseña',
		saving: 'Guardando…',
		askForLink: 'Pide un enlace nuevo',
		askForLinkText: 'Para elegir una contraseña nueva, abre el enlace del correo que te enviaremos.'
	},

	confirm: {
		address: {
			title: 'Confirma tu correo electrónico',
			text: 'Un clic y tu cuenta estará lista.',
			button: 'Confirmar'
		},
		newAddress: {
			title: 'Confirma tu nuevo correo electrónico',
			text: 'A partir de entonces iniciarás sesión con él.',
			button: 'Confirmar'
		},
		recovery: {
			title: 'Elige una contraseña nueva',
			text: 'Este enlace inicia tu sesión para hacerlo. Funciona una sola vez.',
			button: 'Continuar'
		},
		invite: {
			title: 'Tienes una invitación',
			text: 'Este enlace abre tu cuenta. Funciona una sola vez.',
			button: 'Aceptar'
		},
		magiclink: {
			title: 'Iniciar sesión',
			text: 'Este enlace inicia tu sesión. Funciona una sola vez.',
			button: 'Iniciar sesión'
		},
		broken: 'Este enlace no funciona',
		incomplete: 'Este enlace está incompleto. Cópialo entero desde el correo o pide uno nuevo.',
		askForLink: 'Pedir un enlace para una contraseña nueva',
		oneMore: 'Un enlace más',
		oneMoreText:
			'Esta dirección está confirmada. Ahora abre el enlace del correo enviado a tu otra dirección.',
		signedInAs:
			'Has iniciado sesión como {}. Si este enlace se envió a otra cuenta, al continuar se cerrará tu sesión y se iniciará la de esa cuenta.',
		guest: 'invitado',
		stay: 'Mantener mi sesión'
	},

	refusals: {
		invisible: 'Este correo contiene un carácter invisible. Escríbelo de nuevo.',
		noEmail: 'Escribe tu correo electrónico.',
		longEmail: 'Este correo electrónico es demasiado largo.',
		halfEmail: 'Escribe una dirección de correo completa, como name@example.com.',
		noPassword: 'Escribe tu contraseña.',
		shortPassword: 'Usa al menos {} caracteres.',
		longPassword: 'Esta contraseña es demasiado larga.',
		notSignedIn:
			'El correo o la contraseña no son correctos. Si acabas de registrarte, abre primero el enlace de nuestro correo.',
		notCreated:
			'No se pudo crear una cuenta con este correo. Si ya tienes una, inicia sesión o restablece tu contraseña.',
		badEmail: 'No se puede usar esta dirección de correo. Compruébala o usa otra.',
		noMailTo: 'No podemos enviar correos a esta dirección. Usa otra.',
		weakPassword:
			'Esta contraseña es demasiado fácil de adivinar. Usa una más larga o menos común.',
		samePassword: 'Esta es tu contraseña actual. Elige una nueva.',
		oldSignIn: 'Iniciaste sesión hace demasiado tiempo para esto. Pide un enlace nuevo.',
		signedOut: 'Tu sesión está cerrada. Pide un enlace nuevo.',
		oldLink: 'Este enlace ya se usó o ha caducado. Pide uno nuevo.',
		noNewAccounts: 'Este sitio no admite cuentas nuevas por ahora.',
		noPasswords: 'Este sitio no permite iniciar sesión con correo y contraseña.',
		blocked: 'Esta cuenta está bloqueada.',
		manyTries: 'Demasiados intentos. Espera un minuto e inténtalo de nuevo.',
		manyEmails: 'Demasiados correos solicitados. Espera un minuto e inténtalo de nuevo.',
		noAnswer: 'El servicio de inicio de sesión no responde. Espera un minuto e inténtalo de nuevo.',
		failed: 'No funcionó. Espera un minuto e inténtalo de nuevo.'
	}
};
