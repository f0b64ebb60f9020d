import type { SavedRepliesTexts } from '../en/saved-replies.ts';
import type { Reader } from '../reader.ts';

export const savedReplies = ({
	count,
	number
}: Pick<Reader, 'count' | 'number'>): SavedRepliesTexts => ({
	name: 'Respuestas guardadas',
	purpose: 'Para todo el equipo de soporte. Escribe / al principio de una respuesta para usar una.',
	listed: (replies) =>
		count(replies, { one: '# respuesta guardada', other: '# respuestas guardadas' }),
	none: 'Aún no hay respuestas guardadas',
	noneNote: 'Guarda lo que escribes a menudo y no lo vuelvas a teclear.',
	noMatch: 'Ninguna respuesta guardada coincide',
	notLoaded: 'No se pudieron cargar las respuestas guardadas.',
	typeMore: 'Sigue escribiendo para encontrar otras.',
	manage: 'Gestionar respuestas guardadas',
	shortcut: 'Insertar una respuesta guardada, al principio de una respuesta',
	search: 'Buscar respuestas guardadas',

	variables: {
		customer_name: 'Nombre del usuario',
		customer_email: 'Correo del usuario',
		my_name: 'Tu nombre'
	},
	insertVariable: 'Se rellena al usar la respuesta:',
	unknownVariable: (written) => `${written} es desconocido y se queda tal cual.`,
	gapQuestion: (written) => `${written} está sin rellenar. ¿Enviar de todos modos?`,

	add: 'Nueva respuesta',
	edit: (title) => `Editar ${title}`,
	delete: (title) => `Eliminar ${title}`,
	deleted: (title) => `Se eliminó ${title}`,
	titleField: 'Título',
	contentField: 'Texto',
	save: 'Guardar',
	titleBlank: 'Escribe un título.',
	titleTooLong: (limit) => `Un título puede tener hasta ${number(limit)} caracteres.`,
	contentBlank: 'Escribe un texto.',
	contentTooLong: (limit) => `Un texto puede tener hasta ${number(limit)} caracteres.`,
	changed: 'Otra persona ha cambiado esta respuesta. Ahora dice:',
	useTheirs: 'Usar esa versión',
	saveMine: 'Guardar la mía',
	gone: 'Otra persona ha eliminado esta respuesta. Guárdala para volver a añadirla.',
	notDeleted: 'Otra persona acaba de cambiar esta respuesta. Léela antes de eliminarla.'
});
