import type { FileTexts } from '../en/files.ts';
import type { Reader } from '../reader.ts';

export const files = ({ count }: Pick<Reader, 'count'>): FileTexts => ({
	drop: 'Déposez les fichiers à envoyer',
	notInNotes: 'Les notes ne contiennent que du texte',

	chosen: 'Fichiers à envoyer',
	preparing: 'Préparation…',
	remove: (name) => `Retirer ${name}`,
	problem: {
		empty: 'Le fichier est vide',
		'too-large': 'Le fichier est trop volumineux',
		'wrong-type': 'Ce type de fichier ne peut pas être envoyé'
	},
	largest: (size) => `Trop volumineux, ${size} au maximum`,
	tooMany: (most) =>
		count(most, {
			one: 'Vous pouvez envoyer un fichier à la fois.',
			other: 'Vous pouvez envoyer jusqu’à # fichiers à la fois.'
		}),
	none: 'L’envoi de fichiers n’est pas possible dans ce chat.',

	uploading: 'Envoi du fichier…',
	cancel: 'Annuler',
	edit: 'Modifier',
	notSent: {
		'too-large': 'Non envoyé. Un fichier est trop volumineux.',
		'wrong-type': 'Non envoyé. Ce type de fichier n’est pas autorisé.',
		'too-many': 'Non envoyé. Il y a trop de fichiers.',
		'storage-full': 'Non envoyé. Il n’y a plus de place pour d’autres fichiers pour le moment.',
		'files-lost':
			'Non envoyé. Les fichiers ne sont plus dans ce navigateur. Ajoutez-les de nouveau.'
	},

	checking: 'Vérification en cours…',
	refused: 'Bloqué pour votre sécurité',
	gone: 'N’est plus disponible',
	notLoaded: 'Échec du chargement',
	file: 'Fichier',
	open: (name) => `Ouvrir ${name}`,
	download: (name) => `Télécharger ${name}`,

	picture: 'Image',
	previous: 'Image précédente',
	next: 'Image suivante',
	zoomIn: 'Agrandir',
	zoomOut: 'Réduire',
	place: (place, total) => `${place} sur ${total}`
});
