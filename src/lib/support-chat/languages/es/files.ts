import type { FileTexts } from '../en/files.ts';
import type { Reader } from '../reader.ts';

export const files = ({ count }: Pick<Reader, 'count'>): FileTexts => ({
	drop: 'Suelta los archivos para enviarlos',
	notInNotes: 'Las notas solo admiten texto',

	chosen: 'Archivos para enviar',
	preparing: 'Preparando…',
	remove: (name) => `Quitar ${name}`,
	problem: {
		empty: 'El archivo está vacío',
		'too-large': 'El archivo es demasiado grande',
		'wrong-type': 'No se puede enviar este tipo de archivo'
	},
	largest: (size) => `Demasiado grande, máximo ${size}`,
	tooMany: (most) =>
		count(most, {
			one: 'Puedes enviar un archivo a la vez.',
			other: 'Puedes enviar hasta # archivos a la vez.'
		}),
	none: 'En este chat no se pueden enviar archivos.',

	uploading: 'Subiendo…',
	cancel: 'Cancelar',
	edit: 'Editar',
	notSent: {
		'too-large': 'No enviado. Un archivo es demasiado grande.',
		'wrong-type': 'No enviado. Este tipo de archivo no está permitido.',
		'too-many': 'No enviado. Hay demasiados archivos.',
		'storage-full': 'No enviado. Ahora mismo no hay espacio para más archivos.',
		'files-lost': 'No enviado. Los archivos ya no están en este navegador. Vuelve a añadirlos.'
	},

	checking: 'En revisión…',
	refused: 'Bloqueado por tu seguridad',
	gone: 'Ya no está disponible',
	notLoaded: 'No se pudo cargar',
	file: 'Archivo',
	open: (name) => `Abrir ${name}`,
	download: (name) => `Descargar ${name}`,

	picture: 'Imagen',
	previous: 'Imagen anterior',
	next: 'Imagen siguiente',
	zoomIn: 'Acercar',
	zoomOut: 'Alejar',
	place: (place, total) => `${place} de ${total}`
});
